"""The program reads the time in one place, so that every moment of the week can be tested by naming it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOME = "soaptui/week/clock.py"

READERS = {
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.ctime",
    "time.asctime",
    "pandas.Timestamp.now",
    "pandas.Timestamp.utcnow",
    "pandas.Timestamp.today",
}
GIVEN_A_MOMENT = {"time.localtime": 1, "time.gmtime": 1, "time.ctime": 1, "time.asctime": 1, "time.strftime": 2}
"""Calls that read the clock only when they are not handed a moment: how many arguments it then takes."""
LAST_WORDS = {"utcnow", "today"}
"""Of whatever they are asked, these read the clock."""


def imported_names(tree: ast.AST) -> dict[str, str]:
    """What each name that an import binds stands for, dotted."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole = alias.name if alias.asname else alias.name.split(".")[0]
                names[alias.asname or whole] = whole
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def dotted(node: ast.AST, names: dict[str, str]) -> str:
    """The full name that an expression spells; empty where it spells none."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute):
        before = dotted(node.value, names)
        return f"{before}.{node.attr}" if before else ""
    return ""


def readings(source: str) -> list[str]:
    """The places in a text of Python that read the clock: "line: name"."""
    tree = ast.parse(source)
    names = imported_names(tree)
    handed = set()
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func, names)
            enough = GIVEN_A_MOMENT.get(name)
            if enough is not None and len(node.args) >= enough:
                handed.add(id(node.func))
            elif name == "time.strftime":
                found.append(f"{node.lineno}: {name}")
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name | ast.Attribute) or id(node) in handed:
            continue
        name = dotted(node, names)
        ends_so = isinstance(node, ast.Attribute) and node.attr in LAST_WORDS
        if name in READERS or ends_so:
            found.append(f"{node.lineno}: {name or 'a call'}")
    return found


def sources() -> dict[str, str]:
    """Every module of the program, by its path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("soaptui", "screens")
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "import datetime as d\nd.datetime.now(d.UTC)",
        "from datetime import datetime\ndatetime.now(UTC)",
        "from datetime import datetime as moment\nmoment.utcnow()",
        "from datetime import datetime\nread = datetime.now",
        "from datetime import date\ndate.today()",
        "import datetime\ndatetime.date.today()",
        "import time\ntime.time()",
        "import time as t\nt.time()",
        "from time import time\ntime()",
        "from time import time as seconds\nseconds()",
        "import time\ntime.time_ns()",
        "import time\ntime.localtime()",
        "from time import localtime\nlocaltime()",
        "import time\ntime.strftime('%H')",
        "from time import strftime\nstrftime('%H')",
        "import pandas as pd\npd.Timestamp.now()",
        "def f():\n    from datetime import datetime\n    return datetime.now()",
        "some.thing.utcnow()",
        "class A:\n    import time\n    made = time.time()",
    ],
)
def test_the_walk_finds_every_way_to_read_the_clock(source: str) -> None:
    assert len(readings(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "def f(clock): return clock.now()",
        "import time\ntime.sleep(1)\ntime.monotonic()",
        "import time\ntime.strftime('%H', moment)\ntime.localtime(0)",
        "moment.strftime('%H')",
        "from datetime import datetime\ndatetime.fromisoformat(text)",
        "now = 5\ntime = 6\ntoday = now + time",
        "from soaptui.week.words import clock24\nclock.now()",
    ],
)
def test_the_walk_leaves_alone_what_reads_no_clock(source: str) -> None:
    assert readings(source) == []


def test_the_time_is_read_in_the_clock_module_alone() -> None:
    found = {path: lines for path, text in sources().items() if (lines := readings(text))}
    assert list(found) == [HOME], found


def test_the_walk_sees_both_packages() -> None:
    seen = sources()
    assert HOME in seen
    assert {path.split("/", 1)[0] for path in seen} == {"soaptui", "screens"}
