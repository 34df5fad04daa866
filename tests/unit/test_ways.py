"""Where a sentence names a key of the dashboard, the command line names the command."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui import cli, text, ways
from soaptui.cli.arguments import parser
from soaptui.exports.html import html_text
from soaptui.exports.markdown import markdown_text
from soaptui.records import State, replace
from soaptui.screens import commands
from soaptui.week import afterwards, contact_questions, oddities, offer_answers, rounds, rules
from soaptui.week.agenda import agenda
from tests.unit.agenda_helpers import MAINE, OHIO, PROGRAMS, WEEK, at, call, me, offer, sent, state
from tests.unit.test_agenda_open import MOMENTS_ANY, STATES

KEY = re.compile(
    r"\([A-Za-z0-9]\)|\bpress [a-zA-Z]\b|\b[A-Za-z] on (Programs|Offers|Calls)|\b[A-Za-z] or [A-Za-z] on\b"
    r"|Ctrl\+|\bDel\b"
    r"|(?<![\w.])[a-zA-Z]: it\b|: a accepted|\b[b-zB-Z] (sets|marks|takes|keeps)\b",
)


@pytest.mark.parametrize("way", ways.WAYS)
def test_a_way_names_a_command_that_there_is_and_no_key(way: ways.Way) -> None:
    assert KEY.search(way.command) is None
    assert ways.typed(f"So: {way}.") == f"So: {way.command}."
    commands = next(action for action in parser()._actions if action.choices).choices
    named = re.findall(r"soaptui (\w+)", way.command)
    assert named or "dashboard" in way.command  # there is no command for it
    assert all(word in (commands or ()) for word in named)


@pytest.mark.parametrize("way", ways.WAYS)
def test_a_way_names_commands_of_the_registry_and_no_key(way: ways.Way) -> None:
    assert way.words.count("{") == len(re.findall(r"\{([a-z.-]+)\}", way.words)) >= 1
    assert KEY.search(way.words) is None
    said = commands.pressed(f"So: {way}.")
    assert said == f"So: {commands.with_keys(way.words)}."
    assert "{" not in said


def test_each_way_has_an_id_of_its_own() -> None:
    assert len({way.id for way in ways.WAYS}) == len(ways.WAYS)


def test_what_nobody_put_into_words_is_not_shown() -> None:
    assert text.shown(f"If one is there, {ways.NOTE_OFFER}.") == "If one is there, ."
    assert text.shown_lines(f"One\n{ways.NOTE_OFFER}") == "One\n"
    assert text.visible(f"One {ways.NOTE_OFFER}") == "One "
    assert len(text.unspoken) == 3
    text.unspoken.clear()


def test_a_file_names_what_to_type_and_no_key() -> None:
    said = f"Your profile {ways.NOT_SAID}: see."
    for written in (html_text(said), markdown_text(said)):
        assert "soaptui profile set match=STATUS" in written
        assert "(p)" not in written


def test_no_text_that_comes_in_is_taken_for_a_way() -> None:
    assert text.clean(f"a {ways.NOTE_OFFER} b") == "a note-offer b"
    assert ways.typed(f"{text.WAY_BEGINS}no such way{text.WAY_ENDS}!") == "!"


@settings(max_examples=400)
@given(kept=STATES, now=MOMENTS_ANY, program=st.sampled_from([OHIO, MAINE, "1234999P0"]), number=st.integers(1, 4))
def test_no_sentence_of_the_week_names_a_key_there(kept: State, now: datetime, program: str, number: int) -> None:
    one = offer(program, number)
    said = [
        agenda(kept, WEEK, now).action,
        *oddities.of_offer(kept, WEEK, now, one),
        *(rules.reportable(kept, WEEK, item) for item in kept.calls.values()),
        *(topic.ruling.why for topic in contact_questions.topics(kept, WEEK, now)),
        rules.may_contact(kept, WEEK, program, now).why,
        offer_answers.why_no_answer(kept, WEEK, now, one, "accepted"),
        *rounds.phase_at(WEEK, now).can,
        *(over.steps if (over := afterwards.after_soap(kept, WEEK, now)) is not None else ()),
    ]
    for sentence in said:
        assert KEY.search(sentence) is None, sentence
        assert KEY.search(ways.typed(sentence)) is None, sentence
        for spoken in (ways.typed(sentence), commands.pressed(sentence)):
            assert text.WAY_BEGINS not in spoken
            assert "{" not in spoken


def test_on_a_screen_the_keys_stand_there() -> None:
    action = agenda(state(me(), *PROGRAMS), WEEK, at("03-18 10:12")).action
    assert "press o" in commands.pressed(action)
    assert "soaptui offer add" in ways.typed(action)
    early = call("c", "03-16 09:00", direction="in", program=OHIO)
    said = rules.reportable(state(me(), *PROGRAMS, replace(sent(OHIO), sent=at("03-16 10:00")), early), WEEK, early)
    assert "S on Programs or Calls" in commands.pressed(said)
    assert "soaptui apply CODE --sent-at TIME" in ways.typed(said)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-12-01T10:00", "soaptui profile set visa="),
        ("2027-03-15T10:05", "soaptui profile set match="),
        ("2027-03-18T10:12", "soaptui offer add"),
        ("2027-03-18T21:05", "soaptui profile set match="),
    ],
)
def test_the_next_action_says_what_to_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str, words: str
) -> None:
    for more in ([], ["--json"]):
        assert cli.main(["--data", str(tmp_path), "--at", at, "next", *more]) == 0
        said = capsys.readouterr().out
        assert words in said
        assert KEY.search(said) is None


def test_a_note_of_the_users_that_names_a_key_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = f"they said: {commands.pressed(str(ways.IMPORT))}"
    cli.main(["--data", str(tmp_path), "call", "add", "--unknown", "x", "--note", note])
    capsys.readouterr()
    cli.main(["--data", str(tmp_path), "dump"])
    assert note in capsys.readouterr().out
