"""Warnings of applications: not sent, too many, no longer for the user, slots unused, marked as sent too early."""

from datetime import datetime

import pytest
from hypothesis import given, settings

from soaptui.programs.slots import warnings
from soaptui.records import Application, Fact, State, replace
from soaptui.week import sending
from tests.unit.agenda_helpers import (
    FULL,
    IDAHO,
    MAINE,
    OHIO,
    PLANNED,
    PROGRAMS,
    SENT,
    TAKEN,
    UNFILLED,
    WEEK,
    at,
    me,
    planned,
    sent,
    state,
)
from tests.unit.test_agenda_open import MOMENTS_ANY, STATES

MIXED = state(
    me(), UNFILLED, *PROGRAMS, planned(OHIO), planned(MAINE), replace(planned(IDAHO), service="ResidencyCAS")
)


def said(kept: State, now: str, word: str) -> list[str]:
    """The warnings at that moment that hold the word."""
    return [text for text in warnings(kept, WEEK, at(now)) if word in text]


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ("03-16 06:59:59", None),
        (
            "03-16 07:00",
            "2 planned ERAS applications are not sent: programs see what is there at 08:00 EDT.",
        ),
        (
            "03-16 07:45",
            "Send now: 2 planned ERAS applications are not out, and programs see them from 08:00 EDT.",
        ),
        (
            "03-16 08:00",
            "Send now: 2 planned ERAS applications are not out, and programs are reading. "
            "Round 1 opens Thu 18 Mar 09:00 EDT, and ERAS takes none while it is open.",
        ),
        (
            "03-18 09:00",
            "2 planned ERAS applications cannot be sent while the round is open: again from 11:00 EDT.",
        ),
        (
            "03-18 11:00",
            "Send now: 2 planned ERAS applications are not out, and offers are being made. "
            "Round 2 opens Thu 18 Mar 12:00 EDT, and ERAS takes none while it is open.",
        ),
        ("03-18 18:00", None),
        ("03-18 20:30", None),
    ],
)
def test_unsent_plans_are_warned_of_from_tuesday_seven_until_the_last_round_opens(now: str, text: str | None) -> None:
    assert said(PLANNED, now, "planned ERAS") == ([text] if text else [])


def test_one_unsent_application_is_spoken_of_as_one() -> None:
    one = state(me(), UNFILLED, *PROGRAMS, planned(OHIO))
    assert said(one, "03-16 07:10", "planned") == [
        "1 planned ERAS application is not sent: programs see what is there at 08:00 EDT."
    ]


def test_in_a_round_it_says_that_nothing_is_known_of_residencycas() -> None:
    assert said(MIXED, "03-18 09:30", "it is not known") == [
        "1 planned ResidencyCAS application to send: it is not known whether ResidencyCAS takes any while a round is "
        "open. Try it; the round closes 11:00 EDT."
    ]
    assert said(MIXED, "03-16 07:10", "3 planned applications (2 ERAS, 1 ResidencyCAS) are not sent")


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ("03-15 10:59:59", None),
        (
            "03-15 11:00",
            "43 of 45 ERAS slots are unused: use most of them; programs see applications from Tue 16 Mar 08:00 EDT.",
        ),
        ("03-16 08:00", "43 of 45 ERAS slots are unused: use most of them; Round 1 opens Thu 18 Mar 09:00 EDT."),
        ("03-18 09:00", None),
    ],
)
def test_unused_slots_are_spoken_of_until_the_first_round_opens(now: str, text: str | None) -> None:
    assert said(SENT, now, "unused") == ([text] if text else [])
    assert said(PLANNED, now, "unused") == ([text] if text else [])
    assert said(FULL, now, "unused") == []


def test_the_last_unused_slot_is_spoken_of_as_one() -> None:
    nearly = state(me(), UNFILLED, *(sent(f"{1000 + number}140C0") for number in range(44)))
    assert said(nearly, "03-15 19:00", "1 of 45 ERAS slots is unused")


def test_more_planned_than_slots_are_free_is_said_with_how_many_are_too_many() -> None:
    kept = state(
        me(),
        UNFILLED,
        *(sent(f"{1000 + n}140C0") for n in range(40)),
        *(planned(f"{2000 + n}140C0") for n in range(7)),
    )
    text = "7 planned ERAS applications, and 5 slots are free: take 2 off the plan, the weakest first."
    assert said(kept, "03-15 19:00", "weakest") == [text]
    none = FULL.with_records([("applications", "2000140C0", planned("2000140C0"))])
    text = "1 planned ERAS application, and no slots are free: take 1 off the plan, the weakest first."
    assert said(none, "03-15 19:00", "weakest") == [text]
    assert said(kept, "03-16 07:10", "5 planned ERAS applications are not sent")


def test_what_goes_through_another_service_is_counted_apart_and_has_no_slot_to_wait_for() -> None:
    elsewhere = replace(planned(IDAHO), service="other")
    kept = state(me(), UNFILLED, *PROGRAMS, planned(OHIO), elsewhere)
    assert said(kept, "03-16 07:10", "2 planned applications (1 ERAS, 1 elsewhere) are not sent")
    assert said(
        kept, "03-18 10:00", "1 planned application (1 elsewhere) to send: it is not known whether the program's"
    )
    full = FULL.with_records([("applications", elsewhere.id, elsewhere)])
    assert sending.to_send(full, WEEK, at("03-16 07:10")) == {"other": 1}


def test_planned_programs_that_are_no_longer_for_the_user_are_named_with_the_reason() -> None:
    first, second, third = PROGRAMS
    kept = state(
        me(),
        UNFILLED,
        replace(first, listed="no"),
        replace(second, j1=Fact(value="no", source="me")),
        replace(third, tier_override="no"),
        *(planned(program.id) for program in PROGRAMS),
    )
    assert said(kept, "03-18 11:30", "no longer for you") == [
        "Remove from the plan what is no longer for you: Buckeye Valley Hospital · Internal Medicine (no longer "
        "on the "
        "list), Pine Harbor Clinic · Internal Medicine (known not to sponsor J-1 (me)) and 1 more."
    ]
    alone = state(me(), UNFILLED, replace(third, tier_override="no"), planned(third.id))
    assert said(alone, "03-18 11:30", "Remove it from") == [
        "Snake River · Internal Medicine is planned, but not for you, by your own choice. Remove it from the plan.",
    ]
    assert said(kept, "03-18 11:30", "not sent") == []


def test_of_many_planned_programs_that_are_gone_two_are_named_and_the_others_counted_in_one_sentence() -> None:
    gone = [replace(PROGRAMS[0], id=f"{1000 + n}140C0", listed="no") for n in range(5)]
    kept = state(me(), UNFILLED, *gone, *(planned(program.id) for program in gone))
    (sentence,) = said(kept, "03-18 11:30", "no longer for you")
    assert sentence.count("no longer on the list") == 2
    assert sentence.endswith(" and 3 more.")
    kept = state(me(), UNFILLED, *gone[:2], *(planned(program.id) for program in gone[:2]))
    (sentence,) = said(kept, "03-18 11:30", "no longer for you")
    assert sentence.count("no longer on the list") == 2
    assert " more" not in sentence


def test_the_users_own_tier_silences_every_reason_but_that_it_is_gone_or_closed() -> None:
    wanted = replace(PROGRAMS[0], type="R", tier_override="1")
    kept = state(me(), UNFILLED, wanted, planned(OHIO))
    assert said(kept, "03-18 11:30", "Remove it from") == []
    gone = kept.with_records([("programs", OHIO, replace(wanted, listed="no"))])
    assert said(gone, "03-18 11:30", "no longer on the list")


def test_what_is_marked_as_sent_before_applications_opened_is_to_be_looked_at() -> None:
    early = replace(sent(OHIO), sent=at("03-15 10:59"))
    kept = state(me(), UNFILLED, *PROGRAMS, early, sent(MAINE))
    assert said(kept, "03-15 19:00", "marked") == [
        "1 application is marked as sent before applications opened (Mon 15 Mar 11:00 EDT): did you really send "
        "it then?"
    ]
    assert said(SENT, "03-15 19:00", "marked") == []


@pytest.mark.parametrize(
    ("kept", "now"),
    [
        (PLANNED, "03-18 21:00"),
        (TAKEN.with_records([("applications", IDAHO, planned(IDAHO))]), "03-18 11:30"),
        (PLANNED.with_records([("profile", "me", me(match="matched"))]), "03-16 07:30"),
    ],
    ids=["SOAP is over", "an offer was accepted", "matched"],
)
def test_once_the_search_is_over_there_is_nothing_to_warn_of(kept: State, now: str) -> None:
    assert warnings(kept, WEEK, at(now)) == []


@settings(max_examples=150, deadline=None)
@given(kept=STATES, now=MOMENTS_ANY)
def test_whatever_is_kept_each_warning_is_one_sentence_or_two_and_no_more_is_to_be_sent_than_is_free(
    kept: State, now: datetime
) -> None:
    found = warnings(kept, WEEK, now)
    assert all(text.endswith((".", "?")) and "\n" not in text for text in found)
    assert len(found) == len(set(found))
    waiting = sending.to_send(kept, WEEK, now)
    assert all(waiting.get(meter.service, 0) <= meter.free for meter in sending.meters(kept, WEEK.limits))


def test_an_application_to_a_program_that_nobody_knows_still_counts() -> None:
    lost = Application(id="x", program="x", service="unknown", planned=at("03-15 12:00"))
    assert sending.to_send(state(lost), WEEK, at("03-16 07:30")) == {"ERAS": 1}
