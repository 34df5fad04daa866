"""The command that holds the text of the official page against the season, and takes it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.paths import user_path
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week import words, zones

if TYPE_CHECKING:
    from soaptui.official_page.comparison import PageComparison
    from soaptui.records import Record
    from soaptui.week.season import Season

PAGE_BYTES = 2_000_000
"""Longest file read. The text of a calendar page is a hundredth of it."""


def season_paste_command(context: Context) -> int:
    """The page and the season: what agrees, differs, is missing; with --take, what agrees is marked as seen."""
    from soaptui.official_page.comparison import compare_page

    arguments = context.arguments
    text = _page_text(arguments.file)
    year: int | None = getattr(arguments, "season", None)
    if not (arguments.take or arguments.take_differing):
        with context.store() as store:
            season = context.season(store.state, year)
        _print(context, season, compare_page(text, season))
        return DONE
    return _take(context, text, year)


def _take(context: Context, text: str, year: int | None) -> int:
    from soaptui.official_page.comparison import compare_page
    from soaptui.official_page.taking import page_label, taken_from_page
    from soaptui.prepare.tasks import tasks_following, told_to_follow
    from soaptui.store.change import build_change
    from soaptui.week import official

    with context.store(write=True) as store:
        state = store.state
        season = context.season(state, year)
        page = compare_page(text, season)
        differing = context.arguments.take_differing
        marks = taken_from_page(page, season, state.official_times, context.now, differing=differing)
        puts: list[tuple[str, str, Record | None]] = [("official_times", mark.id, mark) for mark in marks]
        after, zone = context.season(state.with_records(puts), year), context.zone(state)
        tasks = tasks_following(state, season, after, zone)
        change = store.commit(build_change(page_label(page, season, marks), state, *marks, *tasks))
        after = context.season(store.state, year)
        moves = [*official.what_moves(season, after, state.offers.values()), *told_to_follow(tasks, zone)]
    taken = [mark.id.partition("/")[2] for mark in marks]
    left = official.how_verified(after) or f"Every time was {official.SEEN}."
    if context.json:
        context.print_json({"saved": change.seq, **_as_json(season, page), "taken": taken, "moved": moves})
    else:
        context.print_lines([f"saved {change.seq}  {change.label}", *moves, left, ""])
        _print(context, season, page, taken=frozenset(taken))
    return DONE


def _page_text(name: str) -> str:
    """The text of the file, or of standard input. Raises Refusal."""
    from soaptui.imports.delimited_text import decoded
    from soaptui.official_page.page_lines import PageRefused

    if name == "-":
        data, called = sys.stdin.buffer.read(PAGE_BYTES + 1), "standard input"
    else:
        path = user_path(name)
        called = clean(path.name)
        data = _read_page(path, called)
    if len(data) > PAGE_BYTES:
        raise Refusal(f"{called} has more than {PAGE_BYTES:,} bytes: save only the calendar as text.")
    if data.startswith(b"%PDF"):
        raise PageRefused(f"{called} is a PDF: open it, copy its text, and save the text as a file.")
    return decoded(data, called) if data.strip() else ""


def _read_page(path: Path, called: str) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise Refusal(f"{called} is not a file: save the text of the page as a file.")
        with path.open("rb") as file:
            return file.read(PAGE_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, Refusal):
            raise
        why = getattr(error, "strerror", None) or error
        raise Refusal(f"{clean(str(path))} cannot be opened ({why}): check the name and the folder.") from error


def _as_json(season: "Season", page: "PageComparison") -> dict[str, Any]:
    return {
        "year": season.year,
        "agree": [{"id": one.event.id, "quote": one.quote} for one in page.agree],
        "differ": [
            {
                "id": one.event.id,
                "ours": zones.utc_iso(one.event.at),
                "theirs": zones.utc_iso(one.theirs),
                "ours_et": words.eastern_text(one.event.at),
                "theirs_et": words.eastern_text(one.theirs),
                "quote": one.quote,
            }
            for one in page.differ
        ],
        "missing": [event.id for event in page.missing],
        "not_understood": [one.quote for one in page.not_understood],
        "reasons": [one.why for one in page.not_understood],
    }


def _print(context: Context, season: "Season", page: "PageComparison", taken: frozenset[str] = frozenset()) -> None:
    if context.json:
        context.print_json(_as_json(season, page))
        return
    from soaptui.official_page.page_words import comparison_count, comparison_lines

    lines = [f"The page and Match Week {season.year}:", *comparison_lines(page, taken)]
    lines += ["", comparison_count(page, season)]
    waiting = [one for one in page.agree if one.event.id not in taken]
    if waiting and not taken:
        lines += ["--take marks what agrees as seen on nrmp.org."]
    if any(one.event.id not in taken for one in page.differ):
        lines += ["--take-differing corrects what differs too; undo takes it back."]
    context.print_lines(lines)
