"""What is typed about an appointment while the telephone is at the ear, read: "tue 2:30pm CT 20min zoom".

One reading is certain. What can be meant in two ways becomes a choice, what cannot be understood is refused: no date,
no zone and no half of the day is filled in silently, for an interview at a wrong hour is missed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from soaptui.counted import many
from soaptui.text import clean
from soaptui.typed_time.details import LINK_LIMIT, Unread, besides, one_length
from soaptui.typed_time.from_now import FromNow, at_from_now, counted_from_now
from soaptui.typed_time.moments import Around, MomentCandidate, moment_candidates
from soaptui.typed_time.written_forms import written_plainly
from soaptui.week import words, zones

CHOICES = 8
"""Most readings that are offered."""

FAR = timedelta(days=60)
"""A moment further ahead than this is asked about: interviews are held within days."""


_PAST = "is past: write a future time."


class TypedReading(msgspec.Struct, frozen=True):
    """One moment that may be meant: the instant in UTC, the zone it was said in, and its length in minutes.

    `note` is a remark to show: that "EST" was read as Eastern Time, on a day on which EDT is in force.
    """

    at: datetime
    zone: str
    minutes: int
    platform: str = ""
    link: str = ""
    note: str = ""


class Typed(msgspec.Struct, frozen=True):
    """What was typed, the readings, the likeliest first, and what is unclear: nothing if one is certain."""

    words: str
    readings: tuple[TypedReading, ...]
    problem: str

    @property
    def is_past(self) -> bool:
        """Whether it was understood, and is past."""
        return not self.readings and self.problem.endswith(_PAST)


def read_appointment(
    text: str, now: datetime, *, home: str, theirs: tuple[str, ...] = (), town: str = "", minutes: int = 20
) -> Typed:
    """What is meant by a text, at `now`, by a user in the zone `home`; `theirs` are the zones of the program's state,
    and `town` is its town.

    `minutes` is the length where none is said. No text makes it raise: what cannot be read has no reading, and the
    problem says what would do. Raises BadTime where `home` or one of `theirs` is no zone.
    """
    for zone in (home, *theirs):
        zones.zone_named(zone)
    words_typed = clean(text, LINK_LIMIT)
    try:
        if counted := counted_from_now(clean(text, LINK_LIMIT + 1)):
            return _from_now(counted, words_typed, now, (theirs or (zones.EASTERN,))[0], minutes)
        aside = besides(written_plainly(clean(text, LINK_LIMIT + 1)))._replace(words=words_typed)
        found, lengths = moment_candidates(aside.rest, Around(now, home, theirs, town))
        length = one_length((*aside.lengths, *lengths), minutes)
    except Unread as error:
        return Typed(words_typed, (), str(error))
    live = sorted((each for each in found if each.at >= now), key=_plausible)
    if not live:
        return Typed(aside.words, (), f"{_moment(found[0].at, found[0].zone)} {_PAST}")
    different = {each.at: each for each in reversed(live)}
    kept = sorted(different.values(), key=_plausible)[:CHOICES]
    readings = (TypedReading(each.at, each.zone, length, aside.platform, aside.link, each.note) for each in kept)
    return Typed(aside.words, tuple(readings), _problem(found, live[0], now))


def _from_now(counted: FromNow, words_typed: str, now: datetime, zone: str, minutes: int) -> Typed:
    """The one reading of what is counted from now, in the zone of who said it. Raises Unread."""
    around = besides(counted.rest)
    reading = TypedReading(
        at=at_from_now(counted, now),
        zone=zone,
        minutes=one_length(around.lengths, minutes),
        platform=around.platform,
        link=around.link,
    )
    return Typed(words_typed, (reading,), "")


def _plausible(candidate: MomentCandidate) -> tuple[bool, int, tuple[int, ...]]:
    return candidate.late, sum(candidate.keys), candidate.keys


def _problem(found: Sequence[MomentCandidate], first: MomentCandidate, now: datetime) -> str:
    """What is unclear about moments, of which some may be past, in a sentence each; nothing if all is certain."""
    unclear = [kind for kind in range(4) if _matters(found, kind)]
    if not unclear and len({each.at for each in found}) > 1:
        unclear = [kind for kind in range(4) if len({each.keys[kind] for each in found}) > 1]
    if first.late:
        unclear = sorted({*unclear, 1})
    sentences = [first.why[kind] for kind in unclear if first.why[kind]]
    if not first.late and first.at - now > FAR:
        sentences.append(f"That is in {many((first.at - now).days // 7, 'week')}: is the date right?")
    return " ".join(sentences) or ("Which one is right?" if unclear else "")


def _matters(found: Sequence[MomentCandidate], kind: int) -> bool:
    """Whether another option of one kind, all else the same, is another instant."""
    instants: dict[tuple[int, ...], set[datetime]] = {}
    for each in found:
        instants.setdefault((*each.keys[:kind], *each.keys[kind + 1 :]), set()).add(each.at)
    return any(len(several) > 1 for several in instants.values())


def only(typed: Typed) -> TypedReading:
    """The one reading that is certain. Raises BadTime, with the choices there are in words, where there is none."""
    if typed.problem:
        choices = "; ".join(reading_in_words(each) for each in typed.readings)
        raise zones.BadTime(f"{typed.problem} Choices: {choices}." if choices else typed.problem)
    return typed.readings[0]


def reading_in_words(reading: TypedReading) -> str:
    """A reading as a choice is shown: "Tue 16 Mar 2027 14:30 CDT (America/Chicago)"."""
    return f"{_moment(reading.at, reading.zone)} ({reading.zone})"


def _moment(at: datetime, zone: str) -> str:
    wall = zones.at_zone(at, zone)
    return f"{words.day_text(wall)} {wall.year} {words.clock24(wall)} {zones.abbreviation(wall)}"
