"""Match Week of one year: its events, rounds and limits, each time with its source and confidence.

The times are data (fixtures/seasons/*.json, in Eastern Time as they are published); nothing here knows an hour.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

import msgspec

from soaptui import paths
from soaptui.refusal import Refusal
from soaptui.week import zones

EventKind = Literal["notice", "opens", "closes", "deadline", "ends"]

EXPECTED = "expected, confirm on nrmp.org"
"""How sure a time is that nobody has published."""

AFTER_MATCH_DAY = timedelta(days=60)
"""How long after Match Day a season is still the one people ask about."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One official moment. `at` is the instant in UTC; `round` is that which it opens or closes, else 0.

    `seen` is when the user saw the time on nrmp.org; `confidence` says how sure it is, in words. `by_day` says that
    only its day is known.
    """

    id: str
    label: str
    at: datetime
    kind: EventKind
    source: str
    confidence: str
    round: int = 0
    seen: datetime | None = None
    by_day: bool = False


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch between two official moments in which something can be done. `round` is 0 for the gaps.

    `after_round` is the round that a gap lies behind, else 0.
    """

    id: str
    label: str
    opens: datetime
    closes: datetime
    round: int = 0
    after_round: int = 0


class Season(msgspec.Struct, frozen=True, kw_only=True):
    """One Match Week. `expected` says that its times have not been seen on an NRMP page.

    `limits` is how many applications each service takes, `limits_from` says who says so.

    `end_unsure` says that its end is past by a clock that nobody vouches for: nothing may be said to be over then.
    `around` are official dates before the week that no rule here hangs on: they are shown, and can be corrected.
    `contradicted` says that the user's corrections contradict each other; the `note` then says how.
    """

    year: int
    note: str
    expected: bool
    limits: dict[str, int]
    events: tuple[Event, ...]
    rounds: tuple[Window, ...]
    windows: tuple[Window, ...]
    end_unsure: bool = False
    contradicted: bool = False
    limits_from: dict[str, str] = {}
    around: tuple[Event, ...] = ()

    def over(self, now: datetime) -> bool:
        """Whether SOAP has ended, and its rules with it, as far as the clock can be believed."""
        return now >= self.ends and not self.end_unsure

    @property
    def ends(self) -> datetime:
        """When SOAP ends, and the contact rules with it."""
        return self.event("soap-ends").at

    def event(self, event_id: str) -> Event:
        """The event of that id. Raises KeyError."""
        for event in (*self.events, *self.around):
            if event.id == event_id:
                return event
        raise KeyError(event_id)

    def round(self, number: int) -> Window | None:
        """The offer round of that number."""
        return next((window for window in self.rounds if window.round == number), None)


class _RawEvent(msgspec.Struct, frozen=True):
    id: str
    label: str
    at: str
    kind: EventKind
    sources: list[str]
    confidence: str
    round: int = 0
    by_day: bool = False


class _RawSeason(msgspec.Struct, frozen=True):
    year: int
    note: str
    expected: bool
    limits: dict[str, int]
    limits_source: str
    sources: dict[str, str]
    events: list[_RawEvent]
    around: list[_RawEvent] = []


class NoSeason(Refusal):
    """There is no season of that year; the text names those there are."""


@cache
def season_years() -> tuple[int, ...]:
    """The years whose seasons ship with the program."""
    folder = paths.fixtures() / "seasons"
    stems = (entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json"))
    return tuple(sorted(int(stem) for stem in stems if stem.isdigit()))


@cache
def load_season(year: int) -> Season:
    """The season of a year. Raises NoSeason."""
    if year not in season_years():
        raise NoSeason(f"There is no season {year}: choose one of {', '.join(map(str, season_years()))}.")
    text = (paths.fixtures() / "seasons" / f"{year}.json").read_bytes()
    raw = msgspec.json.decode(text, type=_RawSeason)
    events, around = ([_event(one, raw.sources) for one in some] for some in (raw.events, raw.around))
    return assembled(
        raw.year,
        events,
        note=raw.note,
        expected=raw.expected,
        limits=raw.limits,
        limits_from=dict.fromkeys(raw.limits, raw.limits_source),
        around=around,
    )


def _event(raw: _RawEvent, sources: dict[str, str]) -> Event:
    return Event(
        id=raw.id,
        label=raw.label,
        at=zones.eastern_instant(raw.at),
        kind=raw.kind,
        source="; ".join(sources[source] for source in raw.sources),
        confidence=raw.confidence,
        round=raw.round,
        by_day=raw.by_day,
    )


def assembled(
    year: int,
    events: Iterable[Event],
    *,
    note: str,
    expected: bool,
    limits: dict[str, int],
    limits_from: dict[str, str] | None = None,
    around: Iterable[Event] = (),
) -> Season:
    """The season of these events: its rounds and the windows between them follow from their times."""
    ordered = tuple(sorted(events, key=lambda event: event.at))
    moments = {event.id: event.at for event in ordered}
    rounds = _rounds(ordered)
    return Season(
        year=year,
        note=note,
        expected=expected,
        limits=limits,
        limits_from=limits_from or {},
        events=ordered,
        rounds=rounds,
        windows=_windows(moments, rounds),
        around=tuple(sorted(around, key=lambda event: event.at)),
    )


def _rounds(events: Iterable[Event]) -> tuple[Window, ...]:
    at = {(event.round, event.kind): event.at for event in events if event.round}
    return tuple(
        Window(
            id=f"round-{number}",
            label=f"Round {number}",
            opens=at[number, "opens"],
            closes=at[number, "closes"],
            round=number,
        )
        for number in sorted({number for number, _ in at})
    )


def _gap(before: Window, *, last: bool) -> str:
    """What the time after a round is for: after the last one no offer can come, whatever is sent."""
    if last:
        return f"After {before.label.lower()}, the last: wait for the end of SOAP"
    return f"After {before.label.lower()}: list refreshed, spare applications can be sent"


def _windows(moments: dict[str, datetime], rounds: tuple[Window, ...]) -> tuple[Window, ...]:
    """The rounds, and around them what can be done between: choosing, sending, being called, sending again."""
    choosing = Window(
        id="choosing",
        label="The list is out: choose programs",
        opens=moments["unfilled-list"],
        closes=moments["applications-open"],
    )
    applying = Window(
        id="applying",
        label="Applications can be sent; programs see them when this closes",
        opens=moments["applications-open"],
        closes=moments["applications-released"],
    )
    calls = Window(
        id="calls",
        label="Programs review, call and interview",
        opens=moments["applications-released"],
        closes=rounds[0].opens,
    )
    ends = [following.opens for following in rounds[1:]] + [moments["soap-ends"]]
    gaps = tuple(
        Window(
            id=f"gap-{before.round}",
            label=_gap(before, last=before is rounds[-1]),
            opens=before.closes,
            closes=end,
            after_round=before.round,
        )
        for before, end in zip(rounds, ends, strict=True)
    )
    return tuple(sorted((choosing, applying, calls, *rounds, *gaps), key=lambda window: window.opens))
