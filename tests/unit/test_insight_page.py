"""The Insight page in lines: what it says of each case, in any width, and in plain ASCII."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui import ways
from soaptui.insight.page import insight_page
from soaptui.insight.report import InsightReport, insight_report, report_as_json
from soaptui.records import ListVersion, Program, State, replace
from tests.unit.insight_helpers import SEASON, THURSDAY, listed, past, state_of_figures
from tests.unit.test_insight_figures import LISTS, PROGRAMS, THREE, WEEK


def report_of(*programs: Program, versions: tuple[ListVersion, ...] = (), **more: Any) -> InsightReport:
    """The report of these."""
    return insight_report(state_of_figures(programs, versions), SEASON, **more)


def told(report: InsightReport, width: int = 100) -> str:
    """The page in one piece."""
    return "\n".join(insight_page(report, width).lines)


def test_nothing_at_all_says_the_one_next_thing() -> None:
    page = ways.typed(told(insight_report(State(), SEASON)))
    assert page.startswith(
        "PAST MATCHES: POSITIONS LEFT OVER\nNo results of past years have been imported yet. "
        "Import them (soaptui import FILE --as results): a table with columns such as 2026 Quota and 2026 Matched.\n"
    )
    assert "BY SPECIALTY" not in page
    assert "No list of this week has been imported yet." in page
    assert "Your lists do not show it yet" in page


def test_a_filter_that_finds_no_results_asks_for_no_import() -> None:
    page = told(report_of(*THREE, Program(id="x", state="NV"), where="state:NV", among={"x"}))
    assert page.startswith("Only the 1 program of: state:NV")
    assert "None of these programs has a result of a past year." in page
    assert "Import them" not in page


def test_a_filter_that_finds_no_program_says_so() -> None:
    assert told(report_of(*THREE, where="state:ZZ", among=set())).startswith("No program is found by: state:ZZ\n")


def test_years_with_a_gap_say_which_is_missing() -> None:
    one = past("1001320C0", y2022=(8, 6), y2025=(8, 8), y2026=(8, 7))
    page = told(report_of(one))
    assert "Positions left over of those offered, in 3 Matches; no results of 2023, 2024." in page
    assert "Pediatrics  █··▁▅   12%  3 of 24" in page
    assert "Share left over in each year, 2022-2026, and in all. ▁ none, · no figure" in page


def test_one_year_is_one_year() -> None:
    page = told(report_of(past("1001320C0", y2026=(8, 6))))
    assert "in 1 Match." in page
    assert "Share left over in each year, 2026, and in all." in page
    assert "Pediatrics  █   25%  2 of 8" in page


def test_what_never_left_any_over_is_named_without_a_plot() -> None:
    page = told(report_of(past("1001320C0", y2026=(8, 8)), past("1002120C0", "TX", y2026=(4, 1))))
    assert "Nothing left over in any year: Pediatrics." in page
    assert "Nothing left over in any year: Ohio." in page
    assert "Texas  █   75%  3 of 4" in page


def test_a_share_is_never_rounded_to_nothing_or_to_all() -> None:
    page = told(report_of(past("1001320C0", y2026=(900, 899))))
    assert "1 of 900   <1%" in page.replace("  <1%", "   <1%")
    assert ">99%" in told(report_of(past("1001320C0", y2026=(900, 1))))


def test_the_week_is_told_list_by_list() -> None:
    page = told(report_of(*(replace(one, listed="yes") for one in THREE), versions=WEEK))
    assert "Mon 15 Mar 10:05  █████████████████████▊    20 open\n  no round over yet, 3 programs\n" in page
    flat = " ".join(page.split())
    assert "after round 1, 3 programs, 10 gone and 0 new since the list before, 55% of those before" in flat
    assert "Pediatrics  ▇█▅▄  20 at first, 9 now" in page
    assert "Your lists of 2027: 18% left after round 2, 4 of 22 positions." in page
    assert "LEFT AFTER ROUND 2, BY SPECIALTY" in page
    assert "The chances of the 3 programs on the list: 3 from the program's own past Matches." in page


def test_a_program_without_a_number_is_said() -> None:
    assert "2 programs, 1 without a number" in told(
        report_of(versions=(listed(f"{THURSDAY}T11:10", p1001=None, p1002=1),))
    )


def test_where_nothing_can_be_worked_out_the_rest_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pandas", None)
    report = report_of(*THREE, versions=WEEK)
    page = told(report)
    assert page.startswith("The tables of this page need pandas, which does not load here (")
    assert "No results of past years" not in page
    assert "No list of this week" not in page
    assert "Your lists do not show it yet" not in page
    assert "PUBLISHED NUMBERS OF ALL OF SOAP" in page
    assert report_as_json(report)["problem"] == report.problem


@settings(max_examples=80, deadline=None)
@given(PROGRAMS, LISTS, st.integers(40, 140), st.booleans())
def test_no_line_is_wider_than_the_page_and_plain_is_ascii(
    programs: list[Program], versions: list[ListVersion], width: int, plain: bool
) -> None:
    report = report_of(*programs, versions=tuple(versions))
    page = insight_page(report, width, plain=plain)
    lines = [line for line in page.lines if not ways.named_in(line)]
    assert max(map(len, lines)) <= width
    assert not plain or all(line.isascii() for line in lines)
    assert {*page.headings} <= {*page.lines}
    assert all(line == line.rstrip() for line in page.lines)


def test_the_json_has_every_figure_and_its_share() -> None:
    found = json.loads(json.dumps(report_as_json(report_of(*THREE, versions=WEEK))))
    assert found["years"][1] == {
        "year": 2025, "programs": 2, "offered": 20, "unfilled": 10, "with_left": 2, "share": 0.5,
    }  # fmt: skip
    assert found["states"][0]["name"] == "TX"
    assert found["states"][0]["years"][1]["share"] == 0.6667
    assert found["rounds"][1] == {"year": 2027, "round": 2, "base": 22, "left": 4, "share": 0.1818}
    assert found["lists"][0]["at"] == "2027-03-15T14:05:00Z"
    assert found["published"]["rounds"][1]["filled"] == 0.8
    assert found["chances"] == {"from": {}, "told": ""}
