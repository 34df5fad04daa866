"""An empty view says the one next thing and its key, by how near the week is."""

from contextlib import closing
from pathlib import Path

import pytest

from soaptui.records import Profile
from soaptui.screens import empty_views
from soaptui.screens.session import Session
from soaptui.store.change import build_change
from soaptui.store.store import Store
from tests.screens.helpers import clock_at


@pytest.mark.parametrize(
    ("view", "moment", "said"),
    [
        (
            "no_programs",
            "2026-11-28T09:00",
            "The list comes Mon 15 Mar 10:00 EDT. Until then import your own research",
        ),
        ("no_programs", "2027-03-15T10:00", "Press I: import the List of Unfilled Programs"),
        ("no_programs", "2027-03-20T10:00", "Press I: import R3's list of what is still unfilled."),
        ("no_programs", "2027-05-03T10:00", "Press 7: what comes next."),
        ("no_calls", "2026-11-28T09:00", "Press 6: practise your answers."),
        ("no_calls", "2027-03-16T08:00", "When the phone rings press c"),
        ("no_calls", "2027-03-20T10:00", "When the phone rings press c"),
        ("no_calls", "2027-05-03T10:00", "Press 7: what comes next."),
        ("no_offers", "2027-03-18T08:59", "Press D: write your decision sheet before it."),
        ("no_offers", "2027-03-18T09:00", "when one is there, press o."),
        ("no_offers", "2027-03-19T10:00", "Press 7: what comes next."),
        ("nothing_to_prepare", "2026-11-28T09:00", "t makes a task"),
        ("nothing_to_prepare", "2027-03-20T10:00", "Press 7: what comes next."),
        ("no_hours", "2026-11-28T09:00", "Press 5: what to prepare this week."),
        ("no_hours", "2027-03-17T10:00", "i adds an interview"),
        ("no_hours", "2027-03-20T10:00", "Press 7: what comes next."),
        ("not_after_yet", "2027-03-01T10:00", "Press 5: what to prepare this week."),
    ],
)
def test_the_next_thing_and_its_key(tmp_path: Path, view: str, moment: str, said: str) -> None:
    clock = clock_at(moment)
    with closing(Store.open(tmp_path, clock.now)) as store:
        assert said in getattr(empty_views, view)(Session(store, clock))


def test_whoever_matched_is_sent_on(tmp_path: Path) -> None:
    clock = clock_at("2027-03-16T12:00")
    with closing(Store.open(tmp_path, clock.now)) as store:
        store.commit(build_change("Profile", store.state, Profile(id="me", match="matched")))
        assert "Press 7" in empty_views.no_programs(Session(store, clock))
