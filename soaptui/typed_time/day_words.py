"""The day of an appointment as it is typed: "tue", "tomorrow", "16 Mar", "3/16", "the 18th"."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from soaptui.typed_time.details import DAY, Unread, pattern, take_matches

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_Said = TypeVar("_Said")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Token(NamedTuple):
    """One piece of a text that says the day. `dates` are (year, month, day), 0 for what is not said.

    `evening` says that the time is in that day's evening, `hint` what part of the day was said besides.
    """

    text: str
    start: int
    end: int
    weekday: int | None = None
    ahead: int | None = None
    dates: tuple[tuple[int, int, int], ...] = ()
    after_next: bool = False
    hint: str = ""


class TypedDay(NamedTuple):
    """What a text says about the day, all of it: none of these where nothing is said."""

    text: str = ""
    weekday: int | None = None
    ahead: int | None = None
    dates: tuple[tuple[int, int, int], ...] = ()
    after_next: bool = False
    hint: str = ""

    @property
    def is_named(self) -> bool:
        """Whether a day is named at all."""
        return self.weekday is not None or self.ahead is not None or bool(self.dates)


class Dated(NamedTuple):
    """A day that may be meant. `late` where it is only meant if an earlier one is not; `why` it is not certain."""

    date: date
    late: bool = False
    why: str = ""


# -- finding

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:(?:,? |-)(?P<year>20[2-9]\d)(?![\w:.]| ?[ap]\.?m\b| ?hrs))?"
_NO_TIME = r"(?!\w|[:.]\d|:| ?[ap]\.? ?m\b| ?o'?clock| ?h\b)"
_BOTH_SIDES = pattern(
    rf"(?<![\w:.])\d{{1,2}}(?:st|nd|rd|th)? {_MONTH} \d{{1,2}}{_NO_TIME}(?! ?(?:-|to) ?[\d:]+ ?[ap]\.?m)"
)
_DAY_MONTH = pattern(rf"(?<![\w:./])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}{_YEAR}")
_MONTH_DAY = pattern(rf"\b{_MONTH}[ -](?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_NO_TIME}{_YEAR}")
_ISO = pattern(
    r"(?<![\w-])(?P<year>20\d\d)(?P<dash>[-/])(?P<month>\d\d?)(?P=dash)(?P<day>\d\d?)(?![\d/-])(?:t(?=\d\d:?\d\d))?"
)
_NUMERIC = pattern(
    r"(?<![\w/:.-])(?:(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?"
    r"|(?P<c>\d{1,2})(?P<dot>[.-])(?P<d>\d{1,2})(?P=dot)(?P<long>20\d\d))(?![\w/:-]|\.\d| ?[ap]\.?m\b)"
    r"|(?<![\w/:.-])(?P<e>\d{1,2})\.(?P<f>\d{1,2})\.(?=,? )"
)
_OF_MONTH = pattern(r"\b(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:year|floor|round|interview|call))")
_WEEKDAY = pattern(
    r"\b(?:(?P<which>next|this|coming|this coming) )?(?:(?P<long>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?"
    r"|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b(?!')\.?|(?P<short>mo|tu|th|fr|sa|su|^we)(?= @?\d))"
)
_RELATIVE = pattern(
    r"\b(?:the )?(?P<after>day after tomorrow)|\b(?P<word>today|tonight|tomorrow|tmrw|tmw|2morrow)\b"
    r"|\bthis (?P<part>morning|afternoon|evening)\b"
)
_HINT = pattern(r"\b(?:in the |at )?(?P<part>morning|afternoon|evening|night)\b")


def find_days(text: str) -> tuple[tuple[Token, ...], str]:
    """Every day in the text, in order, and the rest. Raises Unread for what can be read in two ways."""
    if both := _BOTH_SIDES.search(text):
        raise Unread(f"{both[0]!r} has two days: write the date like 16 Mar, and the time like 2:30pm.")
    tokens: list[Token] = []
    for what, read in _KINDS:
        found, text = take_matches(what, text, DAY)
        tokens += (read(match) for match in found)
    return tuple(sorted(tokens, key=lambda token: token.start)), text


def _whole_date(match: re.Match[str]) -> Token:
    groups = match.groupdict()
    name = (groups.get("month") or "0")[:3].lower()
    month = int(name) if name.isdigit() else _MONTHS.index(name) + 1
    return _dated(match, {(int(groups.get("year") or 0), month, int(match["day"]))})


def _numeric(match: re.Match[str]) -> Token:
    first, second = int(match["a"] or match["c"] or match["e"]), int(match["b"] or match["d"] or match["f"])
    year = int(match["year"] or match["long"] or 0)
    year += 2000 if 0 < year < 100 else 0
    return _dated(match, {(year, first, second), (year, second, first)}, first)


def _dated(match: re.Match[str], dates: set[tuple[int, int, int]], month: int = 0) -> Token:
    """The dates of these that there are, the one of this month first: 3/4 is rather in March than in April."""
    real = sorted((each for each in dates if _is_date(*each)), key=lambda each: (each[1] != month, each))
    if not real:
        raise Unread(f"{match[0].strip()!r} is not a date: write it like 16 Mar.")
    return Token(match[0], match.start(), match.end(), dates=tuple(real))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year or 2000, month or 1, day)
    except ValueError:
        return False
    return True


def _weekday(match: re.Match[str]) -> Token:
    short = (match["long"] or match["short"])[:2].title()
    number = next(index for index, name in enumerate(WEEKDAYS) if name.startswith(short))
    after_next = (match["which"] or "").lower() == "next"
    return Token(match[0], match.start(), match.end(), weekday=number, after_next=after_next)


def _relative(match: re.Match[str]) -> Token:
    word = (match["word"] or "").lower()
    ahead = 2 if match["after"] else int(word not in ("today", "tonight", ""))
    hint = "tonight" if word == "tonight" else (match["part"] or "").lower()
    return Token(match[0], match.start(), match.end(), ahead=ahead, hint=hint)


def _part(match: re.Match[str]) -> Token:
    return Token(match[0], match.start(), match.end(), hint=match["part"].lower())


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Token]], ...] = (
    (_ISO, _whole_date),
    (_DAY_MONTH, _whole_date),
    (_MONTH_DAY, _whole_date),
    (_NUMERIC, _numeric),
    (_OF_MONTH, _whole_date),
    (_RELATIVE, _relative),
    (_WEEKDAY, _weekday),
    (_HINT, _part),
)


def together(tokens: Sequence[Token]) -> TypedDay:
    """What several pieces say together. Raises Unread where two of one kind do not say the same."""
    weekday = _one(tokens, [token.weekday for token in tokens if token.weekday is not None])
    ahead = _one(tokens, [token.ahead for token in tokens if token.ahead is not None])
    dates = _one(tokens, [token.dates for token in tokens if token.dates])
    hint = _one(tokens, [token.hint for token in tokens if token.hint])
    text = " ".join(token.text.strip() for token in tokens)
    after_next = any(token.after_next for token in tokens)
    return TypedDay(text, weekday, ahead, dates or (), after_next, hint or "")


def _one(tokens: Sequence[Token], said: list[_Said]) -> _Said | None:
    if any(each != said[0] for each in said):
        names = " and ".join(repr(token.text.strip()) for token in tokens)
        raise Unread(f"{names} are not the same: write one day and one time.")
    return said[0] if said else None


# -- the days meant


def days(day: TypedDay, today: date, home_today: date, past: Callable[[date], bool]) -> tuple[Dated, ...]:
    """The days that may be meant, the likeliest first, in a zone where it is `today`.

    `home_today` is the user's own date, `past` tells whether the moment is past on a day. Raises Unread.
    """
    if day.dates:
        # "today, 16 Mar" is this year's, even when it is past.
        found = _of_dates(day, today, past if day.ahead is None else lambda _: False)
    elif day.ahead is not None:
        found = _ahead(day, today, home_today)
    elif day.weekday is not None:
        return _of_weekday(day, day.weekday, today, past)
    else:
        why = "Which day? You gave none."
        return Dated(today, why=why), Dated(today + timedelta(days=1), why=why)
    if day.dates and day.ahead is not None:
        other = {each.date for each in _ahead(day, today, home_today)}
        found = tuple(each for each in found if each.date in other)
    if day.weekday is not None:
        if len(found) == 1 and found[0].date.weekday() != day.weekday:
            is_day = f"{written(found[0].date)} {found[0].date.year}"
            raise Unread(f"{day.text!r} is not possible, because that is {is_day}: write one of them.")
        found = tuple(each for each in found if each.date.weekday() == day.weekday)
    if not found:
        raise Unread(f"{day.text!r} is not possible: write one day.")
    return found


def _ahead(day: TypedDay, today: date, home_today: date) -> tuple[Dated, ...]:
    here, there = (start + timedelta(days=day.ahead or 0) for start in (home_today, today))
    if here == there:
        return (Dated(there),)
    why = f"{day.text.capitalize()} is {written(there)} there and {written(here)} at home: which one?"
    return Dated(there, why=why), Dated(here, why=why)


def _of_weekday(day: TypedDay, weekday: int, today: date, past: Callable[[date], bool]) -> tuple[Dated, ...]:
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    later = first + timedelta(days=7)
    if day.after_next:
        coming, then = (later, later + timedelta(days=7)) if past(first) else (first, later)
        why = f"Which {WEEKDAYS[weekday]}, {written(coming)} or {written(then)}?"
        return Dated(coming, why=why), Dated(then, why=why)
    if past(first):
        return (Dated(later, True, f"That is past today, {written(first)}: is {written(later)} meant?"),)
    return (Dated(first),)


def _of_dates(day: TypedDay, today: date, past: Callable[[date], bool]) -> tuple[Dated, ...]:
    several = len(day.dates) > 1
    names = " or ".join(f"{number} {_MONTHS[month - 1].title()}" for _, month, number in day.dates)
    why = f"Is {day.text!r} {names}?" if several else ""
    found = (_of_date(each, day.weekday, today, past) for each in day.dates)
    return tuple(each._replace(why=each.why or why) for each in found if each is not None)


def _of_date(
    said: tuple[int, int, int], weekday: int | None, today: date, past: Callable[[date], bool]
) -> Dated | None:
    """The next such date from today on; one that is past already, only if its year or weekday says so."""
    year, month, number = said
    if year:
        return Dated(date(year, month, number))
    if month:
        coming = [(today.year + later, month) for later in range(9)]
    else:
        months = (today.year * 12 + today.month - 1 + later for later in range(3))
        coming = [(index // 12, index % 12 + 1) for index in months]
    there = [date(*each, number) for each in coming if _is_date(*each, number)]
    first, then = there[0], there[1]
    if not past(first) or first.weekday() == weekday:
        far = first.year > today.year and bool(month)  # a 29 February
        return Dated(first, far, f"Is {written(first)} {first.year} meant?" if far else "")
    return Dated(then, True, f"{written(first)} is past: is {written(then)} {then.year} meant?")


def days_apart(text: str, today: date) -> tuple[str, ...]:
    """The days that may be meant by one that is a slip of the pen, each as it can be typed; none where it is no slip.

    "Thursday March 19" is the date, or the Thursday next to it; a date of a year that is over is also this year's.
    """
    tokens, _ = find_days(text)
    over = any(0 < year < today.year for token in tokens for year, _, _ in token.dates)
    if not over and _is_one_day(together(tokens), today):
        return ()
    dates = [day for token in tokens for day in _dates_alone(token, today)]
    ahead = [token for token in tokens if token.ahead is not None]
    weekdays = [token.weekday for token in tokens if token.weekday is not None]
    around = [*dates, *(today + timedelta(days=token.ahead or 0) for token in ahead)]
    nearest = [day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3) for day in around for weekday in weekdays]
    typed = [token.text.strip() for token in ahead]
    return tuple(dict.fromkeys([*(day.isoformat() for day in (*dates, *nearest)), *typed]))


def _is_one_day(day: TypedDay, today: date) -> bool:
    try:
        days(day, today, today, lambda _: False)
    except Unread:
        return False
    return True


def _dates_alone(token: Token, today: date) -> list[date]:
    """The dates of a piece without its weekday, those of a year that is over as they are this year."""
    this_year = [(0 if year < today.year else year, month, day) for year, month, day in token.dates]
    dated = (_of_date(each, None, today, lambda _: False) for each in this_year)
    return [each.date for each in dated if each is not None]


def written(day: date) -> str:
    """A day in few letters: "Thu 18 Mar"."""
    return f"{day:%a} {day.day} {day:%b}"
