"""The comparison of the page with the season in lines of plain text, as both the terminal and the dialog show it."""

from collections.abc import Collection

from soaptui.counted import many
from soaptui.official_page.comparison import PageComparison
from soaptui.week import words
from soaptui.week.season import Event, Season


def comparison_count(page: PageComparison, season: Season) -> str:
    """How much agrees and differs, in one sentence."""
    agree, differ = len(page.agree), many(len(page.differ), "differs", "differ")
    return f"{agree} of {many(len(season.events), 'time')} {'agrees' if agree == 1 else 'agree'}, {differ}."


def comparison_lines(page: PageComparison, taken: Collection[str] = ()) -> list[str]:
    """A line for each time that agrees or differs, for what is missing, and for each line that was not understood.

    What differs comes first. `taken` are the ids of the events whose times were taken from the page just now.
    """
    lines = []
    for other in page.differ:
        ours, theirs = words.eastern_text(other.event.at), words.eastern_text(other.theirs)
        mark = ", taken" if other.event.id in taken else ""
        lines += [f"DIFFERS{mark}: {_name(other.event)}: {ours} here, {theirs} on the page: “{other.quote}”"]
    for one in page.agree:
        mark = ", taken" if one.event.id in taken else ""
        lines += [f"agrees{mark}: {_name(one.event)}, {words.eastern_text(one.event.at)}: “{one.quote}”"]
    if page.missing:
        lines += [f"missing: {', '.join(_name(event) for event in page.missing)}"]
    return [*lines, *(f"not understood: {line.why}" for line in page.not_understood)]


def _name(event: Event) -> str:
    """The event in few words: the first part of its label."""
    return event.label.split(";")[0].split(":")[0]
