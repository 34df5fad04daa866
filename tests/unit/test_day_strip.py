"""A day as a strip on a page: where things lie on it, and that nothing of a user becomes markup."""

from datetime import timedelta

from soaptui.document import PrintedPage
from soaptui.exports.day_strip import day_strip
from soaptui.exports.html import html_document
from soaptui.exports.svg import strip_svg
from soaptui.records import Interview, Profile, Program, State
from soaptui.week import zones
from soaptui.week.season import load_season

SEASON = load_season(2027)
THURSDAY = zones.eastern_instant("2027-03-18T10:12")
HOSTILE = Program(id="1234140C0", code="1234140C0", institution='<script>"alert"</script>', name="Internal Medicine")


def state(*interviews: Interview) -> State:
    return State(
        profile={"me": Profile(id="me", zone="Asia/Colombo")},
        programs={HOSTILE.id: HOSTILE},
        interviews={interview.id: interview for interview in interviews},
    )


def test_rounds_marks_the_night_at_home_and_now_lie_where_their_hours_are() -> None:
    meeting = Interview(id="meeting", program=HOSTILE.id, at=zones.eastern_instant("2027-03-18T14:30"))
    (strip,) = day_strip(state(meeting), SEASON, THURSDAY, "Asia/Colombo")
    opens = zones.eastern_instant("2027-03-18T08:00")
    rounds = [stretch for stretch in strip.stretches if stretch.kind == "round"]
    assert [stretch.text for stretch in rounds] == [f"Round {number}" for number in range(1, len(SEASON.rounds) + 1)]
    for stretch, window in zip(rounds, SEASON.rounds, strict=True):
        assert abs(stretch.start - (window.opens - opens) / timedelta(hours=13)) < 0.001
        assert abs(stretch.end - (window.closes - opens) / timedelta(hours=13)) < 0.001
    assert [(mark.at, mark.text) for mark in strip.marks] == [(0.5, "●")]
    assert strip.now is not None and abs(strip.now - 132 / 780) < 0.001
    assert strip.home == "Colombo" and strip.home_hours[0].text == "17:30"
    assert {len(row) <= 83 for row in strip.rows} == {True}


def test_a_page_that_knows_no_moment_has_no_needle_and_an_empty_day_no_strip() -> None:
    (strip,) = day_strip(state(), SEASON, SEASON.rounds[0].opens, "", day=SEASON.rounds[0].opens)
    assert strip.now is None and not strip.home
    assert day_strip(state(), SEASON, zones.eastern_instant("2027-01-12T10:00"), "") == ()


def test_a_programs_name_is_text_in_the_drawing() -> None:
    meeting = Interview(id="meeting", program=HOSTILE.id, at=THURSDAY + timedelta(hours=1))
    strips = day_strip(state(meeting), SEASON, THURSDAY, "Asia/Colombo")
    drawn = "\n".join(line for strip in strips for line in strip_svg(strip))
    assert "&lt;script&gt;&quot;alert&quot;" in drawn and "<script" not in drawn
    assert "<script" not in html_document(PrintedPage(title="x", dateline="", blocks=strips), "test")
