"""What a refreshed list changed, as the Timeline says it beside what is to be done."""

from pathlib import Path

from tests.screens.helpers import clock_at, dashboard
from tests.unit.test_refreshed_list import CAME, GENETICS, after_refresh


async def test_who_came_and_who_went_stands_in_the_now_panel(tmp_path: Path) -> None:
    state = after_refresh(CAME, GENETICS)
    tables = (state.profile, state.programs, state.list_versions, state.applications)
    records = [record for table in tables for record in table.values()]
    async with dashboard(tmp_path, *records, clock=clock_at("2027-03-18T11:20"), size=(120, 40)) as board:
        due = board.text("#due")
        assert due.startswith("NEW GENETICS PROGRAM: Gene House")
        assert "Gone, and you applied: Sent House" in due
        assert "New, and fits you: New House" in due
        assert "Planned House, planned, left the list: its slot is free again." in board.text("#action")
