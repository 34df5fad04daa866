"""The times in an email, each proposed as an interview: read as what a person types about an appointment is.

An email is longer than that, so each time is read with the day, the zone and the length that stand with it. What is
not certain becomes a choice, and what cannot be understood is shown with the reason: an interview at a wrong hour is
missed, and so is one of which nothing is said.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from soaptui.calls import interviews
from soaptui.calls.email_passages import DayPiece, Passage, passages_of, passages_read, without_other_numbers
from soaptui.calls.email_text import email_parts
from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.typed_time import appointment, day_words, details, running_text, time_of_day
from soaptui.typed_time.appointment import Typed
from soaptui.typed_time.details import Unread, pattern
from soaptui.typed_time.moments import EXACT_INSTANT
from soaptui.week import zones

TRIED = 40
"""So many times of one email are looked at."""

LONG = 60
"""Interviews take at most so many minutes; what is longer is rather the hours in which they are held."""

DAYS = 4
"""So many days are tried for a time with which none stands."""

MOST = 12
"""So many times are proposed of one email."""


class ProposedTime(msgspec.Struct, frozen=True):
    """A time in an email: the words in which it stands there, and what they mean, in one reading or several.

    Without a reading where it is written like a time and cannot be read: the problem says why.
    """

    words: str
    typed: Typed

    @property
    def is_certain(self) -> bool:
        """Whether it can be one instant alone."""
        return len(self.typed.readings) == 1 and not self.typed.problem


_FILLING = pattern(
    r"\b(?:at|on|from|the|time|date|start|starting|starts|when|is|are|for|will|be|held|your|interview|or|and)\b"
)
_DOUBT = pattern(
    r"\b(?:cannot|can't|can not|unable|unfortunately|instead|no longer|cancel\w*|(?:moved|changed|rescheduled) from"
    r"|was scheduled|were scheduled|postponed|not available|unavailable|previously|originally)\b"
)
"""What makes a time one that may not hold any more, or never did."""

_PART_OF_DAY = pattern(r" (?:in the (?:morning|afternoon|evening)|at night)\b")
_END = re.compile(r"(?<!\.[mM])\.$")
_LENGTH_SAID = pattern(r" \d+ min")
_CLOCK_BEHIND = pattern(r"(?:\b(?:by|before|until|till|after|since|deadline|due|was)\b|[~<>])[\s:]*(?:at\s|on\s)*$")
_SECONDS = re.compile(r"\d:\d\d:\d\d")
_OFFICE = pattern(
    r"\b(?:office|business|working|clinic) hours\b|\bopen\b|\bclosed\b"
    r"|\bm(?:on?)?(?:day)?s? ?(?:-|to|thru|through) ?f(?:r|ri|riday)?s?\b"
)
_TO_TALK = pattern(r"\b(?:interview\w*|meet|meeting|invit\w+|speak|talk|zoom|teams|webex|slots?)\b")


# -- which day and which zone go with a time


def _days_of(time: time_of_day.Time, passage: Passage, before: Sequence[str], all_days: Sequence[str]) -> list[str]:
    """The days that may be meant, the likeliest first. One that stands right beside the time is the only one."""
    beside = [day for day in passage.days if _beside(passage, time, day)]
    if beside:
        day_first = passage.days[0].start < passage.times[0].start
        likely, other = (beside[0], beside[-1]) if day_first else (beside[-1], beside[0])
        nearer = _has_time_between(passage, time, likely) and not _has_time_between(passage, time, other)
        if nearer and not (day_first and _has_own_time(passage, other)):
            return [likely.text, other.text]  # "Tuesday 9 AM or 10 AM on Wednesday"
        return [likely.text]
    here = [day.text for day in passage.days]
    ahead = [day.text for day in passage.days if day.end <= time.start][-1:]
    return list(dict.fromkeys([*ahead, *here, *reversed(before), *all_days]))


def _beside(passage: Passage, time: time_of_day.Time, day: DayPiece) -> bool:
    """Whether nothing but other times stands between a time and a day: "Tuesday 9:00, 9:20 or 10:00 AM CT"."""
    first, last = _gap(time, day)
    between = passage.text[first:last]
    pieces = [(one.text, one.start, one.end) for one in passage.zones]
    for text, start, end in (*pieces, *((one.text, one.start, one.end) for one in passage.times)):
        if first <= start and end <= last:
            between = between.replace(text, " ", 1)
    return not _FILLING.sub(" ", between).strip(" ,;:.()-|/@=\t")


def _gap(time: time_of_day.Time, day: DayPiece) -> tuple[int, int]:
    return (day.end, time.start) if day.end <= time.start else (time.end, day.start)


def _has_own_time(passage: Passage, day: DayPiece) -> bool:
    """Whether a time follows right upon a day: "or Wednesday 2 PM"."""
    after = [time for time in passage.times if time.start >= day.end]
    return bool(after) and _beside(passage, after[0], day)


def _has_time_between(passage: Passage, time: time_of_day.Time, day: DayPiece) -> bool:
    first, last = _gap(time, day)
    return any(first <= other.start and other.end <= last for other in passage.times)


class _Zone(NamedTuple):
    """The zone that goes with a time, as it is written. `borrowed` where it stands with another time alone."""

    word: str = ""
    borrowed: bool = False


def _zone_of(time: time_of_day.Time, passage: Passage, passages: Sequence[Passage]) -> _Zone:
    """The zone that stands with the time or with the list it is in; else one that stands alone, for every time.

    Else the only one of the passage or of the email, borrowed from another time, but for a city right behind it.
    """
    for near in (_stands_with(time, passage), _stands_with_its_list(time, passage)):
        if near:
            return _Zone(near)
    far = _zone_from_afar(passage, passages)
    city = running_text.city_behind(passage.text, time) if far.borrowed or not far.word else ""
    return _Zone(city) if city else far


def _zone_from_afar(passage: Passage, passages: Sequence[Passage]) -> _Zone:
    for several in ([passage], passages):
        for borrowed in (False, True):
            words = {word for one in several for word in (_words(one) if borrowed else _alone(one))}
            if len({word.casefold() for word in words}) == 1:
                return _Zone(min(words), borrowed)
    return _Zone()


def _stands_with(time: time_of_day.Time, passage: Passage) -> str:
    """The zone right behind the time or its day, or right before it."""
    text = passage.text
    days = [day for day in passage.days if day.start >= time.end and not text[time.end : day.start].strip(" (,")]
    ends = [time.end, *(day.end for day in days)]
    for word in passage.zones:
        if any(word.start >= end and not text[end : word.start].strip(details.PUNCTUATION) for end in ends):
            return word.text.strip()
    ahead = [
        word for word in passage.zones if word.end <= time.start and not text[word.end : time.start].strip(" ,:(")
    ]
    return ahead[-1].text.strip() if ahead else ""


def _stands_with_its_list(time: time_of_day.Time, passage: Passage) -> str:
    """The zone of the nearest time of its list, with no day between them: "9:00, 9:20 or 10:00 AM CT"."""
    others = [one for one in passage.times if one is not time]
    same = [one for one in others if _beside(passage, time, DayPiece("", one.start, one.end))]
    found = ((abs(one.start - time.start), zone) for one in same if (zone := _stands_with(one, passage)))
    return min(found, default=(0, ""))[1]


def _words(passage: Passage) -> list[str]:
    return [word.text.strip() for word in passage.zones]


def _alone(passage: Passage) -> list[str]:
    """The zones that stand with no time: "All times are Mountain Time."."""
    taken = {_stands_with(time, passage) for time in (*passage.times, *passage.deadlines)}
    return [word for word in _words(passage) if word not in taken]


# -- what is written in another way than it would be typed


def _with_spans(passage: Passage) -> Passage:
    """The passage with the times that are said as "between 2 and 3 PM", each in place of its two ends."""
    spans = list(running_text.spans_between(passage.text, passage.zones))
    if not spans or not (passage.days or _TO_TALK.search(passage.text)) or _OFFICE.search(passage.text):
        return passage
    others = [time for time in passage.times if not any(one.start <= time.start < one.end for one in spans)]
    return passage._replace(times=tuple(sorted([*others, *spans], key=lambda time: time.start)))


def _days_apart(days: Sequence[str], now: datetime) -> tuple[str, ...]:
    """The days that may be meant where the likeliest is a slip of the pen."""
    return day_words.days_apart(days[0], zones.eastern(now).date()) if days else ()


def _unread(lines: Sequence[str], town: str, only_about_it: bool) -> Iterator[ProposedTime]:
    """The sentences in which a time stands, and something that cannot be read.

    `only_about_it` leaves out passages that name no interview.
    """
    for passage in passages_of(lines):
        if only_about_it and not _TO_TALK.search(passage):
            continue
        for sentence in re.split(r"(?<=[.!?;])\s+", passage):
            blank = _SECONDS.sub(" ", without_other_numbers(sentence))
            clock = running_text.CLOCK.search(blank)
            if clock is None or _OFFICE.search(blank) or _CLOCK_BEHIND.search(blank[: clock.start()]):
                continue
            if why := running_text.why_unread(blank, town):
                words = clean(" ".join(_short(sentence, clock.start(), clock.end()).split()))
                yield ProposedTime(words, Typed(words, (), why))


# -- the proposals


def proposed_times(state: State, program_id: str, text: str, now: datetime, home: str) -> tuple[ProposedTime, ...]:
    """Every time in an email that may be one of an interview to come, in the order in which they stand there."""
    parts = email_parts(text)
    town = interviews.their_town(state, program_id)
    passages = [_with_spans(passage) for one in passages_of(parts.lines) for passage in passages_read(one, town)]
    all_days = [day.text for passage in passages for day in passage.days]
    maybe = {word for passage in passages for word in passage.maybe}
    rest = _rest(parts.lines)
    proposals: list[ProposedTime] = []
    before: list[str] = []
    asked: set[tuple[str, ...]] = set()
    for passage in passages:
        for time in itertools.islice(_one_each(passage), TRIED - len(asked)):
            zone, doubt = _zone_of(time, passage, passages), ""
            if running_text.is_span(time):
                doubt = "The email says 'between': ask when it begins."
            elif zone.borrowed:
                doubt = f"{_END.sub('', time.text)!r} has no time zone: is it {zone.word}, as the other?"
            if not zone.word and len(maybe) == 1 and not any(one.zones for one in passages):
                zone, doubt = _Zone(f"{min(maybe)} time"), f"Is {min(maybe)!r} the time zone?"
            text = time.text + _part_of_day(time, passage)
            pieces = _Pieces(_days_of(time, passage, before, all_days), text, zone, rest, doubt)
            key = (*pieces.days[:DAYS], pieces.time, *map(str, zone))
            if key not in asked:
                asked.add(key)
                proposed = _proposed(state, program_id, pieces, _words_of(passage, time), now, home)
                if proposed.typed.readings or _is_of_interview(time, passage, proposed.words):
                    proposals.append(proposed)
        before += [day.text for day in passage.days]
    proposals += _exact(state, program_id, parts.lines, now, home)
    only_what_is_about_it = any(one.typed.readings for one in proposals)
    return _different([*proposals, *_unread(parts.lines, town, only_what_is_about_it)])


def _is_of_interview(time: time_of_day.Time, passage: Passage, words: str) -> bool:
    """Whether a time that cannot be read is one to be told of: "M-F 8:00-4:30" stands in a signature."""
    if _OFFICE.search(words):
        return False
    return _TO_TALK.search(words) is not None or any(_beside(passage, time, day) for day in passage.days)


def _part_of_day(time: time_of_day.Time, passage: Passage) -> str:
    """The part of the day that is said right behind a time: " in the afternoon"."""
    found = _PART_OF_DAY.match(passage.text, time.end)
    return found[0] if found else ""


def _one_each(passage: Passage) -> Iterator[time_of_day.Time]:
    """The times, but for those that say the one before once more in another zone: "9:30 AM CT (10:30 AM ET)"."""
    last: time_of_day.Time | None = None
    for time in passage.times:
        between = passage.text[last.end : time.start] if last is not None else ""
        again = last is not None and len(between) < 30 and re.fullmatch(r"[^,;.]*[/(=][\s/(=]*", between) is not None
        if not again:
            yield time
        last = time


def _words_of(passage: Passage, time: time_of_day.Time) -> str:
    """The sentence in which a time stands, for whoever looks at it later."""
    start = max((m.end() for m in re.finditer(r"[.!?]\s+(?=[A-Z])", passage.text[: time.start])), default=0)
    end = re.search(r"(?<![ap]\.m)[.!?](?:\s|$)", passage.text[time.end :])
    stop = time.end + end.start() if end else len(passage.text)
    sentence = " ".join(passage.text[start:stop].split())
    return clean(sentence if len(sentence) <= 160 else _short(passage.text, time.start, time.end))


def _short(text: str, start: int, end: int) -> str:
    """The text, or of a long one what stands around a place in it."""
    return text if len(text) <= 160 else text[max(0, start - 60) : end + 60]


def _rest(lines: Sequence[str]) -> str:
    """The link of the meeting, or what it goes over, and how long it takes, where the email says one such thing."""
    words = " ".join(lines)
    links = re.findall(r"https?://[^\s<>\"]+", words)
    link = next((one.rstrip(".,;)") for one in links if details.is_meeting_link(one)), "")
    lengths = {length for line in passages_of(lines) for length in _lengths(line)}
    length = f" {lengths.pop()} min" if len(lengths) == 1 else ""
    over = link or details.platform_named(without_other_numbers(words))
    return f"{length} {over}"


def _lengths(text: str) -> tuple[int, ...]:
    try:
        return details.lengths_named(without_other_numbers(text))
    except Unread:
        return ()


class _Pieces(NamedTuple):
    """What goes with a time: the days that may be meant, its zone, the length and the link, and what is in doubt."""

    days: list[str]
    time: str
    zone: _Zone
    rest: str
    doubt: str


def _proposed(state: State, program_id: str, pieces: _Pieces, words: str, now: datetime, home: str) -> ProposedTime:
    """A time read with each day that may be meant. Without a zone of its own it is asked about, as everywhere."""

    def typed(moment: str) -> Typed:
        found = interviews.read_interview_time(state, program_id, moment + pieces.rest, now, home)
        if found.readings:
            return found
        over = _LENGTH_SAID.sub("", pieces.rest)  # "from 9 to 12, 20 minutes each" names two lengths
        return interviews.read_interview_time(state, program_id, moment + over, now, home)

    def on_days(days: Sequence[str]) -> list[Typed]:
        words_of_zone = [pieces.zone.word, ""] if pieces.zone.borrowed else [pieces.zone.word]  # or none of it
        return [typed(f"{day} {pieces.time} {zone}") for day in days for zone in words_of_zone]

    read = on_days((pieces.days or [""])[:DAYS])
    first = next((one for one in read if one.readings), None) or next(
        (one for one in read if not one.is_past), read[0]
    )
    if not first.readings:
        apart = on_days(_days_apart(pieces.days, now))
        read = [one for one in apart if any(each.at - now <= appointment.FAR for each in one.readings)]
    readings = {reading.at: reading for one in reversed(read) for reading in reversed(one.readings)}
    doubts = [pieces.doubt, first.problem]
    if len(readings) > 1 and not first.problem and not pieces.zone.borrowed:
        doubts.append("Which day is it?")
    if any(reading.minutes > LONG for reading in readings.values()):
        doubts.append("Is this the time of your interview, or the hours of all interviews?")
    if sentence := _DOUBT.search(words):
        doubts.insert(0, f"Read the sentence first: it says {sentence[0].lower()!r}.")
    ordered = sorted(readings.values(), key=lambda reading: reading.at)
    return ProposedTime(words, Typed(words, tuple(ordered), " ".join(filter(None, doubts))))


def _exact(state: State, program_id: str, lines: Sequence[str], now: datetime, home: str) -> Iterator[ProposedTime]:
    """Moments that are written with their offset: 2027-03-18T09:30-05:00."""
    for line in lines:
        for match in EXACT_INSTANT.finditer(line):
            try:
                typed = interviews.read_interview_time(state, program_id, match[0], now, home)
            except (Refusal, zones.BadTime):
                continue
            yield ProposedTime(clean(line), typed)


def _different(proposals: Sequence[ProposedTime]) -> tuple[ProposedTime, ...]:
    """Each moment once, without what is past; then what cannot be read, each sentence once."""
    seen: set[tuple[datetime, ...]] = set()
    kept: list[ProposedTime] = []
    for one in proposals:
        moments = tuple(reading.at for reading in one.typed.readings)
        if moments and moments not in seen:
            seen.add(moments)
            kept.append(one)
    told = {one.words for one in kept}
    others = (one for one in proposals if not (one.typed.readings or one.typed.is_past))
    unread = {one.words: one for one in others if one.words not in told}
    return tuple([*kept, *unread.values()][:MOST])
