"""The contact rules: for a program and a moment, whether and why."""

from datetime import datetime, timedelta
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui import ways
from soaptui.records import Application, Call, Direction, MatchStatus, Offer, Record, State, kind_of, replace
from soaptui.week import contact_questions, rules, zones
from soaptui.week.early_contact import early_contact
from tests.unit.agenda_helpers import me
from tests.weeks import week_of

SEASON = week_of(2027)
OHIO, LAKE = "1234140C0", "2345120C0"


def at(text: str) -> datetime:
    """A moment of March 2027, Eastern Time: "16 09:30"."""
    day, _, clock = text.partition(" ")
    return zones.read_iso(f"2027-03-{day}T{clock}")


def state(*records: Record) -> State:
    """A state of these records."""
    return State().with_records([(kind_of(record), record.id, record) for record in records])


def sent(program: str = OHIO, when: str = "15 14:00") -> Application:
    """An application that was sent."""
    return Application(id=program, program=program, sent=at(when))


def call(when: str, direction: Direction = "in", program: str = OHIO) -> Call:
    """A call."""
    return Call(id=f"call {when}", started=at(when), direction=direction, program=program)


def may(now: str, *records: Record, program: str = OHIO) -> str:
    """What the rule says to contact with a program."""
    return rules.may_contact(state(*records), SEASON, program, at(now)).may


def test_nobody_calls_first() -> None:
    ruling = rules.may_contact(state(sent()), SEASON, OHIO, at("16 10:00"))
    assert ruling.may == "no"
    assert "have not contacted you" in ruling.why
    assert ruling.source == rules.AGREEMENT


def test_before_programs_see_applications_the_reason_is_the_hour() -> None:
    ruling = rules.may_contact(state(sent()), SEASON, OHIO, at("15 15:00"))
    assert ruling.may == "no"
    assert "Tue 16 Mar 08:00 EDT" in ruling.why


@pytest.mark.parametrize("direction", ["in", "missed", "voicemail"])
def test_whoever_has_been_called_may_reply(direction: Direction) -> None:
    assert may("16 10:00", sent(), call("16 09:55", direction)) == "yes"


def test_an_own_call_is_no_contact_of_theirs() -> None:
    assert may("16 10:00", sent(), call("16 09:55", "out")) == "no"


def test_contact_before_the_applications_are_released_does_not_count() -> None:
    assert may("16 10:00", sent(), call("15 12:00")) == "no"


def test_contact_of_another_program_does_not_count() -> None:
    assert may("16 10:00", sent(), call("16 09:55", program=LAKE)) == "no"


def test_contact_without_an_application_is_reportable_and_gives_no_leave() -> None:
    found = state(call("16 09:55"))
    ruling = rules.may_contact(found, SEASON, OHIO, at("16 10:00"))
    assert ruling.may == "no"
    assert "reported to the NRMP" in ruling.why
    assert rules.reportable(found, SEASON, call("16 09:55"))


def test_an_application_sent_after_the_call_makes_it_no_better() -> None:
    found = state(call("16 09:55"), sent(when="16 09:58"))
    assert rules.may_contact(found, SEASON, OHIO, at("16 10:00")).may == "no"
    assert rules.reportable(found, SEASON, call("16 09:55"))


def test_the_latest_contact_counts_so_that_a_later_call_with_the_application_gives_leave() -> None:
    first, second = call("16 08:04"), call("16 09:55")
    found = state(first, second, sent(when="16 08:12"))
    ruling = rules.may_contact(found, SEASON, OHIO, at("16 10:00"))
    assert ruling.may == "yes"
    assert "Tue 16 Mar 09:55 EDT" in ruling.why
    assert rules.reportable(found, SEASON, first) == ""
    assert rules.may_contact(found, SEASON, OHIO, at("16 09:00")).may == "no"


def test_a_mark_after_the_call_is_asked_about_until_the_user_says_when_it_was_sent() -> None:
    early = call("16 08:04")
    marked = state(early, sent(when="16 08:12"))
    assert rules.called_before(marked, SEASON, OHIO) == early
    assert rules.reportable(marked, SEASON, early).startswith("Sent before they called?")
    said = state(early, replace(sent(when="16 08:12"), sent_said=True))
    assert rules.called_before(said, SEASON, OHIO) is None
    assert "must be reported to the NRMP" in rules.reportable(said, SEASON, early)
    right = state(early, replace(sent(when="15 23:10"), sent_said=True))
    assert rules.reportable(right, SEASON, early) == ""
    assert rules.may_contact(right, SEASON, OHIO, at("16 09:00")).may == "yes"


def test_what_was_said_of_the_time_is_not_taken_back_by_a_later_call() -> None:
    early = call("16 08:04")
    found = state(early, call("16 09:55"), replace(sent(when="16 08:12"), sent_said=True))
    assert "must be reported" in rules.reportable(found, SEASON, early)
    assert rules.may_contact(found, SEASON, OHIO, at("16 10:00")).may == "yes"


@pytest.mark.parametrize("one", [call("16 08:04", "out"), call("12 09:00"), call("16 08:04", program=LAKE)])
def test_only_a_call_of_theirs_in_the_week_is_asked_about(one: Call) -> None:
    assert rules.called_before(state(one, sent(when="16 08:12")), SEASON, OHIO) is None


@pytest.mark.parametrize(
    "one", [call("16 09:55", "out"), call("16 09:55", program=""), call("18 21:30"), call("12 09:00")]
)
def test_what_is_not_reportable(one: Call) -> None:
    assert rules.reportable(state(one), SEASON, one) == ""


def test_with_an_application_nothing_is_reportable() -> None:
    assert rules.reportable(state(sent()), SEASON, call("16 09:55")) == ""


def test_after_nine_on_thursday_the_rules_have_ended() -> None:
    assert may("18 20:59") == "no"
    ruling = rules.may_contact(state(), SEASON, OHIO, at("18 21:00"))
    assert ruling.may == "over"
    assert "ended Thu 18 Mar 21:00 EDT" in ruling.why


def test_before_match_week_it_is_said_that_soap_has_not_begun() -> None:
    assert may("10 12:00", sent()) == "unsettled"


def test_after_an_acceptance_there_is_one_program_to_talk_to() -> None:
    taken = Offer(id="o", program=LAKE, round=1, seen=at("18 09:05"), outcome="accepted", decided=at("18 09:30"))
    assert may("18 10:00", taken, program=LAKE) == "yes"
    assert may("18 10:00", taken, sent(), call("16 09:55")) == "no"


def test_a_thank_you_note_is_said_to_be_not_settled() -> None:
    found = {topic.title: topic.ruling for topic in contact_questions.topics(state(), SEASON, at("17 12:00"))}
    note = found["A thank-you note"]
    assert (note.may, note.source) == ("unsettled", rules.UNSETTLED)
    assert note.heading == "NOT SETTLED"
    assert found["Calling or writing first"].may == "no"
    after = {topic.title: topic.ruling for topic in contact_questions.topics(state(), SEASON, at("18 22:00"))}
    assert after["Calling or writing first"].may == "over"


@given(st.integers(0, 5 * 24 * 60), st.booleans(), st.booleans())
def test_leave_is_given_only_after_contact_with_an_application(minutes: int, with_one: bool, called: bool) -> None:
    """In force, "yes" needs both, whatever the minute."""
    now = at("15 10:00") + timedelta(minutes=minutes)
    records: list[Record] = ([sent()] if with_one else []) + ([call("16 12:00")] if called else [])
    ruling = rules.may_contact(state(*records), SEASON, OHIO, now)
    if rules.in_force(SEASON, now):
        assert (ruling.may == "yes") is (with_one and called and now >= at("16 12:00"))
    else:
        assert ruling.may == "over"
    assert ruling.why
    assert ruling.source


MOMENTS = ("12 12:00", "15 12:00", "16 10:00", "18 10:00", "18 22:00")


@pytest.mark.parametrize("now", MOMENTS)
@pytest.mark.parametrize("match", get_args(MatchStatus))
def test_each_rule_has_one_sentence_to_say_a_mark_and_a_word(match: MatchStatus, now: str) -> None:
    kept = state(me(match))
    for topic in contact_questions.topics(kept, SEASON, at(now)):
        assert topic.say.endswith((".", "?")) and len(topic.say) <= 110, topic
        means = rules.RULING_KINDS[topic.ruling.kind]
        assert means.heading == topic.ruling.heading and len(means.mark) == 1


def test_what_they_may_not_and_what_is_never_allowed_are_told_apart() -> None:
    found = {topic.title: topic for topic in contact_questions.topics(State(), SEASON, at("17 12:00"))}
    assert found["They ask me to commit"].ruling.kind == "they may not"
    assert found["They ask me to commit"].say == (
        "I am very interested. I understand that offers come only through R3."
    )
    assert found["Asking them for a commitment"].ruling.kind == "never"
    assert found["Asking for a position outside of SOAP (soliciting)"].ruling.kind == "not now"
    assert found["Showing the list to others"].ruling.kind == "never"
    assert found["Calling or writing first"].ruling.kind == "not now"


ACCEPTED = Offer(
    id="accepted", program=OHIO, round=1, seen=at("18 09:05"), outcome="accepted", decided=at("18 09:10")
)
PROMISES = ("They ask me to commit", "Asking them for a commitment", "A program that I did not apply to calls")


@pytest.mark.parametrize("record", [ACCEPTED, me("matched")], ids=["accepted", "matched"])
@pytest.mark.parametrize("now", ["18 12:00", "18 21:05", "20 10:00"])
def test_whoever_has_a_position_asks_for_none_and_offers_no_application(record: Record, now: str) -> None:
    found = {topic.title: topic for topic in contact_questions.topics(state(record), SEASON, at(now))}
    over = rules.ended(SEASON, at(now))
    for title in PROMISES if over else PROMISES[:2]:
        assert found[title].say == "Thank you. I already have a position, and it is binding.", title
    assert found["Asking them for a commitment"].ruling.kind == "never"
    assert (found["They ask me to commit"].ruling.kind == "never") == over
    assert not any("open?" in topic.say or "application" in topic.say for topic in found.values())


@pytest.mark.parametrize(("match", "other"), [("preliminary", "advanced"), ("advanced", "preliminary")])
def test_whoever_holds_one_part_speaks_of_the_other_one_alone(match: MatchStatus, other: str) -> None:
    found = {topic.title: topic for topic in contact_questions.topics(state(me(match)), SEASON, at("18 21:05"))}
    for title in PROMISES:
        assert found[title].ruling.why.startswith(f"Only about {other} positions: what you hold is binding."), title
    for title in PROMISES[1:]:
        assert found[title].say.startswith(f"I have a{'n' if match == 'advanced' else ''} {match} position."), title
    early = {topic.title: topic for topic in contact_questions.topics(state(me(match)), SEASON, at("18 12:00"))}
    assert early["Asking them for a commitment"].ruling.kind == "never"


def test_a_program_may_not_call_somebody_who_is_not_soap_eligible() -> None:
    kept = state(me("ineligible"))
    found = {topic.title: topic for topic in contact_questions.topics(kept, SEASON, at("17 12:00"))}
    assert found["Replying, returning a missed call"].ruling.kind == "they may not"
    outside = "Asking for a position outside of SOAP (soliciting)"
    assert found[outside].ruling.kind == "allowed"
    early = {topic.title: topic for topic in contact_questions.topics(kept, SEASON, at("15 12:00"))}
    assert early[outside].ruling.kind == "not now"


# -- before any program has an application


@pytest.mark.parametrize("direction", ["in", "missed", "voicemail"])
@pytest.mark.parametrize("applied", [(), (sent(),)], ids=["not applied", "applied"])
@pytest.mark.parametrize("when", ["15 10:00", "15 13:00", "16 07:59"])
def test_contact_before_tuesday_eight_is_a_wrong_time_or_a_breach_whoever_applied(
    direction: Direction, applied: tuple[Application, ...], when: str
) -> None:
    early = call(when, direction)
    why = rules.reportable(state(*applied, early), SEASON, early)
    assert why.startswith(f"They called {'Mon 15' if when < '16' else 'Tue 16'} Mar {when[3:]} EDT?")
    assert "No program sees an application before Tue 16 Mar 08:00 EDT." in why
    assert "If this time is wrong, correct it in the dashboard." in ways.typed(why)
    assert "must be reported to the NRMP" in why
    assert why.endswith("Do not call back: wait until they contact you again.")


def test_the_hour_is_the_official_one_as_it_stands_in_the_season() -> None:
    moved = [
        msgspec.structs.replace(event, at=at("16 07:00")) if event.id == "applications-released" else event
        for event in SEASON.events
    ]
    early = call("16 07:30")
    week = msgspec.structs.replace(SEASON, events=tuple(moved))
    assert rules.reportable(state(sent(), early), week, early) == ""
    assert rules.reportable(state(sent(), call("16 08:00")), SEASON, call("16 08:00")) == ""
    assert rules.reportable(state(early), SEASON, replace(early, started=at("15 09:59"))) == ""


def test_a_later_right_contact_gives_leave_and_the_early_one_is_still_to_be_reported() -> None:
    early, right = call("15 13:00"), call("16 09:10")
    kept = state(sent(), early, right)
    ruling = rules.may_contact(kept, SEASON, OHIO, at("16 09:15"))
    assert ruling.may == "yes" and "you may reply" in ruling.why and "must be reported to the NRMP" in ruling.why
    assert [one.id for one, _ in rules.to_report(kept, SEASON)] == [early.id]
    assert "Do not call back" not in rules.reportable(kept, SEASON, early)
    over = rules.may_contact(kept, SEASON, OHIO, at("19 09:00"))
    assert over.may == "over" and "must be reported" in over.why
    assert rules.called_before(kept, SEASON, OHIO) is None  # another time of sending would not mend it


def test_an_early_email_is_one_too_and_is_not_called_back() -> None:
    wrote = replace(call("15 13:00"), channel="email")
    why = rules.reportable(state(sent(), wrote), SEASON, wrote)
    assert why.startswith("They wrote Mon 15 Mar 13:00 EDT?") and "the email breaks the rules" in why
    assert why.endswith("Do not write back: wait until they contact you again.")


def test_the_users_own_early_call_is_a_breach_of_theirs_and_nothing_to_report_of_the_program() -> None:
    own = call("15 13:00", "out")
    assert rules.reportable(state(sent(), own), SEASON, own) == ""
    said = early_contact(SEASON, own)
    assert said.startswith("You called Mon 15 Mar 13:00 EDT?") and "you started contact" in said
    assert early_contact(SEASON, replace(own, program="")) == ""
    assert rules.may_contact(state(sent(), call("15 12:00", "missed")), SEASON, OHIO, at("15 13:00")).may == "no"
