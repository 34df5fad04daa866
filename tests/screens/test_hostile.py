"""Whatever stands in a record is text: no markup, no control sequence, no crash, and no line too wide."""

import tempfile
import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from soaptui.records import (
    Answer,
    Application,
    Call,
    Earlier,
    Fact,
    FollowUp,
    Genetics,
    Interview,
    ListVersion,
    Offer,
    Pressure,
    Profile,
    Program,
    Record,
    SavedView,
    Setting,
    Task,
    YearResult,
)
from soaptui.screens.commands import COMMANDS
from soaptui.screens.widgets.finder import Finder
from tests.screens.helpers import HOME, THURSDAY, Dashboard, dashboard

BRACKETS = "St. Mary [/] [@click=app.quit]x[/] IM"
CONTROLS = "\x1b[31mA\x1b]0;title\x07\x9b2J\x9d8;;http://x\x9c\x85B\x7f\u202eC\u2066\u2069\x00\x08"
NASTY = f"{BRACKETS} [bold $error]{CONTROLS}[/x"
FORBIDDEN = {"Cc", "Cs"}
OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def every_record(text: str) -> list[Record]:
    """A record of every kind that is drawn, with the text in every field that takes one."""
    fact = Fact(value="yes", source=text, as_of=text)
    soon = THURSDAY + timedelta(minutes=20)
    given: dict[str, Any] = {
        "institution": text,
        "name": text,
        "specialty": text,
        "type": text,
        "city": text,
        "state": text,
        "region": text,
        "acgme_id": text,
        "phone": text,
        "email": text,
        "url": text,
        "talking_points": text,
        "notes": text,
        "tags": (text,),
        "columns": {text: text},
        "override_reason": text,
        "results": {text: YearResult(quota=3, matched=1)},
        "genetics": Genetics(department=fact, clinic=fact, rotation=fact, research=fact),
        "j1": fact,
        "h1b": fact,
        "imgs": fact,
        "listed": "yes",
    }
    program = f"id {text}"
    moved: dict[str, Any] = {"note": text, "earlier": (Earlier(at=THURSDAY, zone=text, words=text, moved=THURSDAY),)}
    return [
        Profile(id="me", zone=HOME, visa="J-1", match="unmatched", phone=text, ecfmg=text, name=text, aamc_id=text),
        Program(id=program, code=text, **given),
        Program(id="1234140C0", code="1234140C0", **given, tier_override="1"),
        Application(id=program, program=program, service="ERAS", planned=THURSDAY),
        Application(id="closed", program=f"gone {text}", closed="filled"),
        Call(
            id="call",
            started=THURSDAY,
            program=program,
            number=text,
            who_name=text,
            who_role=text,
            asked=(text, text),
            concerns=text,
            pressure=(Pressure(kind="commit", at=THURSDAY, words=text),),
            note=f"{text}\n{text}",
            outcome="talked",
            follow_up=FollowUp(what=text, due=THURSDAY),
        ),
        Call(id="unknown", started=THURSDAY, unknown=text, direction="missed", note=BRACKETS),
        Interview(id="interview", program=program, at=soon, zone=text, words=text, platform=text, link=text, **moved),
        *(Answer(id=name, question=text, text=text) for name in ("story-other", "ask", "flag-visa", "draft-missed")),
        Interview(id="past", program=program, at=THURSDAY - timedelta(hours=2), outcome=text),
        Offer(id="offer", program=program, round=1, seen=THURSDAY, sheet_said=text),
        Offer(id="answered", program="1234140C0", round=1, seen=THURSDAY, outcome="rejected"),
        Task(id="task", title=text, why=text, due=soon),
        ListVersion(id="list", at=THURSDAY, source=text, positions={program: 1}),
        Program(id="own-1", institution=text, name=text, city=text, notes=text),
        SavedView(id="view", name=text, filter=text, sort=text, columns=(text,)),
        Setting(id="columns", value=f"code\tprogram\town:{text}"),
        Setting(id="sort", value=f"own:{text}"),
        Setting(id="theme", value=text),
        Setting(id=text, value=text),
    ]


OWN = "nothing"
OUR_CLICKS = {f"{place}.{command.action}" for command in COMMANDS for place in ("app", "screen")}
"""What a click on the line of keys may do: our own commands, and nothing that came in a text."""


def check_screen(board: Dashboard) -> None:
    """Nothing that a terminal obeys is in what would be written to it, and every line is as wide as it is."""
    width = board.app.size.width
    ours = {f"screen.{active.binding.action}" for active in board.app.screen.active_bindings.values()} | OUR_CLICKS
    for strip in board.app.screen._compositor.render_strips():
        text = strip.text
        assert not {unicodedata.category(character) for character in text} & FORBIDDEN, repr(text)
        assert not OVERRIDES & set(text), repr(text)
        assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length == width, repr(text)
        for segment in strip:
            if segment.style is not None:
                assert not segment.style.link, repr(text)
                assert segment.style.meta.get("@click", OWN) in {OWN, *ours}, repr(text)


TABLE_DIALOGS = {
    "e": "EditProgramDialog",
    "number_sign": "TagDialog",
    "t": "TaskDialog",
    "s": "ColumnsDialog",
    "percent_sign": "FacetsDialog",
    "b": "ViewsDialog",
    "W": "WeightsDialog",
    "X": "ExportDialog",
    "P": "PlanDialog",
    "L": "CheckListDialog",
    "J": "JoiningDialog",
}


async def check_dialogs_of_the_table(board: Dashboard) -> None:
    """The dialogs of the program table, each from the program under the cursor."""
    await board.press("2", "home")
    for key, name in TABLE_DIALOGS.items():
        await board.press(key)
        assert board.screen == name
        await board.taken()
        check_screen(board)
        await board.press("escape")
        await board.until(lambda: board.screen == "ProgramsView")


DIALOGS = {"c": "CallDialog", "o": "OfferDialog", "I": "ImportDialog", "p": "ProfileDialog"}


LOG_DIALOGS = {
    "r": "RulesDialog", "i": "InterviewDialog", "O": "OnePageDialog", "w": "WordsDialog",
    "percent_sign": "FiguresDialog", "X": "ExportDialog", "enter": "CallDialog",
}  # fmt: skip


async def check_dialogs_of_the_log(board: Dashboard) -> None:
    """What opens from the view of the calls, on a call and on an interview."""
    for row in ("call", "interview-interview"):
        for key, name in LOG_DIALOGS.items():
            await board.press("3")
            await board.go_to(row)
            await board.press(key)
            assert board.screen == name or (key == "enter" and board.screen == "InterviewDialog"), key
            check_screen(board)
            await board.press("escape")
            await board.until(lambda: board.screen == "CallsView")
    await board.press("C")
    board.app.screen.query_one(Finder).query_one(Input).value = "a"
    await board.taken()
    check_screen(board)
    await board.press("enter")
    await board.taken()
    check_screen(board)
    await board.press("escape")


async def check_everything(board: Dashboard) -> None:
    """Look at every view and every dialog, and at what stands in them."""
    assert board.screen == "ResumeDialog"
    check_screen(board)
    await board.press("escape")
    for view in "1234":
        await board.press(view)
        check_screen(board)
        board.grid.action_end(1)
        await board.taken()
        check_screen(board)
    await board.press("0")
    check_screen(board)
    for key, name in DIALOGS.items():
        await board.press("1", key)
        assert board.screen == name
        check_screen(board)
        await board.press("escape")
    await check_dialogs_of_the_log(board)
    await check_dialogs_of_the_table(board)
    await board.press("4")
    await board.go_to("offer")
    await board.press("K")
    assert board.screen == "DecisionDialog"
    check_screen(board)
    await board.press("escape")
    await board.press("3")
    for call in ("due-call", "due-unknown", "call", "unknown"):
        await board.go_to(call)
        check_screen(board)
    await board.press("enter")
    assert board.screen == "CallDialog"
    check_screen(board)
    await board.press("escape", "2", "a", "enter")
    check_screen(board)
    board.app.tell(NASTY)
    await board.taken()
    check_screen(board)


async def test_hostile_text_in_every_field_is_drawn_as_text(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *every_record(NASTY), toasts=True) as board:
        await check_everything(board)
        assert board.app.is_running


async def test_hostile_text_on_a_wide_screen_is_drawn_as_text(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *every_record(NASTY), size=(140, 45)) as board:
        for view in "1234":
            await board.press(view)
            check_screen(board)


async def test_brackets_are_shown_as_they_were_written(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *every_record(BRACKETS), size=(140, 45), toasts=True) as board:
        await board.press("escape")
        for view in "1340":
            await board.press(view)
            assert BRACKETS in board.frame
        await board.press("2")
        assert board.page.startswith(f"{BRACKETS} · {BRACKETS}")
        board.app.tell(f"Undo: {BRACKETS}")
        await board.until(lambda: "Undo: St. Mary [/]" in board.frame)


async def test_a_click_on_what_looks_like_an_action_runs_none(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *every_record(BRACKETS), size=(140, 45)) as board:
        for view in "134":
            await board.press(view)
            await click_on(board.pilot, board, "[@click=app.quit]x")
            assert board.app.is_running
            assert board.app.return_code is None
            if len(board.app.screen_stack) > 1:
                await board.press("escape")


async def click_on(pilot: Pilot[None], board: Dashboard, words: str) -> None:
    """Click on the last letter of the words, wherever they are first seen."""
    for y, line in enumerate(board.frame.splitlines()):
        if words in line:
            x = cell_len(line[: line.index(words) + len(words) - 1])
            await pilot.click(offset=(x, y))
            return
    raise AssertionError(f"{words} is not on the screen:\n{board.frame}")


async def test_a_note_with_control_characters_is_opened_as_text(tmp_path: Path) -> None:
    call = Call(id="call", started=THURSDAY, unknown="somebody", note=f"one {CONTROLS}\ntwo")
    async with dashboard(tmp_path, Profile(id="me", visa="J-1"), call) as board:
        await board.press("3", "enter")
        assert board.screen == "CallDialog"
        check_screen(board)


async def test_a_zone_with_control_characters_in_the_profile_is_opened_as_text(tmp_path: Path) -> None:
    async with dashboard(tmp_path, Profile(id="me", zone=NASTY, visa="J-1")) as board:
        check_screen(board)
        await board.press("p")
        assert board.screen == "ProfileDialog"
        check_screen(board)


async def test_hostile_words_typed_as_a_caller_are_kept_clean(tmp_path: Path) -> None:
    async with dashboard(tmp_path, Profile(id="me", visa="J-1")) as board:
        await board.press("c")
        board.app.screen.query_one(Input).value = NASTY
        await board.taken()
        check_screen(board)
        await board.press("enter")
        (call,) = board.state.calls.values()
        assert "[@click=app.quit]x[/]" in call.unknown
        assert not set("\x1b\x9b\u202e") & set(call.unknown)
        check_screen(board)


WIDE = [
    "北京協和醫學院附屬醫院內科住院醫師訓練計畫與醫學遺傳學",
    "👩‍⚕️🏥🇱🇰👍🏽 Emoji General ❤️ ☎️",
    "مستشفى القدس الجامعي · בית חולים הדסה",
    "e\u0301e\u0302\u0323\u0308 Zalgo\u0335\u0336\u0337 ไทย हिन्दी සිංහල",
]


@pytest.mark.parametrize("text", WIDE, ids=["cjk", "emoji", "rtl", "combining"])
async def test_names_of_any_script_keep_every_line_as_wide_as_the_terminal(tmp_path: Path, text: str) -> None:
    async with dashboard(tmp_path, *every_record(text)) as board:
        for view in "1234":
            await board.press(view)
            check_screen(board)
        await board.pilot.resize_terminal(47, 20)
        await board.taken()
        check_screen(board)


RANDOM = st.text(
    alphabet=st.one_of(
        st.sampled_from("[]/@=$()\\\x1b\x9b\x9d\x07\u202e\u200d\ufe0f\t\n 漢👩é|"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=RANDOM)
async def test_random_text_in_every_field_is_drawn_as_text(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with dashboard(Path(folder), *every_record(text), toasts=True) as board:
            for view in "1234":
                await board.press(view)
                check_screen(board)
            board.app.tell(text)
            await board.taken()
            check_screen(board)
