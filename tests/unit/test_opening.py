"""What the first frame waits for, and what it does not."""

import subprocess
import sys

STARTED = """\
import sys
from soaptui.cli import dashboard_commands
dashboard_commands._import_asyncio()
import soaptui.screens.textual_internals.first_frame_driver, soaptui.app, soaptui.screens.timeline.view
not_yet = {"ssl", "textual.widgets._text_area", "soaptui.store.second_set", "pandas"}
not_yet.add("soaptui.typed_time.appointment")
print(*sorted(not_yet & set(sys.modules)))
import ssl
print(ssl.OPENSSL_VERSION != "")
"""


def test_the_start_imports_nothing_that_only_a_key_or_nobody_needs_and_it_can_be_imported_later() -> None:
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "True"]
