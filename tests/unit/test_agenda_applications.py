"""What the agenda says of applications: what is to be sent, and what a refreshed list has for free slots."""

import pytest

from soaptui.records import Fact, ListVersion, replace
from tests.unit.agenda_helpers import (
    IDAHO,
    MAINE,
    NEVADA,
    OHIO,
    OREGON,
    PLANNED,
    PROGRAMS,
    TEXAS,
    UNFILLED,
    Moment,
    at,
    check,
    me,
    planned,
    program,
    sent,
    state,
)

SECOND_LIST = ListVersion(
    id="list-2", at=at("03-18 11:05"), source="gap.csv", appeared=(IDAHO, NEVADA, OREGON, TEXAS)
)
NEWCOMERS = (
    program(NEVADA, "Sagebrush Hospital"),
    replace(program(OREGON, "Cascade Clinic"), j1=Fact(value="no")),
    replace(program(TEXAS, "Lone Mesquite Hospital"), type="R"),
)
BOTH = state(
    me(), UNFILLED, *PROGRAMS, planned(OHIO), planned(MAINE), replace(planned(IDAHO), service="ResidencyCAS")
)
GONE = state(me(), UNFILLED, replace(PROGRAMS[0], listed="no"), sent(MAINE), planned(OHIO))
FULL_RECORDS = (me(), UNFILLED, *(sent(f"{1000 + number}140C0") for number in range(45)))
REFRESHED = state(me(), UNFILLED, SECOND_LIST, *PROGRAMS, *NEWCOMERS, sent(OHIO), sent(MAINE))
FULL_REFRESHED = state(*FULL_RECORDS, SECOND_LIST, *PROGRAMS, *NEWCOMERS)
NEARLY_FULL = state(*FULL_RECORDS[:-1], SECOND_LIST, *PROGRAMS, *NEWCOMERS)
NOTHING_NEW = state(me(), UNFILLED, SECOND_LIST, *PROGRAMS[:2], *NEWCOMERS[1:], sent(OHIO), sent(MAINE))
WEDNESDAY = REFRESHED.with_records([("list_versions", "list-2", replace(SECOND_LIST, at=at("03-17 18:00")))])
IN_PARTS = REFRESHED.with_records([("list_versions", "list-2", replace(SECOND_LIST, at=at("03-15 10:30")))])

MOMENTS = [
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
        "Monday half past eleven, planned",
        "03-15 11:30",
        PLANNED,
        "applications-released",
        ("Send your 2 planned ERAS applications, then", "(S)", "see them from Tue 08:00 EDT (17:30 Colombo)"),
        open=("applying",),
    ),
    Moment(
        "Monday half past eleven, one planned",
        "03-15 11:30",
        state(me(), UNFILLED, planned(OHIO)),
        "applications-released",
        ("Send your 1 planned ERAS application, then",),
        open=("applying",),
    ),
    Moment(
        "Tuesday half past seven, unsent",
        "03-16 07:30",
        PLANNED,
        "applications-released",
        ("Send your 2 planned ERAS applications now", "see them from 08:00 EDT"),
        open=("applying",),
        due=("applications",),
    ),
    Moment(
        "Tuesday's last second before seven, unsent",
        "03-16 06:59:59",
        PLANNED,
        "applications-released",
        ("Send your 2 planned ERAS applications, then",),
        open=("applying",),
    ),
    Moment(
        "Tuesday at eight to the second",
        "03-16 08:00",
        PLANNED,
        "round-1-opens",
        ("Send your 2 planned ERAS applications now", "programs read since Tue 16 Mar 08:00 EDT"),
        open=("calls",),
        due=("applications",),
        silent=("see them from",),
    ),
    Moment(
        "Tuesday at nine, unsent",
        "03-16 09:00",
        PLANNED,
        "round-1-opens",
        ("Send your 2 planned ERAS applications now",),
        open=("calls",),
        due=("applications",),
        silent=("see them from",),
    ),
    Moment(
        "Tuesday at nine, planned through both services",
        "03-16 09:00",
        BOTH,
        "round-1-opens",
        ("Send your 3 planned applications (2 ERAS, 1 ResidencyCAS) now",),
        open=("calls",),
        due=("applications",),
    ),
    Moment(
        "Tuesday at nine, what was planned has left the list",
        "03-16 09:00",
        GONE,
        "round-1-opens",
        ("Keep the phone free",),
        open=("calls",),
        silent=("Send",),
    ),
    Moment(
        "Tuesday at nine, planned and no slot left",
        "03-16 09:00",
        state(*FULL_RECORDS, *PROGRAMS, planned(OHIO)),
        "round-1-opens",
        ("Keep the phone free",),
        open=("calls",),
        silent=("Send",),
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
        "between the rounds, planned",
        "03-18 11:30",
        PLANNED,
        "round-2-opens",
        (
            "Import the refreshed list (I)",
            "then send your 2 planned ERAS applications before Round 2, 12:00 EDT (21:30 Colombo)",
        ),
        open=("gap-1",),
        due=("applications",),
        silent=("see them from",),
    ),
    Moment(
        "between the rounds, planned, with the refreshed list",
        "03-18 11:30",
        PLANNED.with_records([("list_versions", "list-2", SECOND_LIST)]),
        "round-2-opens",
        ("Send your 2 planned ERAS applications now", "once Round 2 opens, 12:00 EDT (21:30 Colombo)"),
        open=("gap-1",),
        due=("applications",),
    ),
    Moment(
        "between the rounds, the refreshed list brought programs that fit",
        "03-18 11:30",
        REFRESHED,
        "round-2-opens",
        ("The list was refreshed: 2 new programs fit 43 free slots", "(2)"),
        open=("gap-1",),
        silent=("import it",),
    ),
    Moment(
        "between the rounds, the refreshed list brought more than fits",
        "03-18 11:30",
        NEARLY_FULL,
        "round-2-opens",
        ("The list was refreshed: 2 new programs for 1 free slot. Choose (2).",),
        open=("gap-1",),
    ),
    Moment(
        "between the rounds, the refreshed list brought nothing for this user",
        "03-18 11:30",
        NOTHING_NEW,
        "round-2-opens",
        ("Keep the phone free",),
        open=("gap-1",),
        silent=("refreshed",),
    ),
    Moment(
        "between the rounds, new programs and no slot left",
        "03-18 11:30",
        FULL_REFRESHED,
        "round-2-opens",
        ("Keep the phone free",),
        open=("gap-1",),
        silent=("refreshed",),
    ),
    Moment(
        "between later rounds, the list is of the gap before",
        "03-18 14:30",
        REFRESHED,
        "round-3-opens",
        ("The list is refreshed after each round: import it again (I)",),
        open=("gap-2",),
    ),
    Moment(
        "Wednesday, a second list brought programs that fit",
        "03-17 19:00",
        WEDNESDAY,
        "round-1-opens",
        ("The list was refreshed: 2 new programs fit 43 free slots",),
        open=("calls",),
    ),
    Moment(
        "Tuesday, Monday's list came in two parts",
        "03-16 09:00",
        IN_PARTS,
        "round-1-opens",
        ("Keep the phone free",),
        open=("calls",),
        silent=("refreshed",),
    ),
    Moment(
        "after the last round, planned: nothing that is sent now is offered anything",
        "03-18 20:30",
        PLANNED,
        "soap-ends",
        ("The last round is over",),
        open=("gap-4",),
        silent=("Send",),
    ),
]


@pytest.mark.parametrize("moment", MOMENTS, ids=[moment.name for moment in MOMENTS])
def test_what_the_agenda_says_of_applications(moment: Moment) -> None:
    check(moment)
