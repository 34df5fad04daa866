"""Cut-offs, specialties and the limit on the command line: set, held against the profile, and obeyed by the plan."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.terminal.conftest import Run

Ask = Callable[..., Any]
MONDAY = ("--at", "2027-03-15T14:00")
LIST = """Code,Institution,Program,Positions Unfilled,J-1,YOG,Attempts,As of
9001140C0,Quill Harbor,Internal Medicine,4,Yes,5 years,,Jan 2027
9002140C0,Mossgrove,Internal Medicine,4,Yes,10 years,,Jan 2027
9003320C0,Fennbridge,Pediatrics,4,Yes,recent,,Jan 2027
9004120C0,Lakeside,Family Medicine,9,Yes,,,Jan 2027
9005999P0,Transit House,Transitional Year,9,Yes,,,Jan 2027
9006140C0,Strict House,Internal Medicine,9,Yes,,no attempts,Jan 2027
"""


def test_the_plan_obeys_cut_offs_specialties_and_the_limit(answer: Ask, soaptui: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    taken = answer("import", str(path), "--as", "unfilled", *MONDAY)
    assert taken["not_understood"] == [{"column": "YOG", "texts": {"recent": 1}}]
    answer("profile", "set", "visa=J-1", "match=unmatched", "graduation-year=2018", "failed-tries=2")
    answer("profile", "set", "specialties=Pediatrics and Internal Medicine")
    told = answer("plan", *MONDAY)
    assert set(told["chosen"]) == {"9002140C0", "9003320C0"}
    assert {each["code"]: each["because"] for each in told["not_proposed"]} == {
        "9001140C0": "cut-off", "9004120C0": "specialty", "9005999P0": "one part", "9006140C0": "cut-off",
    }  # fmt: skip
    assert "43 slots are left over. 1 position is one year only or needs a first year" in told["question"]
    text = soaptui("plan", *MONDAY).stdout
    assert "excluded: 5 years since graduation, you have 9 (list.csv, Jan 2027)" in text
    assert "excluded: no failed try of an exam, you have 2 (list.csv, Jan 2027)" in text
    assert "your own assumptions" not in text
    filled = answer("plan", "--one-year", "last", *MONDAY)
    assert filled["chosen"][-1] == "9005999P0"
    assert filled["question"] == ""

    edited = answer(
        "program", "set", "9001140C0", "years=10", "--source", "their site", "--as-of", "Mar 2027", *MONDAY
    )
    assert edited["notes"] == []
    assert "9001140C0" in answer("plan", *MONDAY)["chosen"]
    refused = soaptui("program", "set", "9001140C0", "years=soon", *MONDAY)
    assert refused.returncode == 2
    assert "write 5 years" in refused.stderr
    assert answer("season", "set", "eras", "2", *MONDAY)["limit"] == 2
    assert len(answer("plan", *MONDAY)["chosen"]) == 2
    assert answer("season", *MONDAY)["limits"][0]["corrected"] is True
