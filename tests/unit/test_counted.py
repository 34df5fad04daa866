"""A count and its noun: one place knows one from many, and every sentence asks it."""

import re
from pathlib import Path

import pytest

from soaptui.counted import many

ROOT = Path(__file__).parents[2]
NOUNS = (
    "alarms|applications|backups|bytes|calls|cells|changes|copies|days|events|facts|faults|hours|interviews|lines|"
    "minutes|offers|ones|positions|programs|questions|records|rows|seconds|slots|tasks|texts|things|times|weeks"
)
COUNTED = re.compile(
    rf"\{{(?P<what>[^{{}}]+)\}} (?:(?:more|later|new|older|other|open|free|missed|planned) )?(?:{NOUNS})\b"
)
BY_HAND = re.compile(r"""(""|'') if [^"']* == 1 else|else ['"]s['"]""")

NEVER_ONE = {
    "soaptui/imports/workbook_size.py": {"unpacked:,"},
    "soaptui/imports/table_file.py": {"size:,"},
    "soaptui/programs/slots.py": {"meter.limit"},
    "soaptui/rehearsal/report_text.py": {"minutes"},  # from two on
    "soaptui/week/agenda.py": {"len(offers)"},
    "soaptui/week/alarms.py": {"len(found)"},
    "soaptui/week/own_day.py": {"len(lines)"},
    "soaptui/typed_time/details.py": {"length", "max(different)"},  # too long a length, and the longer of two
    "soaptui/store/cutting.py": {"first.length:,"},
    "screens/rehearsal/rehearsal_dialog.py": {"seconds"},
    "soaptui/programs/plan_set.py": {"meter.limit"},
}
"""What cannot be 1 where it is said."""

NO_COUNT = re.compile(r"[A-Z_]+(:,)?|[a-z-]+\.[a-z-]+|key_for\(.*\)|PARTS\[.*\]|other|name|tool")


@pytest.mark.parametrize(
    ("count", "one", "more", "said"),
    [
        (0, "call", "", "0 calls"),
        (1, "call", "", "1 call"),
        (2, "call", "", "2 calls"),
        (1200, "program", "", "1,200 programs"),
        (1, "copy", "copies", "1 copy"),
        (3, "slot is", "slots are", "3 slots are"),
    ],
)
def test_a_count_with_its_noun(count: int, one: str, more: str, said: str) -> None:
    assert many(count, one, more) == said


def test_no_sentence_counts_by_itself() -> None:
    found = []
    for path in (*ROOT.glob("soaptui/**/*.py"), *ROOT.glob("screens/**/*.py")):
        name = path.relative_to(ROOT).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            known = NEVER_ONE.get(name, set())
            hits = [match["what"] for match in COUNTED.finditer(line)]
            bad = [what for what in hits if what not in known and not NO_COUNT.fullmatch(what)]
            if bad or BY_HAND.search(line):
                found.append(f"{name}:{number}: {line.strip()}")
    assert not found, "\n".join(found)
