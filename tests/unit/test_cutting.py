"""A text that is longer than can be kept: its beginning is, and that is said with the change that keeps it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls.call_records import new_call
from soaptui.profile_settings import profile_with
from soaptui.programs.editing import program_edited, tier_overridden
from soaptui.records import Answer, Call, DecisionSheet, Profile, Program, Record, Setting, State, replace
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.store.cutting import cut_told, lost_in
from soaptui.text import NAME_LIMIT, NOTE_LIMIT, beginning_of, clean, cuts
from soaptui.typed_time.own_day_text import typed_taken
from soaptui.week.own_day import TAKEN, own_day_of

NOW = datetime(2027, 3, 18, 14, 12, tzinfo=UTC)
LONG = "Dear Dr. Osei, " * 2_000


@pytest.fixture(autouse=True)
def _nothing_before() -> Iterator[None]:
    cuts.clear()
    yield
    cuts.clear()


def told(*records: Record, before: State | None = None) -> str:
    """What is said of a change that puts these records."""
    return cut_told(lost_in(build_change("Change", before or State(), *records)))


@pytest.mark.parametrize("length", [0, 1, NOTE_LIMIT - 1, NOTE_LIMIT])
def test_of_a_text_that_fits_nothing_is_said(length: int) -> None:
    assert told(new_call(NOW, note="n" * length)) == ""


def test_it_is_said_how_much_is_kept_of_which_text() -> None:
    call = new_call(NOW, note=LONG)
    assert len(call.note) <= NOTE_LIMIT
    sentence = told(call)
    assert sentence == (
        "Only the first 20,000 of 30,000 characters are kept of the text that begins “Dear Dr. Osei, Dear Dr.”."
    )


def test_it_is_said_once() -> None:
    call = new_call(NOW, note=LONG)
    assert told(call)
    assert told(call) == ""
    assert told(replace(call, outcome="talked")) == ""


def test_a_text_that_was_cut_for_something_else_is_not_said() -> None:
    clean("x" * 500)
    assert told(Call(id="c", started=NOW, note="quite short")) == ""
    assert told(Call(id="d", started=NOW, note="x" * NAME_LIMIT)) == "", "it was forgotten"


@pytest.mark.parametrize(
    "record",
    [
        lambda text: Call(id="c", started=NOW, asked=("why us", clean(text))),
        lambda text: Call(id="c", started=NOW, unknown=f"perhaps {clean(text)}"),
        lambda text: Program(id="p", columns={clean(text): "x"}),
        lambda text: Program(id="p", columns={"Remarks": clean(text)}),
        lambda text: Program(id="p", tags=(clean(text, 60),)),
        lambda text: DecisionSheet(id="s", answers={"Why?": clean(text)}),
        lambda text: Answer(id="a", question="Why?", text=clean(text)),
        lambda text: profile_with(Profile(id="me"), [f"name={text}"]),
        lambda text: profile_with(Profile(id="me"), [f"states=OH, {text}"]),
        lambda text: program_edited(Program(id="p"), NOW, notes=text * 30),
        lambda text: program_edited(Program(id="p"), NOW, city=text),
        lambda text: tier_overridden(Program(id="p"), "1", text),
    ],
)
def test_wherever_in_a_record_it_stands(record: Callable[[str], Record]) -> None:
    assert "characters are kept" in told(record("A long story. " * 60))


@pytest.mark.parametrize("word", ["x", "id", "the", "Ohio", "a long text of which so many letters"])
def test_a_word_that_stands_in_something_long_by_accident_is_whole(word: str) -> None:
    clean(f"The file of a program in Ohio has an invalid id: a long text of which so many letters {'x' * 300}", 120)
    assert told(new_call(NOW, unknown=word, note=word)) == ""


def test_what_is_only_said_is_no_loss() -> None:
    assert beginning_of("x " * 300, 40) == ("x " * 20).rstrip()
    assert told(new_call(NOW, unknown=("x " * 20).rstrip())) == ""


def test_what_is_kept_whole_in_another_field_is_not_lost() -> None:
    line = "Dr. Osei calls from the hospital in Toledo, Ohio, about the interview on Wednesday; " * 5
    call = new_call(NOW, unknown="Dr. Osei", note=line)
    assert clean(line) in call.note, "it was typed into a field of one line first"
    assert told(call) == ""
    call = new_call(NOW, unknown=line, note="short")
    assert "Only the first 200 of" in told(call)


def test_of_several_words_each_may_be_long() -> None:
    specialties = ", ".join(["internal medicine", "family medicine", "pediatrics"] * 20)
    me = profile_with(Profile(id="me"), [f"specialties={specialties}", f"states={'OH, ' * 80}WV"])
    assert me.applies_in == ("140", "120", "320")
    assert me.states[-1] == "WV"
    assert told(me) == ""


@pytest.mark.parametrize("key", ["specialties", "states", "steps"])
def test_several_words_beyond_any_measure_are_refused(key: str) -> None:
    with pytest.raises(Refusal, match=f"{key} is too long: write it in up to 20,000 characters"):
        profile_with(Profile(id="me"), [f"{key}={'IM, ' * 5_001}"])


def test_what_is_taken_is_refused_when_it_is_too_long_and_never_cut() -> None:
    line = "mon-fri 07:30-08:30 bus to the hospital, " + "and on " * 300
    assert len(typed_taken(line[:2_000])) in (1_999, 2_000)
    with pytest.raises(Refusal, match="too long: write when you are busy in at most 2,000 characters"):
        typed_taken(line)
    state = State().with_records([("settings", TAKEN, Setting(id=TAKEN, value=line))])
    assert len(own_day_of(state).taken) == 1, "what an older version kept still counts"


def test_what_stood_there_before_is_not_said_again() -> None:
    text = "A long story. " * 60
    before = Call(id="c", started=NOW, concerns=clean(text))
    state = State().with_records([("calls", "c", before)])
    cuts.clear()
    clean(text)  # the field is read again
    assert told(replace(before, note="short"), before=state) == ""


def test_several_are_one_sentence() -> None:
    call = Call(id="c", started=NOW, who_name=clean("w" * 300), number=clean("8" * 300))
    assert told(call).endswith("Others were too long too.")


@given(st.text(max_size=40), st.integers(1, 30), st.booleans())
def test_clean_cuts_nothing_without_noting_it(text: str, limit: int, lines: bool) -> None:
    cuts.clear()
    kept = clean(text, limit, lines=lines)
    whole = clean(text, 1_000, lines=lines)
    assert (len(cuts) == 1) == (kept != whole)
    for cut in cuts:
        assert (cut.beginning, cut.length, cut.limit) == (kept, len(whole), limit)
        assert len(kept) <= limit < len(whole)
