"""The agenda at named moments of the week: what is open, what is next, what is due, and the one next action."""

from dataclasses import dataclass

import pytest

from soaptui.records import ListVersion, State
from soaptui.week.agenda import agenda
from tests.unit.agenda_helpers import (
    FULL,
    LISTED,
    MAINE,
    NOTHING,
    OFFERED,
    OHIO,
    PLANNED,
    PROFILE,
    RINGING,
    SENT,
    TAKEN,
    TWICE,
    UNFILLED,
    WEEK,
    at,
    me,
    planned,
    state,
)


@dataclass(frozen=True)
class Moment:
    """One moment, the state it finds, and what the agenda should then say."""

    name: str
    now: str
    state: State
    next: str | None
    action: tuple[str, ...]
    open: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


MOMENTS = [
    Moment("July, nothing kept", "2026-07-15 12:00", NOTHING, "rank-deadline", ("which visa", "(p)")),
    Moment("July", "2026-07-15 12:00", PROFILE, "rank-deadline", ("Prepare", "242 days", "Match Monday")),
    Moment("February", "02-10 10:00", PROFILE, "rank-deadline", ("Prepare", "32 days")),
    Moment("the deadline's last second", "03-03 20:59:59", PROFILE, "rank-deadline", ("Prepare", "11 days")),
    Moment(
        "the deadline",
        "03-03 21:00",
        PROFILE,
        "match-status",
        ("Match status comes Mon 15 Mar 10:00 EDT",),
        silent=("Prepare",),
    ),
    Moment(
        "Monday before ten",
        "03-15 09:59",
        state(me(match="unknown")),
        "match-status",
        ("Match status comes Mon 15 Mar 10:00 EDT", "phone"),
    ),
    Moment(
        "Monday at ten, nothing said",
        "03-15 10:00",
        state(me(match="unknown")),
        "applications-open",
        ("did you match?", "(p)"),
        open=("choosing",),
    ),
    Moment(
        "Monday at ten, matched",
        "03-15 10:00",
        state(me(match="matched")),
        "applications-open",
        ("You are matched", "SOAP is not for you"),
        open=("choosing",),
    ),
    Moment(
        "Monday at ten, unmatched",
        "03-15 10:00",
        PROFILE,
        "applications-open",
        ("Download the List of Unfilled Programs", "import it (I)"),
        open=("choosing",),
    ),
    Moment(
        "Monday at ten, with the list of another year",
        "03-15 10:00",
        state(me(), ListVersion(id="old", at=at("2026-03-16 10:10"), source="old.csv")),
        "applications-open",
        ("Download the List of Unfilled Programs",),
        open=("choosing",),
    ),
    Moment(
        "Monday at ten, imported in the same second",
        "03-15 10:00",
        state(me(), ListVersion(id="quick", at=at("03-15 10:00"), source="quick.csv")),
        "applications-open",
        ("Read the list (2)",),
        open=("choosing",),
    ),
    Moment(
        "Monday half past ten, with the list",
        "03-15 10:30",
        LISTED,
        "applications-open",
        ("Read the list (2)", "MyERAS opens soon"),
        open=("choosing",),
    ),
    Moment(
        "Monday half past ten, planned already",
        "03-15 10:30",
        PLANNED,
        "applications-open",
        ("MyERAS opens soon",),
        open=("choosing",),
        silent=("Send",),
    ),
    Moment(
        "Monday half past eleven",
        "03-15 11:30",
        LISTED,
        "applications-released",
        ("Choose programs (2)", "45 of 45 ERAS slots are free"),
        open=("applying",),
    ),
    Moment(
        "Monday half past eleven, planned",
        "03-15 11:30",
        PLANNED,
        "applications-released",
        ("Send your 2 planned applications", "(S)", "see them from 08:00 EDT (17:30 Colombo)"),
        open=("applying",),
    ),
    Moment(
        "Monday half past eleven, one planned",
        "03-15 11:30",
        state(me(), UNFILLED, planned(OHIO)),
        "applications-released",
        ("Send your 1 planned application in",),
        open=("applying",),
    ),
    Moment(
        "Monday night, all sent",
        "03-15 23:00",
        FULL,
        "applications-released",
        ("Keep the phone free", "press c"),
        open=("applying",),
    ),
    Moment(
        "Tuesday half past seven, unsent",
        "03-16 07:30",
        PLANNED,
        "applications-released",
        ("Send your 2 planned applications", "from 08:00 EDT"),
        open=("applying",),
    ),
    Moment(
        "Tuesday half past seven, slots left",
        "03-16 07:30",
        SENT,
        "applications-released",
        ("Choose programs (2)", "43 of 45"),
        open=("applying",),
    ),
    Moment(
        "Tuesday at nine", "03-16 09:00", SENT, "round-1-opens", ("Keep the phone free", "press c"), open=("calls",)
    ),
    Moment(
        "Tuesday at eight to the second",
        "03-16 08:00",
        PLANNED,
        "round-1-opens",
        ("Send your 2 planned applications",),
        open=("calls",),
        silent=("see them from",),
    ),
    Moment(
        "Tuesday at nine, unsent",
        "03-16 09:00",
        PLANNED,
        "round-1-opens",
        ("Send your 2 planned applications",),
        open=("calls",),
        silent=("see them from",),
    ),
    Moment(
        "Tuesday at nine, a call missed",
        "03-16 09:00",
        RINGING,
        "round-1-opens",
        ("Call back · Buckeye Valley Hospital", "(missed)", "since 08:31 EDT (18:01 Colombo)"),
        open=("calls",),
        due=("call back",),
    ),
    Moment(
        "Thursday's last second before the round",
        "03-18 08:59:59",
        SENT,
        "round-1-opens",
        ("Keep the phone free",),
        open=("calls",),
    ),
    Moment(
        "Thursday at nine",
        "03-18 09:00",
        SENT,
        "round-1-closes",
        ("Round 1 is open until 11:00 EDT (20:30 Colombo)", "look in R3", "press o"),
        open=("round-1",),
    ),
    Moment(
        "Thursday at nine, unsent: nothing can be sent in a round",
        "03-18 09:00",
        PLANNED,
        "round-1-closes",
        ("Round 1 is open", "look in R3"),
        open=("round-1",),
        silent=("Send",),
    ),
    Moment(
        "Thursday at nine, nothing kept: the round comes before the profile and the list",
        "03-18 09:00",
        NOTHING,
        "round-1-closes",
        ("Round 1 is open", "look in R3"),
        open=("round-1",),
        silent=("visa", "did you match"),
    ),
    Moment(
        "Thursday twelve past ten, no offer",
        "03-18 10:12",
        SENT,
        "round-1-closes",
        ("Round 1 is open", "look in R3"),
        open=("round-1",),
    ),
    Moment(
        "Thursday twelve past ten, an offer",
        "03-18 10:12",
        OFFERED,
        "round-1-closes",
        (
            "Answer the offer of Buckeye Valley Hospital · Internal Medicine in R3",
            "before 11:00 EDT (20:30 Colombo).",
        ),
        open=(f"offer-{OHIO}-1", "round-1"),
        silent=("offers are open",),
    ),
    Moment(
        "Thursday twelve past ten, two offers",
        "03-18 10:12",
        TWICE,
        "round-1-closes",
        ("Answer the offer of Pine Harbor Clinic", "(2 offers are open)"),
        open=(f"offer-{MAINE}-1", f"offer-{OHIO}-1", "round-1"),
    ),
    Moment(
        "Thursday twelve past ten, accepted: the search is over, whatever else waits",
        "03-18 10:12",
        TAKEN,
        "round-1-closes",
        ("You accepted Buckeye Valley Hospital", "binding"),
        open=(f"offer-{MAINE}-1", "round-1"),
        due=("call back",),
        silent=("Answer", "Call back", "look in R3"),
    ),
    Moment(
        "the round's last second",
        "03-18 10:59:59",
        OFFERED,
        "round-1-closes",
        ("Answer the offer of Buckeye Valley Hospital", "before 11:00 EDT"),
        open=(f"offer-{OHIO}-1", "round-1"),
    ),
    Moment(
        "the round's close",
        "03-18 11:00",
        OFFERED,
        "round-2-opens",
        ("list is refreshed after each round", "43 ERAS slots are left"),
        open=("gap-1",),
        silent=("Answer",),
    ),
    Moment(
        "between the rounds",
        "03-18 11:30",
        SENT,
        "round-2-opens",
        ("import it again (I)", "43 ERAS slots are left"),
        open=("gap-1",),
    ),
    Moment(
        "between the rounds, planned",
        "03-18 11:30",
        PLANNED,
        "round-2-opens",
        ("Send your 2 planned applications",),
        open=("gap-1",),
        silent=("see them from",),
    ),
    Moment(
        "between the rounds, all sent",
        "03-18 11:30",
        FULL,
        "round-2-opens",
        ("Keep the phone free",),
        open=("gap-1",),
    ),
    Moment("noon", "03-18 12:00", SENT, "round-2-closes", ("Round 2 is open until 14:00 EDT",), open=("round-2",)),
    Moment(
        "after midnight in Colombo",
        "03-18 18:30",
        SENT,
        "round-4-closes",
        ("Round 4 is open until 20:00 EDT (05:30 Fri Colombo)",),
        open=("round-4",),
    ),
    Moment(
        "after the last round",
        "03-18 20:30",
        SENT,
        "soap-ends",
        ("The last round is over",),
        open=("gap-4",),
        silent=("R3.",),
    ),
    Moment(
        "the end of SOAP",
        "03-18 21:00",
        SENT,
        "match-day",
        ("SOAP has ended", "contact rules", "Fri 19 Mar 12:00 EDT"),
    ),
    Moment(
        "the end of SOAP, accepted", "03-18 21:00", TAKEN, "match-day", ("You accepted Buckeye",), due=("call back",)
    ),
    Moment("Friday morning", "03-19 11:59:59", SENT, "match-day", ("SOAP has ended",)),
    Moment("Match Day", "03-19 12:00", SENT, None, ("The week is over", "rest")),
    Moment("long after", "2027-09-01 12:00", SENT, None, ("The week is over",)),
]


@pytest.mark.parametrize("moment", MOMENTS, ids=[moment.name for moment in MOMENTS])
def test_the_agenda_at_this_moment(moment: Moment) -> None:
    found = agenda(moment.state, WEEK, at(moment.now), "Asia/Colombo")
    assert found.now == at(moment.now)
    assert tuple(one.id for one in found.open) == moment.open
    assert (found.next.id if found.next else None) == moment.next
    assert tuple(one.kind for one in found.due) == moment.due
    assert [words for words in moment.action if words not in found.action] == [], found.action
    assert [words for words in moment.silent if words in found.action] == [], found.action


def test_without_a_zone_the_action_speaks_in_eastern_time_alone() -> None:
    assert "before 11:00 EDT." in agenda(OFFERED, WEEK, at("03-18 10:12")).action
