"""The day on which the version was made is one that the clock can be held to."""

import re

from soaptui import MADE
from soaptui.computer_clock import check
from soaptui.week import season, zones


def test_it_is_a_day_before_the_last_season_that_ships_and_after_the_one_before() -> None:
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", MADE)
    *_, before, last = season.season_years()
    assert season.load_season(before).ends < check.made_at() < season.load_season(last).ends
    assert check.made_at() == zones.read_iso(MADE)
