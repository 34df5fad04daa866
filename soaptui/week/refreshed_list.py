"""Who came and who went with the newest list, by name, for as long as it asks something of the user."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from soaptui.counted import many
from soaptui.eligibility import is_genetics_combined
from soaptui.records import State, program_title
from soaptui.week.season import Season
from soaptui.week.sending import application_word, gone_plans, programs_never_seen, useless
from soaptui.week.situation import out_of_soap

NAMED = 3
"""So many are named; the others are counted."""

SHOUT = "NEW GENETICS PROGRAM"


class ListNews(msgspec.Struct, frozen=True):
    """What the newest list changed for the user: ids of programs.

    `genetics` are new integrated genetics programs, `came` other new ones that fit, `applied` are gone with an
    application sent, `planned` are gone with one planned.
    """

    genetics: tuple[str, ...] = ()
    applied: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


def list_news(state: State, season: Season, now: datetime) -> ListNews:
    """What the newest list of this season changed; nothing once nothing can be done about it."""
    if useless(season, now) or out_of_soap(state):
        return ListNews()
    since = season.event("unfilled-list").at
    versions = [version for version in state.list_versions.values() if version.at >= since]
    if not versions:
        return ListNews()
    newest = max(versions, key=lambda version: version.at)
    new = programs_never_seen(state, season)
    return ListNews(
        genetics=tuple(program.id for program in new if is_genetics_combined(program)),
        applied=tuple(one for one in newest.vanished if application_word(state.applications.get(one)) == "sent"),
        planned=gone_plans(state),
        came=tuple(program.id for program in new if not is_genetics_combined(program)),
    )


def news_lines(state: State, season: Season, now: datetime) -> tuple[str, ...]:
    """The news by name, a line each, what matters most first."""
    news = list_news(state, season, now)
    groups = (
        (SHOUT, news.genetics),
        ("Gone, and you applied", news.applied),
        ("Gone, and planned: its slot is free", news.planned),
        ("New, and fits you", news.came),
    )
    return tuple(f"{what}: {named_programs(state, ids)}" for what, ids in groups if ids)


def named_programs(state: State, ids: Sequence[str]) -> str:
    """Programs by name; of many the first ones, and how many more."""
    shown = "; ".join(program_title(state, one) for one in ids[:NAMED])
    more = len(ids) - NAMED
    return f"{shown}{f'; and {more} more' if more > 0 else ''}"


def before_all(state: State, season: Season, now: datetime) -> str:
    """What a changed list puts before every other thing to do: a genetics program that came, plans that are dead."""
    news = list_news(state, season, now)
    sentences = []
    if news.genetics:
        sentences.append(f"{SHOUT} on the list: {named_programs(state, news.genetics)}. Look at it first.")
    if count := len(news.planned):
        left = (
            "left the list: its slot is free again." if count == 1 else "left the list: their slots are free again."
        )
        what = program_title(state, news.planned[0]) if count == 1 else many(count, "planned program")
        names = f" ({named_programs(state, news.planned)})" if count > 1 else ", planned,"
        sentences.append(f"{what}{names} {left}")
    return " ".join(sentences)
