"""The packages as they install, as a folder of links: for the tools that read files, not installed packages.

`screens/` and `fixtures/` stand at the top of the repository and install inside `soaptui` (pyproject.toml says why).
Python finds them so; mypy and import-linter read a folder that looks so. Nothing else needs it.
"""

import shutil
import sys
from pathlib import Path


def build(root: Path, house: Path) -> None:
    """Links in `house/soaptui` to everything in the package, and to the folders that install inside it."""
    if house.exists():
        shutil.rmtree(house)
    package = house / "soaptui"
    package.mkdir(parents=True)
    for entry in (*(root / "soaptui").iterdir(), root / "screens", root / "fixtures"):
        if entry.name != "__pycache__":
            (package / entry.name).symlink_to(entry, target_is_directory=entry.is_dir())


if __name__ == "__main__":
    build(Path.cwd(), Path(sys.argv[1]))
