"""Finding the program that is on the phone by a few letters: of its name, place, specialty or code, of a person
spoken with before, of a number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

from soaptui.calls.phone_numbers import whole
from soaptui.filters import query
from soaptui.programs import slots
from soaptui.programs.program_row import ProgramRow
from soaptui.records import Call, Interview, Offer, Person
from soaptui.text import searched

LEAST_DIGITS = 3
"""So many digits may be a telephone number."""

_NUMBER = re.compile(r"[+(]?\d[\d()\s./+-]*")


class SearchBase:
    """What may be found of each row, made once for a list of rows: words, digits of numbers, who was applied to."""

    def __init__(self, rows: Sequence[ProgramRow]) -> None:
        self.rows = rows
        self.hay = [row.haystack for row in rows]
        self.digits = [whole(row.program.phone) for row in rows]
        self.idle = [not slots.application_word(row.application) for row in rows]
        self.applied = {place for place, idle in enumerate(self.idle) if not idle}
        self.places = {row.program.id: place for place, row in enumerate(rows)}


class CallerIndex:
    """The rows, and with them who is known or was spoken with at each program, and under which number; `near` were in
    touch.
    """

    def __init__(
        self, base: SearchBase, calls: Iterable[Call], near: Iterable[str] = (), people: Iterable[Person] = ()
    ) -> None:
        self._rows = base.rows
        self._idle = base.idle
        self._applied = base.applied
        self._near = {place for program in near if (place := base.places.get(program)) is not None}
        self._hay, self._digits = list(base.hay), list(base.digits)
        for call in calls:
            place = base.places.get(call.program)
            if place is not None and (call.who_name or call.number):
                self._hay[place] += f"\n{searched(call.who_name, call.number)}"
                self._digits[place] += f"\n{whole(call.number)}"
        for person in people:
            place = base.places.get(person.program)
            if place is not None:
                self._hay[place] += f"\n{searched(person.name, person.phone, person.email)}"
                self._digits[place] += f"\n{whole(person.phone)}"

    def find(self, text: str, most: int) -> list[ProgramRow]:
        """At most so many programs that hold every word typed: those applied to first, then those that were in touch,
        then those in which the words begin a word; for the rest as the list stands.
        """
        wanted = query.terms(text)
        number = whole(text) if is_number(text) else ""
        if not wanted and not number:
            return [self._rows[place] for place in islice(self._likeliest(), most)]
        found = []
        for place, hay in enumerate(self._hay):
            by_number = bool(number) and number in self._digits[place]
            if by_number or query.accepts(hay, wanted):
                found.append((not by_number, self._idle[place], place not in self._near, _inside(hay, wanted), place))
        if len(found) > most:
            found = sorted(found)[:most]
        return [self._rows[place] for place in map(itemgetter(-1), sorted(found))]

    def _likeliest(self) -> Iterator[int]:
        """All of them in the same order, nothing being typed."""
        yield from sorted(self._applied, key=lambda place: (place not in self._near, place))
        yield from sorted(self._near - self._applied)
        first = self._near | self._applied
        yield from (place for place in range(len(self._rows)) if place not in first)


def is_number(text: str) -> bool:
    """Whether a text may be a telephone number or a part of one."""
    return bool(_NUMBER.fullmatch(text.strip())) and len(whole(text)) >= LEAST_DIGITS


def _inside(hay: str, wanted: tuple[str, ...]) -> int:
    """How many of the words are found only in the middle of a word."""
    return sum(1 for term in wanted if f" {term}" not in hay)


def in_touch(calls: Iterable[Call], interviews: Iterable[Interview], offers: Iterable[Offer]) -> set[str]:
    """The programs that were in touch already: they are the likeliest to ring."""
    return {record.program for records in (calls, interviews, offers) for record in records if record.program}
