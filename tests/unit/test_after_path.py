"""What comes after the week: five ends at four moments, the visas, what is closed, and whom one may write to."""

from datetime import datetime

import pytest

from soaptui import ways
from soaptui.calls.after_emails import after_emails, email_as_sent, list_is_old, nobody_to_write_to
from soaptui.prepare.after_path import AfterPath, after_path, after_steps, every_step
from soaptui.prepare.grown import grown_since
from soaptui.prepare.items import item_of
from soaptui.prepare.tasks import step_named
from soaptui.records import ListVersion, MatchStatus, Offer, Profile, Program, Record, Setting, State, Task, replace
from soaptui.week import official, season, zones
from soaptui.week.appointments import coming_interviews
from soaptui.week.situation import evening_ends
from tests.unit.agenda_helpers import at, state

WEEK = season.load_season(2027)
ROUND_1, ROUND_4 = at("2027-03-18 09:20"), at("2027-03-18 18:20")
IM = Program(id="1234140C0", code="1234140C0", institution="Ohio Valley", type="C", listed="yes", unfilled=2)
FIRST_YEAR = Program(id="1234999P0", code="1234999P0", institution="Ohio Valley", type="P", listed="yes", unfilled=1)
ME = Profile(id="me", match="unmatched", visa="J-1", zone="Asia/Colombo")
ADVANCED = replace(ME, match="advanced")


def took(program: Program, when: datetime, number: int) -> Offer:
    return Offer(id="offer", program=program.id, round=number, seen=when, outcome="accepted", decided=when)


ENDS: dict[str, tuple[Record, ...]] = {
    "round 1": (ME, IM, FIRST_YEAR, took(IM, ROUND_1, 1)),
    "round 4": (ME, IM, FIRST_YEAR, took(IM, ROUND_4, 4)),
    "nothing": (ME, IM, FIRST_YEAR),
    "advanced with a first year": (ADVANCED, IM, FIRST_YEAR, took(FIRST_YEAR, ROUND_4, 4)),
    "advanced without one": (ADVANCED, IM, FIRST_YEAR),
}
EVENING, FRIDAY, JULY, SEPTEMBER = "2027-03-18 21:30", "2027-03-19 12:30", "2027-07-01 10:00", "2027-09-01 10:00"


def path(end: str, moment: str) -> AfterPath:
    return after_path(state(*ENDS[end]), WEEK, at(moment))


@pytest.mark.parametrize("end", ENDS)
def test_on_the_evening_there_are_few_kind_words_and_sleep(end: str) -> None:
    found = path(end, EVENING)
    assert found.stage == "evening" and not found.steps and found.next is None
    assert len(found.says) == 1 and found.says[0].count(".") <= 4 and "sleep" in found.says[0].casefold()


@pytest.mark.parametrize(
    ("end", "moment", "stage", "says"),
    [
        ("round 1", FRIDAY, "position", "104 days to 1 July 2027"),
        ("round 4", JULY, "position", "It is 1 July 2027"),
        ("round 1", SEPTEMBER, "position", "Training began by 1 July 2027"),
        ("nothing", FRIDAY, "none", "R3 shows its list until 1 May: 43 days"),
        ("nothing", JULY, "none", "opens about mid-September"),
        ("nothing", SEPTEMBER, "none", "opens about mid-September"),
        ("advanced with a first year", FRIDAY, "position", "104 days to 1 July 2027"),
        ("advanced with a first year", SEPTEMBER, "position", "Training began"),
        ("advanced without one", FRIDAY, "part", "you still need a first year"),
        ("advanced without one", JULY, "part", "It is 1 July 2027"),
        ("advanced without one", SEPTEMBER, "part", "ask the NRMP now"),
    ],
)
def test_each_end_is_told_what_is_true_for_it(end: str, moment: str, stage: str, says: str) -> None:
    found = path(end, moment)
    assert found.stage == stage and says in ways.typed(" ".join(found.says))
    assert found.steps and found.next is not None


@pytest.mark.parametrize("moment", [FRIDAY, JULY, SEPTEMBER])
def test_who_holds_a_position_is_told_of_no_search_and_who_holds_none_of_no_contract(moment: str) -> None:
    held = {step.section for step in path("round 1", moment).steps}
    none = {step.section for step in path("nothing", moment).steps}
    assert held <= {"papers", "beginning", "genetics"} and none <= {"allowed", "evidence", "network", "again"}


def test_the_path_goes_back_from_the_first_of_july_by_visa() -> None:
    def papers(visa: str) -> set[str]:
        me = replace(ME, visa=visa)
        return {step.id for step in after_steps(state(me, IM, took(IM, ROUND_1, 1)), WEEK, at(FRIDAY))}

    j1 = {"after-need", "after-myintealth", "after-ds2019", "after-consulate"}
    h1b = {"after-step3", "after-h1b"}
    assert j1 <= papers("J-1") and not h1b & papers("J-1")
    assert h1b <= papers("H-1B") and not j1 & papers("H-1B")
    assert j1 | h1b <= papers("either") and not (j1 | h1b) & papers("none")
    assert all(step.due < at("2027-07-02 00:00") for step in path("round 1", FRIDAY).steps
               if step.section == "papers" and step.due is not None and step.id != "after-45")  # fmt: skip


def test_the_nationality_says_more_where_entry_is_restricted() -> None:
    me = replace(ME, nationality="Sudan")
    steps = after_steps(state(me, IM, took(IM, ROUND_1, 1)), WEEK, at(FRIDAY))
    assert "named" in next(step.why for step in steps if step.id == "after-entry")


def test_before_the_week_is_over_nothing_is_shown_and_a_position_shows_it_the_next_morning() -> None:
    for moment in ("2026-11-27 10:00", "2027-03-15 10:05", "2027-03-18 20:59"):
        assert path("nothing", moment).stage == "ahead"
    assert path("round 1", "2027-03-18 09:30").stage == "evening"
    assert path("round 1", "2027-03-19 04:59").stage == "evening"
    assert path("round 1", "2027-03-19 05:00").stage == "position"


@pytest.mark.parametrize(
    ("zone", "night", "ends"),
    [
        ("Asia/Kathmandu", "", "2027-03-19 05:00"),  # there 14:45: the rounds took the night
        ("Asia/Tokyo", "", "2027-03-19 05:00"),  # 18:00
        ("Europe/Berlin", "", "2027-03-19 05:00"),  # 10:00
        ("America/New_York", "", "2027-03-19 07:00"),
        ("", "", "2027-03-19 07:00"),
        ("America/Los_Angeles", "", "2027-03-19 09:00"),  # 06:00: at the latest
        ("America/New_York", "none", "2027-03-19 05:00"),
        ("Asia/Kathmandu", "14:00-16:00", "2027-03-19 06:15"),
    ],
)
def test_the_evening_is_over_after_a_nights_sleep_where_the_user_lives(zone: str, night: str, ends: str) -> None:
    own = (Setting(id="own-night", value=night),) if night else ()
    kept = state(replace(ME, zone=zone), IM, *own)
    assert evening_ends(kept, WEEK) == at(ends)


def test_a_made_season_does_not_hide_the_path_of_the_week_before_it() -> None:
    following = official.made_for(2028, WEEK)
    kept = state(*ENDS["round 1"])
    assert after_path(kept, following, at(SEPTEMBER)) == after_path(kept, WEEK, at(SEPTEMBER))
    assert after_path(state(*ENDS["nothing"]), following, at(SEPTEMBER)).stage == "ahead"


def test_a_step_is_a_task_like_any_other() -> None:
    kept = state(*ENDS["round 1"])
    step = step_named(kept, WEEK, at(FRIDAY), "after-contract")
    done = state(*ENDS["round 1"], Task(id=step.id, title=step.title, done=at(FRIDAY)))
    assert next(one for one in every_step(done, WEEK, at(FRIDAY)) if one.id == step.id).done
    assert item_of("after-contract") is not None


def test_an_accepted_offer_closes_interviews_everywhere() -> None:
    from soaptui.records import Interview

    later = Interview(id="i", program=IM.id, at=at("2027-03-18 13:15"), confirmed=True)
    assert coming_interviews(state(ME, IM, later), ROUND_1)
    assert not coming_interviews(state(*ENDS["round 1"], later), ROUND_1)


# -- whom one may write to


def test_nobody_is_written_to_before_the_rules_end_or_by_who_holds_a_position() -> None:
    for end in ENDS:
        assert not after_emails(state(*ENDS[end]), WEEK, at("2027-03-18 20:59"))
    assert after_emails(state(*ENDS["nothing"]), WEEK, at("2027-03-18 21:00"))
    assert not after_emails(state(*ENDS["round 1"]), WEEK, at(EVENING))
    assert not after_emails(state(*ENDS["round 1"]), WEEK, at(FRIDAY))
    assert not after_emails(state(*ENDS["advanced with a first year"]), WEEK, at(FRIDAY))


def test_who_seeks_a_first_year_writes_to_those_alone_and_who_has_nothing_has_other_doors_too() -> None:
    part = after_emails(state(*ENDS["advanced without one"]), WEEK, at(FRIDAY))
    assert [email.program for email in part] == [FIRST_YEAR.id] and "1 July" in part[0].text
    none = after_emails(state(*ENDS["nothing"]), WEEK, at(FRIDAY))
    assert {IM.id, "draft-find-resident", "draft-outside", "draft-research"} <= {email.id for email in none}
    assert all("{" not in email.text for email in none)


@pytest.mark.parametrize("match", ["advanced", "preliminary"])
def test_after_the_first_of_july_no_email_asks_for_a_year_that_begins_then(match: MatchStatus) -> None:
    missing = (
        replace(FIRST_YEAR, id="1234040A0", code="1234040A0", type="A") if match == "preliminary" else FIRST_YEAR
    )
    kept = state(replace(ME, match=match), missing)
    (before,), (later,) = (after_emails(kept, WEEK, at(when)) for when in (JULY, "2027-07-10 12:00"))
    assert "1 July" in before.text and "1 July." not in later.text
    if match == "advanced":
        assert "am looking for a first year. Is one still open" in later.text
    else:
        assert "I have a first year since 1 July 2027, and I am looking" in later.text


def test_a_list_that_r3_shows_no_more_is_said_to_be_old_until_a_newer_one_is_imported() -> None:
    march, june = (ListVersion(id=day, at=at(f"2027-{day} 10:20"), source="list.csv") for day in ("03-15", "06-01"))
    assert list_is_old(state(ME, IM, march), WEEK, at(FRIDAY)) == ""
    assert list_is_old(state(ME, IM, march), WEEK, at(JULY)).startswith("This is the list of Mon 15 Mar, and R3 ")
    assert list_is_old(state(ME, IM), WEEK, at(JULY)).startswith("This is the list of March, and R3 shows")
    assert list_is_old(state(ME, IM, march, june), WEEK, at(JULY)) == ""


@pytest.mark.parametrize(
    ("end", "moment", "why"),
    [
        ("unsaid", FRIDAY, "First say with soaptui profile set match=STATUS whether you matched"),
        ("unsaid", "2027-03-17 12:00", "the week is not over. Do not write first before Thu 18 Mar 21:00 EDT"),
        ("nothing", "2027-03-17 12:00", "the week is not over. Do not write first before Thu 18 Mar 21:00 EDT"),
        ("round 1", FRIDAY, "you have a position, and it is binding"),
        ("matched", "2027-03-17 12:00", "you matched, and that is binding"),
        ("matched", "2027-03-20 12:00", "you have a position, and it is binding"),
        ("advanced, no list", FRIDAY, "no program on your list is open to you"),
    ],
)
def test_why_there_is_nobody_to_write_to_is_said_as_it_is(end: str, moment: str, why: str) -> None:
    more = {"unsaid": (replace(ME, match="unknown"),), "matched": (replace(ME, match="matched"),)}
    kept = state(*{**ENDS, **more, "advanced, no list": (ADVANCED,)}[end])
    assert after_emails(kept, WEEK, at(moment)) == ()
    assert why in ways.typed(nobody_to_write_to(kept, WEEK, at(moment)))


def test_an_email_that_was_sent_is_known_as_written() -> None:
    kept = state(*ENDS["nothing"])
    first = after_emails(kept, WEEK, at(FRIDAY))[0]
    call = email_as_sent(first, at(FRIDAY))
    again = state(*ENDS["nothing"], call)
    assert next(one for one in after_emails(again, WEEK, at(FRIDAY)) if one.id == first.id).written == at(FRIDAY)


def test_what_has_grown_is_what_was_done_since() -> None:
    before = Task(id="own-1", title="Passport", done=at("2027-03-01 10:00"))
    poster = Task(id="own-2", title="Poster on a CYP2D6 variant", done=at("2027-06-01 10:00"))
    list_seen = Task(id="after-list", title="Look at the list", done=at("2027-03-20 10:00"))
    assert grown_since(state(before, poster, list_seen), WEEK, at(SEPTEMBER)) == (
        "Tue 1 Jun 2027 · Poster on a CYP2D6 variant",
    )


def test_a_state_without_anything_has_a_path_that_asks() -> None:
    found = after_path(State(), WEEK, at(FRIDAY))
    assert found.stage == "unsaid" and not found.steps
    assert zones.eastern(WEEK.ends).hour == 21
