"""Alarms before everything that has a deadline: what rings when, how loudly, and what has become of each.

An alarm's id names its subject, the deadline's minute in UTC, and how many minutes before it: a deadline that moves
is a new chain and rings anew, one that moves back finds its own marks again. Marks are kept before there is a noise.

Everything that is due and has no mark is marked at the next look, however much time was lost. Of each chain only the
last alarm that has passed speaks; those that it overtook are marked with it, and acknowledged with it. A subject
ends by its outcome; a deadline that passed while nobody looked stands as missed until it is acknowledged.

How loudly: a toast down to 16 minutes, a banner down to 6, then the full screen for offers, for the close of a round
with an open offer, and for interviews. Everything else stays a banner. An interview's last minute is a banner too,
unless the full screen before it was never acknowledged: nobody wants a siren in front of the camera. Once a deadline
has passed nothing can be hurried any more, and the banner says it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from soaptui.records import AlarmMark, State, replace
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week import words
from soaptui.week.alarm_levels import LEVELS, SOFTEST_FIRST, AlarmLevel, louder_first, loudest_at, loudest_of
from soaptui.week.deadlines import EXPIRES, SUBJECT_KINDS, Subject, SubjectKind, subjects
from soaptui.week.season import Season

LADDER = (60, 30, 15, 5, 1)
"""Minutes before a deadline at which its alarms ring, where the user said nothing else."""

LONGEST = 1440
MOST = 12
"""The longest time before a deadline, in minutes, and the most alarms before one, that a ladder may have."""

NONE = "none"
NOTHING_TO_HURRY: AlarmLevel = "banner"
"""As loud as an alarm may be once its deadline has passed."""

MISSED_LEVEL: AlarmLevel = "banner"
"""As loud as a toast is that nobody saw."""

_FIRST_THINGS = tuple(SUBJECT_KINDS)

LATE = timedelta(seconds=90)
"""An alarm marked so long after its time, or with others before it, was missed where its deadline is over."""

SLACK = timedelta(minutes=1)
"""An alarm that lies farther ahead cannot have rung: the clock was wrong when it did, and it rings again."""

LOOK_AGAIN = timedelta(minutes=10)
WATCHING = "watching"
"""The id of the mark that says since when alarms are watched over at all: nothing before that was missed, but an
offer that was written down and ran out."""


class Alarm(msgspec.Struct, frozen=True):
    """One alarm: `at` is when it rings, `minutes` before `deadline`. The id is "<subject>@<minutes>".

    `missed` says that the deadline passed while nobody looked. `record` is the id of the offer, interview, call or
    task that it is about; "" for other kinds.
    """

    id: str
    subject: str
    kind: SubjectKind
    what: str
    at: datetime
    deadline: datetime
    minutes: int
    level: AlarmLevel
    missed: bool = False
    record: str = ""


class AlarmStep(msgspec.Struct, frozen=True):
    """What one look found. `marks` are to be kept before anything is heard; `ring` is new, `standing` waits to be
    acknowledged, both with the most urgent first. `missed` passed while nobody looked.

    Before `until` nothing changes by time alone.
    """

    marks: tuple[AlarmMark, ...]
    ring: tuple[Alarm, ...]
    missed: tuple[Alarm, ...]
    standing: tuple[Alarm, ...]
    until: datetime


# -- ladders


def ladder(text: str, kind: SubjectKind) -> tuple[int, ...]:
    """The minutes in a text like "60 30 15 5 1", the longest first; "none" for no alarm. Raises Refusal."""
    pieces = clean(text).replace(",", " ").split()
    if [piece.casefold() for piece in pieces] == [NONE]:
        if SUBJECT_KINDS[kind].always:
            raise Refusal(f"The alarms of a {kind} cannot be turned off: leave at least one, such as 5.")
        return ()
    if not all(piece.isascii() and piece.isdecimal() and 1 <= int(piece) <= LONGEST for piece in pieces):
        raise Refusal(
            f"{clean(text)!r} are not minutes before a deadline: write for example 60 30 15 5 1, or {NONE}."
        )
    found = sorted({int(piece) for piece in pieces}, reverse=True)
    if len(found) > MOST:
        raise Refusal(f"{len(found)} alarms before one deadline are too many: choose at most {MOST}.")
    return tuple(found) or LADDER


def setting(kind: SubjectKind) -> str:
    """The name of the setting that keeps a kind's ladder."""
    return f"alarm-{kind}"


def ladders(state: State) -> dict[str, tuple[int, ...]]:
    """When the alarms of each kind ring. A setting that cannot be read counts for nothing."""
    by_kind: dict[str, tuple[int, ...]] = {}
    for kind in SUBJECT_KINDS:
        try:
            by_kind[kind] = ladder(state.setting(setting(kind)), kind)
        except Refusal:
            by_kind[kind] = LADDER
    return by_kind


# -- the chain of alarms of one subject


def _subjects(state: State, season: Season, now: datetime) -> list[Subject]:
    kept = state.alarms.get(WATCHING)
    watched = subjects(state, season, now if kept is None else min(kept.due, now), now)
    return [subject for subject in watched if subject.rings]


def _chain(subject: Subject, ladder: Sequence[int], now: datetime) -> list[Alarm]:
    """The subject's alarms, the earliest first.

    Those for which it was too late when the subject became known ring as one, then: the nearest of them. Of what
    the user has just written down they do not, where a later one is to come.
    """
    minutes = sorted({*ladder, *([0] if subject.last else [])}, reverse=True)
    times = [(number, subject.deadline - timedelta(minutes=number)) for number in minutes]
    early = [number for number, at in times if at < subject.known]
    if subject.deadline <= subject.known:
        return []
    chosen = [(number, at) for number, at in times if at >= subject.known]
    later = [(number, at) for number, at in chosen if at > subject.known]
    if subject.own and later:
        chosen = later
    elif early:
        chosen.insert(0, (early[-1], subject.known))
    what = subject.what if now < subject.deadline else subject.past
    return [
        Alarm(
            f"{subject.id}@{number}",
            subject.id,
            subject.kind,
            what,
            at,
            subject.deadline,
            number,
            _level(subject, number, now),
            record=subject.record,
        )
        for number, at in chosen
    ]


def _level(subject: Subject, minutes: int, now: datetime) -> AlarmLevel:
    if minutes == 0:
        return subject.last or NOTHING_TO_HURRY
    most = {subject.highest, *([NOTHING_TO_HURRY] if now >= subject.deadline else [])}
    if minutes <= 1:
        most.add(SUBJECT_KINDS[subject.kind].last_minute)
    return loudest_at(minutes, min(most, key=SOFTEST_FIRST.index))


def alarms(state: State, season: Season, now: datetime, ladders: Mapping[str, tuple[int, ...]]) -> list[Alarm]:
    """Every alarm that no outcome has ended, within a week before and after, the earliest first."""
    chains = (_chain(subject, ladders[subject.kind], now) for subject in _subjects(state, season, now))
    return sorted((alarm for chain in chains for alarm in chain), key=lambda alarm: (alarm.at, alarm.id))


# -- one look


def step(state: State, season: Season, now: datetime, ladders: Mapping[str, tuple[int, ...]]) -> AlarmStep:
    """Everything that is due by now and was not told yet, and everything that still stands."""
    marks: dict[str, AlarmMark] = dict(_watching(state, now))
    all_marks = dict(state.alarms)
    ring: list[Alarm] = []
    missed: list[Alarm] = []
    standing: list[Alarm] = []
    until = now + LOOK_AGAIN
    for subject in _subjects(state, season, now):
        chain = _chain(subject, ladders[subject.kind], now)
        new = _marked(subject, chain, all_marks, now)
        marks |= new
        all_marks |= new
        heard = [alarm for alarm in chain if _told(all_marks, alarm)]
        missed += [alarm for alarm in heard if alarm.id in new and new[alarm.id].missed]
        stands = _standing(subject, heard, all_marks, now)
        if stands is not None:
            standing.append(stands)
        if heard and heard[-1].id in new:
            ring.append(stands or heard[-1])
        moments = (*(alarm.at for alarm in chain), subject.deadline, subject.over or now)
        until = min((moment for moment in moments if now < moment < until), default=until)
    return AlarmStep(
        marks=tuple(marks.values()),
        ring=by_urgency(ring, now),
        missed=by_urgency(missed, now),
        standing=by_urgency(standing, now),
        until=until,
    )


def _watching(state: State, now: datetime) -> Iterator[tuple[str, AlarmMark]]:
    kept = state.alarms.get(WATCHING)
    if kept is None or kept.due > now:  # after now: the clock was ahead, and went back
        yield WATCHING, AlarmMark(id=WATCHING, due=now, fired=now, acknowledged=now)


def _told(kept: Mapping[str, AlarmMark], alarm: Alarm) -> bool:
    mark = kept.get(alarm.id)
    return mark is not None and mark.fired is not None


def _marked(
    subject: Subject, chain: Sequence[Alarm], marks: Mapping[str, AlarmMark], now: datetime
) -> dict[str, AlarmMark]:
    """New marks: of what is due and was not told, and of what was told at a time that turned out to be wrong."""
    new_marks: dict[str, AlarmMark] = {}
    due = [alarm for alarm in chain if alarm.at <= now]
    fresh = bool(due) and not _told(marks, due[-1])
    overtook = any(not _told(marks, alarm) for alarm in due[:-1])
    for alarm in chain:
        told = _told(marks, alarm)
        if told and alarm.at > now + SLACK:
            new_marks[alarm.id] = AlarmMark(id=alarm.id, due=alarm.at)
        elif not told and alarm.at <= now:
            late = now >= subject.deadline and (overtook or now - alarm.at > LATE)
            missed = late if alarm is due[-1] else fresh
            new_marks[alarm.id] = AlarmMark(id=alarm.id, due=alarm.at, fired=now, missed=missed)
    return new_marks


def _standing(
    subject: Subject, heard: Sequence[Alarm], marks: Mapping[str, AlarmMark], now: datetime
) -> Alarm | None:
    """The last alarm that was told, as loud as the loudest that nobody has acknowledged; None where none waits."""
    if not heard or marks[heard[-1].id].acknowledged is not None:
        return None
    missed = marks[heard[-1].id].missed and now >= subject.deadline
    if subject.over is not None and now >= subject.over and not missed:
        return None
    waiting = {alarm.level for alarm in heard if marks[alarm.id].acknowledged is None}
    level = loudest_of(waiting)
    if not LEVELS[level].stands and not missed:
        return None
    return msgspec.structs.replace(heard[-1], level=level if LEVELS[level].stands else MISSED_LEVEL, missed=missed)


def by_urgency(unsorted: Sequence[Alarm], now: datetime) -> tuple[Alarm, ...]:
    """The louder before the softer; what can still be met, the nearest first, before what is over, by its kind."""

    def key(alarm: Alarm) -> tuple[int, bool, int, float, int, str]:
        past, kind = alarm.deadline <= now, _FIRST_THINGS.index(alarm.kind)
        away = abs((alarm.deadline - now).total_seconds())
        return louder_first(alarm.level), past, kind if past else 0, away, kind, alarm.id

    return tuple(sorted(unsorted, key=key))


def acknowledged(state: State, alarm: Alarm, now: datetime) -> tuple[AlarmMark, ...]:
    """The marks after the user has acknowledged an alarm, and with it those that it overtook; none nearer."""
    marks: list[AlarmMark] = []
    own = state.alarms.get(alarm.id)
    if own is None:
        marks.append(AlarmMark(id=alarm.id, due=alarm.at, fired=now, acknowledged=now))
    for mark in state.alarms.values():
        subject, _, minutes = mark.id.rpartition("@")
        if subject == alarm.subject and int(minutes) >= alarm.minutes and mark.fired and not mark.acknowledged:
            marks.append(replace(mark, acknowledged=now))
    return tuple(marks)


def is_said_by(alarm: Alarm, other: Alarm) -> bool:
    """Whether the other says it already: a round closes with the offer that expires."""
    return alarm.kind == "round" and other.kind == "offer" and alarm.deadline == other.deadline


def sentence(alarm: Alarm, now: datetime, zone: str) -> str:
    """An alarm in words: "Round 1 opens · in 14 min · 09:00 EDT (18:30 Colombo)".

    Of an offer how long it is open comes first: its program's name may be long, and the line be cut.
    """
    left = words.seconds_left(alarm.deadline, now)
    if left > 0 and alarm.kind == "offer":
        title = alarm.what.removeprefix(EXPIRES)
        return f"Offer open {words.roughly(left)} more · {title} · {words.when(alarm.deadline, now, zone)}"
    if left > 0:
        return f"{alarm.what} · in {words.roughly(left)} · {words.when(alarm.deadline, now, zone)}"
    missed = "Missed: " if alarm.missed else ""
    return f"{missed}{alarm.what} · {words.when(alarm.deadline, now, zone)}, {_ago(alarm, now)}"


def line(alarm: Alarm, now: datetime, zone: str) -> str:
    """The same for a line that may be cut: how long comes first."""
    left = words.seconds_left(alarm.deadline, now)
    if left > 0:
        return f"{words.roughly(left)} left · {alarm.what} · {words.when(alarm.deadline, now, zone)}"
    missed = "MISSED " if alarm.missed else ""
    return f"{missed}{_ago(alarm, now)} · {alarm.what} · {words.when(alarm.deadline, now, zone)}"


def _ago(alarm: Alarm, now: datetime) -> str:
    seconds = words.seconds_since(alarm.deadline, now)
    return f"{words.roughly(seconds)} ago" if seconds else "now"
