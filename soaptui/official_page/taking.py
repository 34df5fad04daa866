"""What the user takes from the official page: what agrees is seen, and with their word what differs is corrected."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from soaptui.counted import many
from soaptui.official_page.comparison import PageComparison
from soaptui.records import OfficialTime
from soaptui.refusal import Refusal
from soaptui.week import official
from soaptui.week.season import Season


def taken_from_page(
    comparison: PageComparison,
    season: Season,
    times: Mapping[str, OfficialTime],
    now: datetime,
    *,
    differing: bool = False,
) -> list[OfficialTime]:
    """The user's words after they took the page: each time seen now, with the line that says it.

    What differs is taken only with `differing`. Raises Refusal where there is nothing to take, and where the week
    would be out of order.
    """
    marks = [
        official.marked_as_seen(season, times, one.event.id, now, one.quote)
        for one in comparison.agree
        if not _is_quoted(season, times, one.event.id)
    ]
    if differing:
        marks += [
            msgspec.structs.replace(
                official.marked_as_seen(season, times, one.event.id, now, one.quote), at=one.theirs
            )
            for one in comparison.differ
        ]
    if not marks:
        raise Refusal(_nothing_to_take(comparison))
    after = official.season_amended(season, {mark.id: mark for mark in marks})
    if after.note.startswith(official.CONTRADICT):
        why = after.note.partition("(")[2].partition(")")[0]
        raise Refusal(f"The times of this page cannot all be right: {why}. Nothing was taken.")
    return marks


def page_label(comparison: PageComparison, season: Season, marks: list[OfficialTime]) -> str:
    """What the change is called in the history."""
    differing = {official.official_time_key(season, one.event.id) for one in comparison.differ}
    corrected = sum(1 for mark in marks if mark.id in differing)
    parts = [f"{many(len(marks) - corrected, 'time')} {official.SEEN}"] if len(marks) > corrected else []
    parts += [f"{many(corrected, 'time')} corrected"] if corrected else []
    return f"Official times {season.year}, from the page: {', '.join(parts)}"


def _is_quoted(season: Season, times: Mapping[str, OfficialTime], event_id: str) -> bool:
    word = times.get(official.official_time_key(season, event_id))
    return word is not None and word.seen is not None and bool(word.quote)


def _nothing_to_take(comparison: PageComparison) -> str:
    if comparison.agree:
        return "You already marked what agrees: there is nothing to change."
    differ = many(len(comparison.differ), "time differs", "times differ")
    return f"No time of the page agrees, and {differ}: look at them first. Nothing was taken."
