"""The official page as text: what agrees, what differs, what is not taken and why. Never a guess."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.official_page.comparison import PageComparison, compare_page
from soaptui.official_page.page_lines import PageRefused
from soaptui.official_page.taking import page_label, taken_from_page
from soaptui.records import OfficialTime
from soaptui.refusal import Refusal
from soaptui.typed_time.official_time import read_official_time
from soaptui.week import official, zones
from soaptui.week.season import Season, load_season
from tests.unit.official_pages import PAGE_2024, PAGE_2026, PAGES, TABLE_2027

WEEK = load_season(2027)
NOW = zones.read_iso("2027-02-01T12:00")
IDS = [event.id for event in WEEK.events]
LINES = TABLE_2027.splitlines()


def of_year(year: int) -> Season:
    return load_season(year) if year > 2024 else official.made_for(year, WEEK)


def agreeing(page: PageComparison) -> list[str]:
    return [one.event.id for one in page.agree]


def differing(page: PageComparison) -> dict[str, str]:
    return {one.event.id: f"{zones.eastern(one.theirs):%d %H:%M}" for one in page.differ}


def reasons(page: PageComparison) -> str:
    return " ".join(one.why for one in page.not_understood)


@pytest.mark.parametrize("year", PAGES)
def test_the_pages_of_past_years_give_every_time(year: int) -> None:
    page = compare_page(PAGES[year], of_year(year))
    assert agreeing(page) == [event.id for event in of_year(year).events]
    assert (page.differ, page.missing) == ((), ())


def test_a_table_gives_every_time() -> None:
    page = compare_page(TABLE_2027, WEEK)
    assert agreeing(page) == IDS
    assert page.not_understood == ()


def test_a_web_page_saved_as_a_file_is_read_as_its_text() -> None:
    rows = "".join(f"<tr><td>{'</td><td>'.join(line.split(chr(9)))}</td></tr>" for line in LINES)
    page = compare_page(f"<!doctype html><html><body><table>{rows}</table></body></html>", WEEK)
    assert agreeing(page) == IDS


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_page_of_another_year_is_refused_by_its_year(year: int) -> None:
    with pytest.raises(PageRefused, match=f"page of {year}, and the season is 2027"):
        compare_page(PAGES[year], WEEK)


def test_the_year_of_a_page_in_short_lines_is_told_by_its_dates() -> None:
    with pytest.raises(PageRefused, match="page of 2026"):
        compare_page(PAGE_2026.partition("\n")[2], WEEK)


def test_a_page_that_never_says_its_year_is_told_by_its_weekdays() -> None:
    bare = PAGE_2026.replace(", 2026", "").replace(" 2026", "")
    assert "2026" not in bare
    assert len(compare_page(bare, of_year(2026)).agree) == len(IDS)
    with pytest.raises(PageRefused, match="page of 2026"):
        compare_page(bare, WEEK)


def test_a_date_without_year_and_weekday_is_not_sure() -> None:
    with pytest.raises(PageRefused, match="no year and no weekday"):
        compare_page("March 18 9:00 p.m. ET SOAP ends", WEEK)
    for title in ("2027 Main Residency Match", "MARCH 2027", "Match Week 2027"):
        assert agreeing(compare_page(f"{title}\nMarch 18 9:00 p.m. ET SOAP ends", WEEK)) == ["soap-ends"]


def test_a_title_of_another_year_is_believed_where_the_weekdays_fit_both() -> None:
    line = "Monday, March 15 10:00 a.m. ET: Applicants learn if they matched"
    assert agreeing(compare_page(f"{line}\nLast updated June 2026", WEEK)) == ["match-status"]
    with pytest.raises(PageRefused, match="page of 2021"):
        compare_page(f"2021 Main Residency Match\n{line}", WEEK)


def test_what_changed_in_2023_differs_from_the_page_of_the_year_before() -> None:
    text = "Monday, March 14, 2022 9:00 a.m. ET: Applicants learn if they matched"
    page = compare_page(text, official.made_for(2022, WEEK))
    assert differing(page) == {"match-status": "14 09:00"}
    assert page.differ[0].quote == text


ONE = "Monday, March 15, 2027 10:00 a.m. ET: Applicants learn if they matched"


@pytest.mark.parametrize(
    "line",
    [
        ONE,
        "Mon, Mar 15, 2027, 10 am ET - Applicants learn whether they matched",
        "Mon. 15 March 2027 10:00 AM (ET) applicants are told if they have matched",
        "10:00 a.m. Eastern Time, Monday, March 15, 2027: Match status",
        "Applicants learn if they matched\t10:00 A.M. EDT\t3/15/2027",
        "\u2022\u00a0Monday,\u00a0March\u00a015,\u00a02027\u00a010:00\u202fa.m.\u00a0ET:\u00a0Match status",
        "Monday, March\n15, 2027 10:00\na.m. ET: Applicants learn if they\nmatched",
        "Monday, March 15\n10:00 a.m. ET\nApplicants learn if they matched",
        "Monday, March 15\nApplicants learn if they matched\n10:00 a.m. ET",
        "Monday, March 15: Applicants learn if they matched\n10:00 a.m. ET",
        "10:00 a.m. ET / 7:00 a.m. PT Monday, March 15, 2027 Applicants learn if they matched",
    ],
)
def test_one_time_is_read_in_every_layout(line: str) -> None:
    page = compare_page(line, WEEK)
    assert (agreeing(page), page.differ, page.not_understood) == (["match-status"], (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Round 1: 9:00 a.m. – 11:00 a.m. ET",
        "9:00 a.m. ET – 11:00 a.m. Offer Round 1",
        "9–11 a.m. ET First Offer Round",
        "from 9:00 a.m. to 11:00 a.m. Eastern: SOAP Round One",
        "Round 1 opens at 9:00 a.m. ET and closes at 11:00 a.m. ET",
        "9:00 a.m. ET\nRound 1 opens\n11:00 a.m. ET\nRound 1 closes",
        "Round 1\n9:00 a.m. –\n11:00 a.m. ET",
        "9:00 a.m. ET\n– 11:00 a.m.\nET\nRound 1",
        "- 9:00 a.m. ET: Round 1 opens\n- 11:00 a.m. ET: Round 1 closes",
        "Round\tOpens\tCloses\nRound 1\t9:00 a.m. ET\t11:00 a.m. ET",
    ],
)
def test_a_round_is_read_in_every_layout(text: str) -> None:
    page = compare_page(f"Thursday, March 18, 2027\n{text}", WEEK)
    assert (agreeing(page), page.differ) == (["round-1-opens", "round-1-closes"], ())


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (ONE.replace("ET", "EST"), "it says EST, but Eastern Daylight Time (EDT) holds"),
        (ONE.replace("ET", "Eastern Standard Time"), "it says EST"),
        (ONE.replace("ET", "E.S.T."), "it says EST"),
        (ONE.replace("10:00 a.m. ET", "EST 10:00 a.m."), "it says EST"),
        ("Updated Monday, March 15, 2027\n10:00 a.m. ET Match status", "that of the page itself"),
        (ONE.replace("10:00 a.m. ET", "10:00 a.m. CT"), "in CT, not in Eastern Time"),
        ("Thursday, March 18, 2027 9:00 a.m. EST – 11:00 a.m. ET Round 1", "it says EST"),
        ("All times EST\n" + ONE.replace(" ET", ""), "it says EST"),
        ("Wednesday, March 3, 2027 9:00 p.m. EDT Rank order lists due", "Eastern Standard Time (EST) holds"),
        (ONE.replace("Monday", "Tuesday"), "15 March 2027 is a Monday, not a Tuesday"),
        (ONE.replace("10:00 a.m.", "10:00"), "can be read in more than one way"),
        (ONE.replace("10:00 a.m.", "25:00 a.m."), "can be read in more than one way"),
        (ONE.replace("March 15, 2027", ""), "it has no date"),
        (ONE.replace("March 15", "March 35"), "its day cannot be read"),
        ("Thursday, March 18\nMonday, 10:00 a.m. ET: Applicants learn if they matched", "its weekday is not that"),
        (ONE.replace("15", "15-19"), "no single day"),
        (ONE.replace("10:00 a.m. ET", "10:00 a.m. ET, 11:00 a.m. ET"), "more than one time"),
        ("Thursday, March 18, 2027 9:00 a.m. ET Round 1", "it is not clear if the round opens or closes"),
        ("Thursday, March 18, 2027 midnight ET SOAP ends", "more than one way"),
        (ONE + "\n" + ONE.replace("10:00", "11:00"), "more than one time for it"),
        (
            "Monday, March 15\nMatch status\n10:00 a.m. ET\nERAS opens\n12:00 p.m. ET",
            "not clear which",
        ),
        ("Monday, March 15\n10:00 a.m. ET\n11:00 a.m. ET\nMatch status\nERAS opens", "not clear which"),
        ("Match status\nMonday, March 15, 2027 10:00 a.m. ET\nERAS opens", "not clear which"),
        ("Match Week, March 15-19, 2027\n10:00 a.m. ET Applicants learn if they matched", "no single day"),
        (ONE.replace("learn", "will not yet learn"), "it says “not yet”"),
        (ONE.replace("a.m. ET", "a.m. ET (tentative)"), "it says “tentative”"),
        (ONE.replace("10:00 a.m. ET", "approximately 10:00 a.m. ET"), "it says “approximately”"),
        (ONE + ", subject to change", "it says “subject to change”"),
        (ONE.replace("10:00 a.m. ET", "9:00 a.m. ET (previously 10:00 a.m. ET)"), "more than one time"),
        (
            "Monday, March 15, 2027 10:00 a.m. ET: List of Unfilled Programs not available before",
            "it says “not avail",
        ),
    ],
)
def test_a_line_that_is_not_sure_is_said_and_not_taken(line: str, why: str) -> None:
    with pytest.raises(PageRefused, match=re.escape(why)):
        compare_page(line, WEEK)
    both = compare_page(f"{line}\nThursday, March 18, 2027 9:00 p.m. ET: SOAP ends", WEEK)
    assert (agreeing(both), both.differ) == (["soap-ends"], ())
    assert why in reasons(both)


@pytest.mark.parametrize(
    "line",
    [
        "Thursday, March 18, 2027 11:00 a.m. ET: updated List of Unfilled Programs after Round 1",
        "Thursday, March 18, 2027 8:55 a.m. ET: programs must certify their Round 1 preference list",
        "Monday, March 15, 2027 9:30 a.m. ET: List of Unfilled Programs for medical schools",
        "Wednesday, September 2, 2026 9:00 a.m. ET: applicants may begin submitting applications",
        "Friday, March 19, 2027 11:00 a.m. ET: Match Day ceremonies at schools",
        "Tuesday, March 16, 2027 8:00 a.m. ET: ERAS opens for programs",
        "Monday, February 1, 2027 12:00 p.m. ET: Rank order list entry opens",
        "Tuesday, March 16, 2027 11:30 a.m. ET: programs may enter preference lists",
        "Wednesday, March 17, 2027 12:00 p.m. ET: Match Day of the Pediatric Fellowship Match",
        "Monday, March 15, 2027 12:00 p.m. ET: Military Match: applicants learn if they matched",
    ],
)
def test_what_is_about_something_else_names_no_event(line: str) -> None:
    page = compare_page(f"Friday, March 19, 2027 12:00 p.m. ET: Match Day\n{line}", WEEK)
    assert (agreeing(page), page.differ) == (["match-day"], ())


@pytest.mark.parametrize(
    "text", ["", "hello", "%PDF-1.7 ...", "a" * 200_000, "Office hours 9:00 a.m. – 5:00 p.m. ET"]
)
def test_a_text_that_holds_nothing_of_this_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refusal):
        compare_page(text, WEEK)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("applications-released", "Programs participating in SOAP can begin to review applications"),
        ("applications-released", "Applications are released to programs"),
        ("applications-open", "ERAS opens for SOAP"),
        ("applications-open", "Applicants may prepare applications to programs on the List of Unfilled Programs"),
        ("unfilled-list", "SOAP begins"),
        ("match-status", "Applicants are informed by email whether they matched"),
        ("match-day", "Applicants find out where they matched"),
        ("soap-ends", "SOAP concludes; the final List of Unfilled Programs is posted"),
        ("rank-deadline", "Deadline for applicants and programs to certify a rank order list"),
    ],
)
def test_an_event_is_named_in_more_than_one_way(event: str, words: str) -> None:
    wall = zones.eastern(WEEK.event(event).at)
    text = f"{wall:%A, %B} {wall.day}, 2027 {wall.hour % 12 or 12}:00 {'ap'[wall.hour >= 12]}.m. ET: {words}"
    page = compare_page(text, WEEK)
    assert (agreeing(page), page.differ, page.not_understood) == ([event], (), ())


EVENT_FIRST = """\
Applicants learn if they
matched
Monday, March 15, 2027 10:00 a.m. ET
ERAS opens
Monday, March 15, 2027 11:00 a.m. ET
Offer Round 1
Thursday, March 18, 2027
9:00 a.m. – 11:00 a.m. ET
Offer Round 2
Thursday, March 18, 2027
12:00 p.m. – 2:00 p.m. ET
"""


def test_words_that_stand_above_their_day_and_time_are_not_taken_for_those_below() -> None:
    page = compare_page("Dates of Match Week 2027\n" + EVENT_FIRST, WEEK)
    rounds = [f"round-{number}-{what}" for number in (1, 2) for what in ("opens", "closes")]
    assert (agreeing(page), page.differ) == (["match-status", "applications-open", *rounds], ())
    assert agreeing(compare_page(EVENT_FIRST + "Match Day", WEEK)) == agreeing(page)
    moved = compare_page(EVENT_FIRST.replace("12:00 p.m.", "12:30 p.m."), WEEK)
    assert differing(moved) == {"round-2-opens": "18 12:30"}


def test_a_single_time_of_a_page_differs_in_two_lines_too() -> None:
    page = compare_page("Monday, March 15, 2027\n9:00 a.m. ET\nApplicants learn if they matched", WEEK)
    assert differing(page) == {"match-status": "15 09:00"}


# -- never a wrong time


def _later(line: str) -> str:
    """The same line with another time."""
    return re.sub(r"\d+:00", lambda found: found[0].replace(":00", ":20"), line)


@given(st.lists(st.sampled_from(LINES[1:]), unique=True), st.data())
def test_lines_in_any_order_and_half_of_them_wrong_mark_only_what_is_right(
    lines: list[str], data: st.DataObject
) -> None:
    wrong = set(data.draw(st.lists(st.sampled_from(lines), unique=True))) if lines else set()
    text = "\n".join(_later(line) if line in wrong else line for line in lines)
    expected = [event for event, line in zip(IDS, LINES[1:], strict=True) if line in lines and line not in wrong]
    try:
        page = compare_page(text, WEEK)
    except PageRefused:
        assert not lines
        return
    assert agreeing(page) == expected
    assert len(page.differ) == len(wrong)


@pytest.mark.parametrize(
    ("year", "text"),
    [*PAGES.items(), (2027, TABLE_2027), (2027, EVENT_FIRST)],
    ids=[*map(str, PAGES), "table", "words"],
)
def test_a_page_that_was_cut_at_either_end_never_differs(year: int, text: str) -> None:
    lines = text.splitlines()
    # Two lines alone may be a time and the words of the next one: that cannot be seen.
    cuts = [lines[:end] for end in range(7, len(lines))] + [lines[start:] for start in range(len(lines) - 6)]
    for piece in cuts:
        try:
            page = compare_page("\n".join(piece), of_year(year))
        except Refusal:
            continue
        assert page.differ == ()


@given(st.sampled_from([*PAGES.items(), (2027, TABLE_2027)]), st.integers(0, 2000), st.integers(0, 2000))
def test_any_piece_of_a_page_is_compared_or_refused(of: tuple[int, str], start: int, end: int) -> None:
    year, text = of
    try:
        page = compare_page(text[start:end], of_year(year))
    except Refusal:
        return
    assert len(page.agree) + len(page.differ) + len(page.missing) == len(IDS)


@given(st.permutations(PAGE_2024.splitlines()))
def test_whole_lines_say_the_same_in_any_order(lines: list[str]) -> None:
    page = compare_page("\n".join(lines), of_year(2024))
    assert (agreeing(page), page.differ) == ([event.id for event in of_year(2024).events], ())


@given(st.text(alphabet="Monday,March 15278:00apm.ETS\n–Round1opens;\t", max_size=200))
def test_any_text_is_compared_or_refused(text: str) -> None:
    try:
        page = compare_page(text, WEEK)
    except Refusal:
        return
    assert page.agree or page.differ


# -- taken


def taken(text: str, season: Season = WEEK, *, differing: bool = False) -> dict[str, OfficialTime]:
    marks = taken_from_page(compare_page(text, season), season, {}, NOW, differing=differing)
    return {mark.id: mark for mark in marks}


def test_what_agrees_is_seen_with_its_line() -> None:
    times = taken(TABLE_2027)
    week = official.season_amended(WEEK, times)
    assert official.unseen(week) == []
    assert [event.at for event in week.events] == [event.at for event in WEEK.events]
    assert "Round 1 opens" in week.event("round-1-opens").source


def test_what_differs_is_taken_only_when_that_is_asked_for() -> None:
    text = TABLE_2027.replace("9:00 a.m. ET\tRound 1 opens", "9:30 a.m. ET\tRound 1 opens")
    assert "2027/round-1-opens" not in taken(text)
    times = taken(text, differing=True)
    event = official.season_amended(WEEK, times).event("round-1-opens")
    assert f"{zones.eastern(event.at):%H:%M}" == "09:30"
    assert official.is_seen(event)
    assert times["2027/round-1-opens"].quote.endswith("9:30 a.m. ET Round 1 opens")
    page = compare_page(text, WEEK)
    assert page_label(page, WEEK, list(times.values())).endswith("14 times seen on nrmp.org, 1 time corrected")


def test_a_page_that_puts_the_week_out_of_order_is_refused() -> None:
    text = TABLE_2027.replace("9:00 a.m. ET\tRound 1 opens", "11:30 a.m. ET\tRound 1 opens")
    with pytest.raises(Refusal, match="cannot all be right: Round 1 closes would not be after Round 1 opens"):
        taken(text, differing=True)
    assert len(taken(text)) == len(IDS) - 1


def test_there_is_nothing_to_take_twice_or_where_nothing_agrees() -> None:
    times = taken(ONE)
    week = official.season_amended(WEEK, times)
    with pytest.raises(Refusal, match="You already marked what agrees"):
        taken_from_page(compare_page(ONE, week), week, times, NOW)
    with pytest.raises(Refusal, match="No time of the page agrees, and 1 time differs"):
        taken(ONE.replace("10:00", "9:00"))


def test_a_correction_by_hand_is_not_what_the_page_said() -> None:
    times = taken(ONE)
    week = official.season_amended(WEEK, times)
    word = official.time_corrected(
        week, times, "match-status", read_official_time("10:30", week.event("match-status").at)
    )
    assert word is not None
    assert (word.quote, word.seen) == ("", None)
    assert official.marked_as_seen(week, times, "match-status", None).quote == ""
