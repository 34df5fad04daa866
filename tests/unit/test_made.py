"""The day on which the version was made is one that the clock can be held to."""

import re

from soaptui import MADE, clockcheck
from soaptui.week import season, zones


def test_it_is_a_day_before_the_last_season_that_ships_and_after_the_one_before() -> None:
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", MADE)
    *_, before, last = season.years()
    assert season.load(before).ends < clockcheck.made_at() < season.load(last).ends
    assert clockcheck.made_at() == zones.read_iso(MADE)
