"""The wheel builds, installs into an empty environment outside the tree, and runs from there."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEADLESS = """
import asyncio, sys, tempfile, pathlib
from soaptui.app import SoapTuiApp
from soaptui.store.store import Store
from soaptui.week import season, zones
from soaptui.week.clock import RehearsalClock, SystemClock

async def main():
    clock = RehearsalClock(zones.read_iso("2027-03-18T10:12"), SystemClock(), speed=0)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(pathlib.Path(folder), clock.now)
        app = SoapTuiApp(store, clock)
        async with app.run_test(size=(100, 30)) as pilot:
            for _ in range(1200):  # what opens on its own at a first start is left, however late it comes
                if app.has_begun and len(app.screen_stack) == 1:
                    break
                if len(app.screen_stack) > 1:
                    await pilot.press("escape")
                await pilot.pause(0.05)
            for key, mode in (("2", "programs"), ("3", "calls"), ("4", "offers"), ("1", "timeline")):
                await pilot.press(key)
                for _ in range(600):
                    if app.current_mode == mode:
                        break
                    await pilot.pause(0.05)
            print(app.current_mode, pathlib.Path(sys.modules["soaptui.screens"].__file__).parent)
        store.close()

asyncio.run(main())
"""


def _run(command: list[str], folder: Path, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SOAPTUI"))}
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=400, check=False, env={**clean, **environment}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_wheel_runs_from_an_empty_environment(tmp_path: Path) -> None:
    source = tmp_path / "source"
    files = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in files:
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    python = sys.executable
    _run(
        [python, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(source)],
        tmp_path,
    )
    (wheel,) = (tmp_path / "dist").glob("soaptui-*.whl")
    venv.create(tmp_path / "empty", with_pip=False)
    scripts = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    # This environment's pip installs into the empty one; what is never imported need not be compiled.
    pip = [python, "-m", "pip", "--python", str(scripts / "python"), "--quiet", "--disable-pip-version-check"]
    _run([*pip, "install", "--no-compile", "-c", str(ROOT / "constraints.txt"), str(wheel)], tmp_path)
    data = str(tmp_path / "data")
    assert _run([str(scripts / "soaptui"), "--version"], tmp_path).startswith("soaptui ")
    assert "Round 1 opens" in _run([str(scripts / "soaptui"), "--data", data, "timeline"], tmp_path)
    # Whatever is installed with it says by itself that it works there.
    untouched = tmp_path / "untouched"
    told = _run([str(scripts / "soaptui"), "--self-test", "--json", "--data", str(untouched)], tmp_path)
    steps = json.loads(told)
    assert [step["name"] for step in steps if not step["well"]] == []
    assert "rehearses an hour" in {step["name"] for step in steps}
    assert not untouched.exists()
    shown = _run([str(scripts / "python"), "-c", HEADLESS], tmp_path, SOAPTUI_DATA=data)
    assert shown.startswith("timeline ")
    assert str(tmp_path / "empty") in shown
    # Nothing is installed beside the one package: "fixtures" and "screens" at the top level belong to others.
    top = {path.name for path in next((tmp_path / "empty").glob("**/site-packages")).iterdir()}
    assert "soaptui" in top
    assert not top & {"fixtures", "screens", "tests"}
