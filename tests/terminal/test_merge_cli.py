"""The command that takes in what a sync tool's copies hold."""

import shutil
from pathlib import Path

from tests.terminal.conftest import Run


def test_a_conflict_copy_is_said_until_it_is_merged(soaptui: Run, data: Path, tmp_path: Path) -> None:
    soaptui("call", "add", "--unknown", "before they parted")
    theirs = tmp_path / "theirs"
    shutil.copytree(data, theirs)
    soaptui("call", "add", "--unknown", "mine")
    soaptui("--data", str(theirs), "call", "add", "--unknown", "hers")
    segment = next((theirs / "journal").iterdir())
    shutil.copy(segment, data / "journal" / f"{segment.stem}.sync-conflict-20270318-101112-ABCDEFG.jsonl")
    done = soaptui("next")
    assert done.returncode == 3
    assert "soaptui merge" in done.stderr
    assert "hers" not in soaptui("dump").stdout
    done = soaptui("merge")
    assert done.returncode == 0
    assert done.stdout.startswith("saved 3")
    dump = soaptui("dump")
    assert dump.returncode == 0
    assert all(word in dump.stdout for word in ("before they parted", "mine", "hers"))
    assert soaptui("merge").returncode == 2
    assert soaptui("verify").returncode == 0
