"""The people to speak to next, as a panel shows them where there is room: when, who, why, and the key."""

from collections.abc import Callable, Iterable

from soaptui.screens.commands import with_keys
from soaptui.screens.widgets.fitting import fit
from soaptui.week import words, zones
from soaptui.week.next_people import NextPerson, SpeakingBy

TITLE = "SPEAK TO NEXT"
HOW: dict[SpeakingBy, str] = {
    "call": "{call-out} call",
    "link": "{view-timeline} {copy-link} link",
    "they ring": "{call} when it rings",
}
"""What to press, by how one comes to speak to them."""

TALL = 36
"""A screen of so many rows has room for the panel."""

INDENT = 6
"""The columns of a time and the space behind it."""


def people_text(
    people: Iterable[NextPerson], room: int, name_in: Callable[[int, str, str], str], *, on_timeline: bool = False
) -> str:
    """Two lines for each: when and which program; who it is, why, and the key. Links are copied on Timeline."""
    lines = [TITLE]
    for person in people:
        name = name_in(room - INDENT, person.program, person.title)
        lines.append(f"{words.clock24(zones.eastern(person.at)):<{INDENT}}{fit(name, room - INDENT)}".rstrip())
        how = with_keys(HOW[person.by])
        key = f" · {how.removeprefix(with_keys('{view-timeline} ')) if on_timeline else how}"
        about = " · ".join(part for part in (person.who, person.why) if part)
        lines.append(" " * INDENT + fit(about, room - INDENT, tail=key).rstrip())
    return "\n".join(lines)
