"""Pack the program for the system that this runs on: a folder with a starter to double-click, and a zip of it.

    python -m tests.packing [linux|windows|macos]

PyInstaller cannot pack for another system: each zip is made on its own.
"""

import os
import platform
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from soaptui import __version__
from tests.packing import icons, starters

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
BUILD = ROOT / "build" / "packing"
SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def lay_out(house: Path) -> None:
    """The package as it installs: `screens` and `fixtures` inside it, and nothing that was compiled elsewhere."""
    shutil.rmtree(house, ignore_errors=True)
    leave_out = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "soaptui", house / "soaptui", ignore=leave_out)
    for name in ("screens", "fixtures"):
        shutil.copytree(ROOT / name, house / "soaptui" / name, ignore=leave_out)


def pack(system: str) -> Path:
    """The folder with everything in it."""
    house, icon = BUILD / "house", BUILD / f"soaptui{icons.SUFFIX[system]}"
    lay_out(house)
    icon.write_bytes(icons.icon_for(system, (HERE / "icon.png").read_bytes()))
    environment = {
        **os.environ,
        "PACKING_HOUSE": str(house),
        "PACKING_ICON": "" if system == "linux" else str(icon),
        "PYTHONPATH": str(house),
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "--distpath", "out"]
    subprocess.run([*command, str(HERE / "soaptui.spec")], cwd=BUILD, env=environment, check=True)
    folder = BUILD / "out" / "soaptui"
    starters.add_starters(folder, system, icon, __version__)
    for name in ("LICENSE", "README.md"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("guide", "pictures"):
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name)
    return folder


def zipped(folder: Path, system: str) -> Path:
    """The zip. Its programs stay programs: the archive keeps their modes, and links stay links."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    (ROOT / "dist").mkdir(exist_ok=True)
    name = ROOT / "dist" / f"soaptui-{__version__}-{system}-{machine}"
    return Path(shutil.make_archive(str(name), "zip", folder.parent, folder.name))


def main() -> int:
    """Pack, zip, and say how large it is."""
    system = SYSTEMS.get(sys.platform, "")
    wanted = sys.argv[1] if len(sys.argv) > 1 else system
    if wanted != system:
        sys.exit(f"This is {system or sys.platform}: a zip for {wanted} is made on {wanted}.")
    if find_spec("PyInstaller") is None:
        sys.exit("PyInstaller is not here: python -m pip install -c constraints.txt -e '.[dist]' brings it.")
    begun = time.monotonic()
    BUILD.mkdir(parents=True, exist_ok=True)
    folder = pack(system)
    archive = zipped(folder, system)
    unpacked = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    sys.stdout.write(
        f"{archive}: {archive.stat().st_size / 1e6:.0f} MB, unpacked {unpacked / 1e6:.0f} MB, "
        f"in {time.monotonic() - begun:.0f} s\n"
        f"Try it: {folder / 'soaptui'} --self-test\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
