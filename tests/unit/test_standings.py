"""How somebody stands in the Match, and what each of them is told: before, during and after the week."""

import re
from datetime import datetime
from typing import get_args

import pytest

from soaptui import eligibility
from soaptui.calls.after_emails import after_emails
from soaptui.calls.drafts import line_to_say
from soaptui.cli.arguments import parser
from soaptui.eligibility import doubts, may_take, reasons_against
from soaptui.prepare.after_path import after_path
from soaptui.programs.tiers import assess
from soaptui.records import Application, Interview, ListVersion, MatchStatus, Offer, Profile, Program, State
from soaptui.status import PARTS, STATUSES, type_of
from soaptui.week import afterwards, contact_questions, rounds, rules
from soaptui.week.agenda import agenda
from soaptui.week.appointments import still_stands
from soaptui.week.situation import out_of_soap
from soaptui.week.standing_words import after_in_short, after_soap_line
from tests.unit.agenda_helpers import MAINE, OHIO, WEEK, at, me, offer, state

PRELIM, ADVANCED, UNKNOWN_TYPE = "1234999P0", "1234040A0", "0a1b2c3d4e5f"
STATES: tuple[MatchStatus, ...] = get_args(MatchStatus)
BEFORE = ("02-10 10:00", "03-15 09:00")
DURING = ("03-15 12:00", "03-16 09:00", "03-17 12:00", "03-18 11:30", "03-18 20:30")
AFTER = ("03-18 21:00", "03-18 23:00", "03-19 12:00", "04-20 12:00")
LISTED = ListVersion(id="list", at=at("03-15 10:05"), source="unfilled.csv")


def said(match: MatchStatus, now: str, *offers: Offer) -> str:
    """The one next action."""
    return agenda(state(me(match), LISTED, *offers), WEEK, at(now)).action


def of_program(match: MatchStatus, program: str, now: str) -> rules.Ruling:
    """Whether the program may be called or written to."""
    known = Program(id=UNKNOWN_TYPE, institution="House of nobody knows what")
    return rules.may_contact(state(me(match), known), WEEK, program, at(now))


def test_every_standing_is_in_the_table_with_words_of_its_own_and_can_be_typed() -> None:
    assert tuple(STATUSES) == STATES
    assert len({status.choice for status in STATUSES.values()}) == len(STATES)
    assert all(status.phrase for match, status in STATUSES.items() if match != "unknown")
    assert all(
        status.seeks in ("", *PARTS) and bool(status.seeks) == bool(status.holds) for status in STATUSES.values()
    )
    helped = next(action for action in parser()._actions if action.choices)  # the commands
    profile = next(iter(helped.choices["profile"]._actions[-1].choices.values()))  # type: ignore[index]
    assert f"match={'|'.join(STATES)} " in profile.epilog


@pytest.mark.parametrize("match", ["preliminary", "advanced"])
@pytest.mark.parametrize("now", BEFORE + DURING + AFTER)
def test_whoever_holds_one_part_is_told_so_at_every_moment_and_never_to_plan_the_next_year(
    match: MatchStatus, now: str
) -> None:
    action = said(match, now)
    assert {"preliminary": "a preliminary position", "advanced": "an advanced position"}[match] in action
    assert "next year" not in action
    assert "unfilled programs" not in action


@pytest.mark.parametrize("match", ["preliminary", "advanced"])
def test_after_the_first_of_july_nobody_is_told_to_ask_by_then(match: MatchStatus) -> None:
    action = said(match, "09-01 10:00")
    assert "Look on" not in action
    assert ("you needed a waiver of the NRMP" in action) == (match == "advanced")


@pytest.mark.parametrize("match", ["preliminary", "advanced"])
@pytest.mark.parametrize("now", [now for now in AFTER if now < "07"])
def test_after_soap_whoever_holds_one_part_is_bound_and_told_of_the_waiver(match: MatchStatus, now: str) -> None:
    found = afterwards.after_soap(state(me(match)), WEEK, at(now))
    assert found is not None
    whole = " ".join(found.steps)
    for words in ("binding", "1 July 2027", "waiver", "1 May"):
        assert words in whole
    assert "waiver by 1 July 2027" in said(match, now) or "by 1 July 2027, ask the NRMP for a waiver" in said(
        match, now
    )


LATER = ("03-19 11:59:59", "03-19 12:00", "05-01 23:59", "05-02 00:00", "07-01 23:59", "07-02 00:00", "09-15 10:00")


def everything_said(kept: State, now: str) -> str:
    """Whatever is told of what comes after, at that moment."""
    moment = at(now)
    after = afterwards.after_soap(kept, WEEK, moment)
    ruled = [topic.ruling.why for topic in contact_questions.topics(kept, WEEK, moment)]
    steps = after.steps if after is not None else ()
    return "\n".join([agenda(kept, WEEK, moment).action, *steps, *ruled, *rounds.phase_at(WEEK, moment).can])


@pytest.mark.parametrize("match", STATES)
@pytest.mark.parametrize("taken", ["", OHIO, PRELIM, ADVANCED])
@pytest.mark.parametrize("now", LATER)
def test_a_day_that_has_passed_is_told_as_passed(match: MatchStatus, taken: str, now: str) -> None:
    said_of = everything_said(state(me(match), *([offer(taken, outcome="accepted")] if taken else [])), now)
    if now >= "05-02":
        assert re.search(r"(shows .*|stays .*|does so )until 1 May", said_of) is None
    if now >= "07-02":
        assert (
            re.search(r"[Aa]sk(ed)? (of )?the NRMP( for a waiver)?,? by|a waiver by (then|1 July)", said_of) is None
        )
    for day, words in (("03-19 12:00", "(Fri 19 Mar 12:00 EDT) show it"), ("03-19 12:00", "Results come")):
        assert now < day or words not in said_of


@pytest.mark.parametrize("now", ["03-15 09:59", "03-15 10:00", "03-16 07:59", "03-16 08:00", "03-18 20:59:59"])
def test_the_ineligible_are_told_of_no_moment_as_ahead_that_is_past(now: str) -> None:
    found = afterwards.after_soap(state(me("ineligible")), WEEK, at(now))
    assert found is not None
    steps = " ".join(found.steps)
    assert ("From Mon 15 Mar 10:00 EDT" in steps) is (now < "03-15 10:00")
    assert ("from Tue 16 Mar 08:00 EDT on" in steps) is (now < "03-16 08:00")


@pytest.mark.parametrize("now", BEFORE + DURING)
def test_the_ineligible_are_told_to_write_to_no_program_of_the_match(now: str) -> None:
    action = said("ineligible", now)
    assert "You are not SOAP-eligible" in action
    assert "programs of the Match" in action
    assert "outside the Match" in action
    found = afterwards.after_soap(state(me("ineligible")), WEEK, at(now))
    assert found is not None and not found.placed
    assert "Thu 18 Mar 21:00 EDT" in " ".join(found.steps)


@pytest.mark.parametrize("now", DURING)
def test_the_ineligible_may_contact_no_program_of_the_match_until_soap_ends(now: str) -> None:
    for program in (OHIO, PRELIM, ADVANCED):
        ruling = of_program("ineligible", program, now)
        assert (ruling.may, ruling.heading) == ("no", "NOT NOW")
    outside = of_program("ineligible", UNKNOWN_TYPE, now)
    assert outside.may == ("no" if at(now) < WEEK.event("applications-released").at else "unsettled")
    assert rules.general(state(me("ineligible")), WEEK, at(now)).may == "no"
    assert of_program("ineligible", OHIO, "03-18 21:00").may == "over"


@pytest.mark.parametrize("match", STATES)
@pytest.mark.parametrize("now", AFTER)
@pytest.mark.parametrize("program", [OHIO, PRELIM, ADVANCED, UNKNOWN_TYPE])
def test_binding_comes_before_the_end_of_the_rules(match: MatchStatus, now: str, program: str) -> None:
    ruling = of_program(match, program, now)
    kind, status = type_of(Program(id=program, code=program)), STATUSES[match]
    if match == "matched":
        assert (ruling.may, ruling.heading) == ("no", "NEVER")
    elif not status.seeks:
        assert ruling.may == "over"
    elif not kind:
        assert ruling.may == "unsettled"
    elif kind == status.seeks:
        assert ruling.may == "over"
        assert ruling.why.startswith(f"Your {PARTS[status.holds]} position stays binding")
    else:
        assert (ruling.may, ruling.heading) == ("no", "NEVER")


@pytest.mark.parametrize("match", STATES)
@pytest.mark.parametrize("now", (*DURING, *AFTER))
def test_who_accepted_is_bound_whatever_the_match_gave_them(match: MatchStatus, now: str) -> None:
    kept = state(me(match), offer(OHIO, outcome="accepted"))
    assert rules.may_contact(kept, WEEK, OHIO, at(now)).may == "yes"
    other = rules.may_contact(kept, WEEK, MAINE, at(now))
    assert (other.may, other.heading) == ("no", "NEVER")
    assert "binding" in other.why
    assert rules.general(kept, WEEK, at(now)).heading == "NEVER"
    assert out_of_soap(kept)


def test_whether_an_accepted_first_year_leaves_room_for_the_other_part_is_not_settled() -> None:
    kept = state(me(), offer(PRELIM, outcome="accepted"))
    assert rules.may_contact(kept, WEEK, ADVANCED, at("03-18 21:30")).may == "unsettled"
    assert rules.may_contact(kept, WEEK, ADVANCED, at("03-18 20:30")).may == "no"
    holder = state(me("advanced"), offer(PRELIM, outcome="accepted"))
    assert rules.may_contact(holder, WEEK, ADVANCED, at("03-18 21:30")).may == "no"


def test_who_accepted_an_advanced_position_is_told_the_same_of_the_first_year_everywhere() -> None:
    kept = state(me(), offer(ADVANCED, outcome="accepted"))
    soon, late, day_after = at("03-18 20:30"), at("03-18 21:30"), at("03-20 10:00")
    first = rules.may_contact(kept, WEEK, PRELIM, soon)
    assert first.heading == "NOT NOW" and eligibility.UNSETTLED in first.why
    assert eligibility.UNSETTLED in agenda(kept, WEEK, soon).action
    assert eligibility.UNSETTLED in after_steps_of(kept, "03-18 20:30")
    asked = {topic.title: topic for topic in contact_questions.topics(kept, WEEK, soon)}
    assert asked["Looking for preliminary programs"].ruling == first

    who = "programs with unfilled preliminary or transitional positions"
    for now in (late, day_after):
        allowed = rules.may_contact(kept, WEEK, PRELIM, now)
        assert allowed.heading == "THE RULES HAVE ENDED" and f"{who} now, and to no others" in allowed.why
        assert rules.may_contact(kept, WEEK, ADVANCED, now).may == "yes"  # its own
        for no_part in (MAINE, "9876040A0"):
            assert rules.may_contact(kept, WEEK, no_part, now).heading == "NEVER"
        unknown = rules.may_contact(kept, WEEK, UNKNOWN_TYPE, now)
        assert unknown.heading == "NOT SETTLED" and "Write only if it is preliminary" in unknown.why
        titles = {topic.title: topic for topic in contact_questions.topics(kept, WEEK, now)}
        assert titles["Looking for preliminary programs"].ruling == allowed
        assert titles["Looking for preliminary programs"].say.startswith("I have an advanced position.")
        assert titles["Calling or writing first"].ruling.heading == "NEVER"
        assert "another one like it" in titles["Calling or writing first"].ruling.why
    assert f"in {who}" in after_soap_line(kept, WEEK, late)
    assert f"You may write to {who}" in after_in_short(kept, WEEK, day_after)
    assert f"you may write to {who} now" in after_steps_of(kept, "03-20 10:00")
    assert any(
        f"You may write to {who} now, and to no others" in said for said in after_path(kept, WEEK, day_after).says
    )


def test_who_accepted_a_first_year_asks_the_nrmp_about_the_part_after_it_everywhere() -> None:
    open_one = Program(id="9876040A0", code="9876040A0", listed="yes", unfilled=1)
    kept = state(me(), open_one, offer(PRELIM, outcome="accepted"))
    day_after = at("03-20 10:00")
    assert eligibility.UNSETTLED in rules.may_contact(kept, WEEK, open_one.id, day_after).why
    assert eligibility.UNSETTLED in agenda(kept, WEEK, day_after).action
    assert eligibility.UNSETTLED in after_steps_of(kept, "03-20 10:00")
    path = after_path(kept, WEEK, day_after)
    assert eligibility.UNSETTLED in path.says[0]
    assert "after-next-part" not in {step.id for step in path.steps}
    assert after_emails(kept, WEEK, day_after) == ()


@pytest.mark.parametrize("taken", ["1234140C0", "1234380R0", "1234320M0"])
def test_who_accepted_a_whole_position_has_nothing_left_to_look_for(taken: str) -> None:
    kept = state(me(), offer(taken, outcome="accepted"))
    for now in (at("03-18 20:30"), at("03-20 10:00")):
        assert {rules.may_contact(kept, WEEK, one, now).heading for one in (PRELIM, ADVANCED, MAINE)} == {"NEVER"}
        assert rules.other_part_rule(kept, WEEK, now) is None
        assert "do not take another position." in agenda(kept, WEEK, now).action
    assert after_path(kept, WEEK, at("03-20 10:00")).stage == "position"


def test_an_interview_for_the_other_part_stands_after_one_part_was_accepted() -> None:
    kept = state(me(), offer(ADVANCED, outcome="accepted"))
    own, other = (Interview(id=one, program=one, at=at("03-22 10:00")) for one in (PRELIM, MAINE))
    assert still_stands(own, kept) and not still_stands(other, kept)


def test_who_is_bound_confirms_no_interview_but_with_their_own_program_and_the_missing_part() -> None:
    kept = state(me(), offer(ADVANCED, outcome="accepted"))
    soon, late = at("03-18 20:30"), at("03-18 21:30")

    def ready(program: str, now: datetime) -> str:
        return line_to_say(kept, WEEK, now, Interview(id="i", program=program, at=at("03-22 10:00")))

    for now in (soon, late):
        assert ready(MAINE, now) == "Thank you. I already have a position, and it is binding."
        assert ready(ADVANCED, now).startswith("I confirm our interview")
    assert ready(PRELIM, soon) == (
        "I have an advanced position. I must ask the NRMP if I may take the first year before it too."
    )
    assert ready(PRELIM, late).startswith("I confirm our interview")
    interview = Interview(id="i", program=MAINE, at=late)
    assert line_to_say(state(me()), WEEK, soon, interview) == "", "no application to it is marked sent"
    monday = at("03-15 14:00")
    free = state(me(), Application(id=MAINE, program=MAINE, planned=monday, sent=monday))
    assert line_to_say(free, WEEK, soon, interview).startswith("I confirm"), "who has an interview was asked for it"


def after_steps_of(kept: State, now: str) -> str:
    """The steps of what comes after SOAP, as one text."""
    found = afterwards.after_soap(kept, WEEK, at(now))
    assert found is not None
    return "\n".join(found.steps)


@pytest.mark.parametrize("match", STATES)
def test_nobody_who_is_bound_is_told_that_unfilled_programs_may_be_written_to(match: MatchStatus) -> None:
    late = at("03-18 21:30")
    found = {topic.title: topic.ruling for topic in contact_questions.topics(state(me(match)), WEEK, late)}
    first = found["Calling or writing first"]
    bound = match in ("matched", "preliminary", "advanced")
    assert first.heading == ("NEVER" if bound else "THE RULES HAVE ENDED")
    assert ("Giving up the position that I hold" in found) is bound
    assert (any(title.startswith("Looking for") for title in found)) is bool(STATUSES[match].seeks)


def test_what_somebody_else_may_not_and_what_is_never_is_not_headed_not_now() -> None:
    found = {
        topic.title: topic.ruling.heading for topic in contact_questions.topics(State(), WEEK, at("03-17 12:00"))
    }
    assert found["They ask me to commit"] == found["They ask where else I applied"] == "THEY MAY NOT"
    assert found["A program that I did not apply to calls"] == "THEY MAY NOT"
    assert found["Showing the list to others"] == "NEVER"
    assert found["Calling or writing first"] == "NOT NOW"


def test_after_soap_what_binds_programs_in_it_is_no_longer_said_to() -> None:
    found = {topic.title: topic.ruling.may for topic in contact_questions.topics(State(), WEEK, at("03-18 21:00"))}
    assert found["A program that I did not apply to calls"] == found["They ask me to commit"] == "over"


@pytest.mark.parametrize("match", STATES)
@pytest.mark.parametrize("now", BEFORE + DURING + AFTER)
def test_what_comes_after_is_there_for_everybody_and_only_when_it_is_so(match: MatchStatus, now: str) -> None:
    found = afterwards.after_soap(state(me(match)), WEEK, at(now))
    out = STATUSES[match].in_soap == "no"
    assert (found is not None) is (out or at(now) >= WEEK.event("soap-ends").at)
    if found is not None:
        assert found.placed is (match == "matched")
        assert found.steps
    if match == "matched" and found is not None:
        assert "write to and call" not in " ".join(found.steps)


@pytest.mark.parametrize("match", ["matched", "ineligible"])
def test_an_open_offer_to_who_is_offered_none_is_a_contradiction_that_is_said(match: MatchStatus) -> None:
    action = said(match, "03-18 10:12", offer(OHIO))
    assert action.startswith(f"An offer of {OHIO} is open, but your profile says that you are")


# -- what may be taken, and what is not known


@pytest.mark.parametrize("match", STATES)
def test_a_type_that_nobody_knows_rules_nothing_out_and_stands_among_what_is_unknown(match: MatchStatus) -> None:
    program, profile = Program(id=UNKNOWN_TYPE, listed="yes"), Profile(id="me", match=match, visa="none")
    by_type = [reason for reason in reasons_against(program, profile) if "position" in reason]
    assert by_type == []
    assert doubts(program, profile)
    assert set(doubts(program, profile)) <= set(assess(program, profile).unknowns)
    assert may_take(program, profile)[0] == ("no" if STATUSES[match].in_soap == "no" else "unsettled")


@pytest.mark.parametrize("match", STATES)
@pytest.mark.parametrize("kind", [*"CMPARFS", ""])
def test_what_may_not_be_taken_is_ruled_out_and_the_other_way_round(match: MatchStatus, kind: str) -> None:
    program = Program(id=UNKNOWN_TYPE, type=kind, listed="yes")
    profile = Profile(id="me", match=match, visa="none", us_training="yes")
    assert (may_take(program, profile)[0] == "no") is bool(reasons_against(program, profile))


def test_the_code_tells_the_type_where_the_list_does_not() -> None:
    assert type_of(Program(id="1234040A0", code="1234040A0")) == "A"
    assert type_of(Program(id="1234040A0", code="1234040A0", type="P")) == "P"
    assert type_of(Program(id=UNKNOWN_TYPE)) == ""


def test_type_r_asks_for_training_and_does_not_say_where() -> None:
    (reason,) = reasons_against(Program(id="1234380R0", code="1234380R0"), Profile(id="me", match="unmatched"))
    assert reason == f"type R: needs {eligibility.TRAINING}"
    assert "US" not in reason
