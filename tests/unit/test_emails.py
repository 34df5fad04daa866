"""An email among the calls: kept whole, an email everywhere, a contact by the rules, and never a missed call."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import log_filter, numbers
from soaptui.calls.call_records import call_label, new_call, new_email
from soaptui.calls.call_words import happened, note_lines
from soaptui.calls.log_entry import look_at_call
from soaptui.calls.one_page import call_entry
from soaptui.exports.log import log_csv
from soaptui.records import Call, Direction, State, replace
from soaptui.store import codec
from soaptui.text import EMAIL_LIMIT, NOTE_LIMIT
from soaptui.week import promises, rules
from tests.unit.test_rules import OHIO, SEASON, at, call, sent, state

TEXT = "  Dear all,\n\n\tWe write = in =20 lines.\n  \nJane\n\n"


def email(when: str = "16 09:00", text: str = TEXT, *, by_me: bool = False) -> Call:
    """An email of the program."""
    return new_email(at(when), text, program=OHIO, sent=by_me)


# -- kept whole


def test_its_text_is_kept_as_it_came() -> None:
    assert email().text == TEXT
    assert email(text="a\r\nb\rc").text == "a\nb\nc"
    assert email(text="e\u0301 \u00a0").text == "e\u0301 \u00a0", "no letter is made another"
    assert email(text="x" * EMAIL_LIMIT).text == "x" * EMAIL_LIMIT
    assert len(email(text="x" * (NOTE_LIMIT + 1)).text) == NOTE_LIMIT + 1


def test_only_what_a_terminal_would_obey_is_taken_out() -> None:
    assert email(text="a\x1b[31mred\x00\x07").text == "ared"


@given(st.text(alphabet=st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029")))
def test_every_text_comes_back_from_the_disk_as_it_was(text: str) -> None:
    one = email(text=text)
    line = codec.encode_json(codec.record_to_json(one))
    back = codec.record_from_json("calls", msgspec.json.decode(line))
    assert isinstance(back, Call)
    assert back.text == text


def test_a_call_of_an_old_store_has_none() -> None:
    old = codec.record_from_json("calls", {"id": "1", "started": "2027-03-16T12:00:00Z"})
    assert isinstance(old, Call)
    assert (old.text, old.channel, old.is_email) == ("", "phone", False)


# -- an email everywhere


@pytest.mark.parametrize("direction", ["in", "out", "missed", "voicemail"])
def test_it_is_never_a_missed_call_and_nobody_was_spoken_with(direction: Direction) -> None:
    one = replace(email(), direction=direction)
    assert not one.meaning.missed
    assert not one.meaning.spoken
    assert promises.still_open(one, {}) is None
    assert not promises.is_unfinished(replace(one, ended=None))


def test_the_log_the_page_and_the_history_say_that_it_was_written() -> None:
    one = replace(email(), who_name="Jane")
    assert call_label(state(one), one).startswith("Email: ")
    lines = note_lines(one, "")
    assert lines[0].endswith("they wrote")
    assert lines[-1] == TEXT
    entry = call_entry(one, "")
    assert "they wrote" in entry.text
    assert "\tWe write = in =20 lines." in entry.more
    assert "email, they wrote: Dear all," in happened(state(one), OHIO)[0]
    assert "you wrote" in note_lines(email(by_me=True), "")[0]


def test_it_is_counted_as_an_email_and_as_no_call() -> None:
    found = numbers.week_in_figures(state(email(), call("16 10:00")), SEASON, {}).whole
    assert (found.emails, found.came, found.missed) == (1, 1, 0)
    block = numbers.figure_lines(numbers.week_in_figures(state(email()), SEASON, {}), 100)
    assert "emails" in block[0]
    none = numbers.figure_lines(numbers.week_in_figures(state(call("16 10:00")), SEASON, {}), 100)
    assert "emails" not in none[0]


@pytest.mark.parametrize(
    ("text", "hits"), [("over:email", 1), ("over:phone", 1), ('"=20 lines"', 1), ("-over:mail", 1)]
)
def test_the_filter_finds_it_by_what_it_went_over_and_by_its_words(text: str, hits: int) -> None:
    kept = state(email(), call("16 10:00"))
    lines = [look_at_call(kept, one) for one in kept.calls.values()]
    wanted = log_filter.parse_log_filter(text)
    assert not wanted.error
    assert len(log_filter.narrowed_log(lines, wanted)) == hits


def test_a_table_of_the_log_has_its_channel_and_its_text() -> None:
    table = log_csv(state(email()), [email()]).decode("utf-8-sig")
    assert ",Over," in table
    assert ",they wrote,email," in table
    assert "We write = in =20 lines." in table


# -- the rules


def contacted(*records: Call) -> str:
    """What the rule says at ten to whoever applied in time."""
    return rules.may_contact(state(sent(), *records), SEASON, OHIO, at("16 10:00")).may


def test_an_email_of_the_program_is_contact_and_one_of_the_user_is_none() -> None:
    assert contacted() == "no"
    assert contacted(email()) == "yes"
    assert contacted(email(by_me=True)) == "no"
    assert contacted(email("16 07:30")) == "no", "before programs had the application"


def test_without_an_application_it_is_said_that_it_wrote() -> None:
    said = rules.reportable(state(email()), SEASON, email())
    assert "No application to it was marked sent when it wrote" in said
    late = state(email(), sent(when="16 09:30"))
    assert "after this email" in rules.reportable(late, SEASON, email())


def test_to_write_returns_no_call() -> None:
    missed = replace(new_call(at("16 09:00"), program=OHIO, direction="missed"), id="missed")
    later = [email("16 09:10"), email("16 09:20", by_me=True)]
    assert promises.still_open(missed, promises.last_spoken([missed, *later])) is not None
    assert numbers.answered_calls(State(calls={one.id: one for one in (missed, *later)})) == {}
