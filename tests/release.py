"""What a release is called and what its page says: `python -m tests.release [--check]`, or `make release-notes`.

The version stands once, in soaptui/__init__.py; what is new, once, in CHANGELOG.md. Nothing is sent anywhere: it
prints the tag, and the page to copy.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

from soaptui import MADE, __version__

ROOT = Path(__file__).parents[1]
UNRELEASED = "Unreleased"


class Release(NamedTuple):
    """One version of the changelog: its name, and what changed in it."""

    version: str
    changes: str


def releases(changelog: str) -> list[Release]:
    """The versions of a changelog, newest first; `Unreleased` is one of them."""
    parts = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    titled = (part.partition("\n") for part in parts)
    return [Release(title.strip().strip("[]").split()[0].strip("[]"), text.strip()) for title, _, text in titled]


def problems(changelog: str, version: str) -> list[str]:
    """What keeps this version from being released; nothing where it can be."""
    known = {release.version: release.changes for release in releases(changelog)}
    found = []
    if version not in known:
        found.append(f"CHANGELOG.md has no heading for {version}.")
    elif not known[version]:
        found.append(f"CHANGELOG.md says nothing of {version}.")
    if known.get(UNRELEASED):
        found.append(f"Under {UNRELEASED} stands what belongs to no version yet.")
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        found.append(f"{version} is no version of the form 1.2.3.")
    return found


def page(changelog: str, version: str) -> str:
    """The text of the release's page: what changed, how to install it, which file is for whom."""
    known = {release.version: release.changes for release in releases(changelog)}
    changes = known.get(version) or known.get(UNRELEASED, "")
    plain = re.sub(r"(?<=\S)\n {2,}(?=\S)", " ", changes)  # a page breaks lines by itself
    return f"""# soaptui {version}

{plain}

## Install it

With [uv](https://docs.astral.sh/uv/), which brings Python along (Windows: `winget install astral-sh.uv` first):

    uv tool install soaptui-{version}-py3-none-any.whl

Where nothing may be installed: unpack the zip for your system, and double-click `Start soaptui` (Linux:
`start-soaptui.sh`). `soaptui --self-test` says whether everything works there.

| file | for |
|---|---|
| `soaptui-{version}-py3-none-any.whl` | any system with Python 3.11 or newer, or uv |
| `soaptui-{version}-windows-x86_64.zip` | Windows, nothing installed |
| `soaptui-{version}-macos-arm64.zip` | macOS, nothing installed |
| `soaptui-{version}-linux-x86_64.zip` | Linux, nothing installed |
"""


def main(arguments: list[str]) -> int:
    """Print the tag and the page; with --check, 1 where this version cannot be released as it stands."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = problems(changelog, __version__)
    for problem in found:
        sys.stderr.write(f"not to be released yet: {problem}\n")
    sys.stdout.write(
        f"version  {__version__}, made {MADE}\ntag      v{__version__}\n\n{page(changelog, __version__)}"
    )
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
