"""The program table for a spreadsheet: what stands where, what can never run, and that it comes back as it was."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.exports.export_file import export_of
from soaptui.exports.table import COMPUTED, FIXED, guarded, own_heading, rows_csv
from soaptui.exports.workbook import CELL_CHARACTERS, rows_xlsx
from soaptui.imports import merge, table_file, workbook_reading
from soaptui.imports.headers import RUN
from soaptui.programs.listing import Listing, ProgramRow
from soaptui.records import Application, Fact, Genetics, ListVersion, Program, State, YearResult, replace
from soaptui.text import clean
from soaptui.week import season
from tests.unit.lists import NOW, applied, imported

HEADERS = (
    "Code,ACGME ID,Institution,Program,City,State,Region,Setting,Service,In SOAP,Positions Offered,"
    "Positions Unfilled,J-1,J-1 Source,J-1 As Of,H-1B,H-1B Source,H-1B As Of,Takes IMGs,Takes IMGs Source,"
    "Takes IMGs As Of,IMG %,Genetics Department,Genetics Clinic,Genetics Rotation,Genetics Research,Subspecialties,"
    "Phone,Email,Website,Talking Points,Notes,Tags,Chance,Value,My Tier,My Reason,"
    "2025 Quota,2025 Matched,2026 Quota,2026 Matched,Mentor,Comments (yours),Tier,Fit,Application,Why"
)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1 614 555 0100",
    "-2+3",
    "＝1＋1",
    "＋1 614 555 0100",
    "－2",
    "＠SUM(A1:A9)",
    "@SUM(A1:A9)",
    "\t=1+1",
    "[/red] [@click=app.quit]x[/]",
    "\x1b]0;owned\x07\x1b[2J\x9b31m\u202etxt",
    "'=quoted already",
    "https://example.org/x?a=1&b=2",
    "0123456789",
    'Krankenhaus Süd, 東京病院 🏥 ‘St. Mary’ "quoted"',
    "_x0041_",
    "NA",
)
FULL = Program(
    id="9001140C0",
    code="9001140C0",
    type="C",
    specialty="Internal Medicine",
    acgme_id="0403521234",
    institution="Quill Harbor Medical Center-OH",
    name="Internal Medicine",
    city="Quill",
    state="OH",
    region="Midwest",
    setting="university-affiliated",
    j1=Fact(value="yes", source="FREIDA", as_of="2027-02"),
    h1b=Fact(value="no", source="program website", as_of="Feb 2027"),
    imgs=Fact(value="yes", source="residents' page", as_of="2026"),
    img_percent=62.5,
    genetics=Genetics(department=Fact(value="yes"), clinic=Fact(value="no"), research=Fact(value="yes")),
    subspecialties="strong",
    service="ERAS",
    in_soap="yes",
    quota=8,
    listed="yes",
    unfilled=4,
    results={"2025": YearResult(quota=8, matched=8), "2026": YearResult(quota=8, matched=4)},
    phone="+1 614 555 0100",
    email="im@example.org",
    url="https://example.org/im",
    talking_points="they have a clinic for rare diseases\nask for the genetics track",
    notes="- spoke on Tuesday\n- = they liked it",
    tags=("first", "ohio"),
    columns={"Mentor": "=Dr. Abara", "Comments": "kind"},
    chance=0.03,
    value=80.0,
    tier_override="1",
    override_reason="they know me",
)


def stored(*programs: Program, **more: Any) -> State:
    """A state with these programs, and what else is given."""
    return State(programs={program.id: program for program in programs}, **more)


def rows_of(state: State) -> list[ProgramRow]:
    """The rows of a state."""
    return Listing().rows(state, {})


def csv_cells(state: State) -> list[dict[str, str]]:
    """The exported CSV as a spreadsheet would read it, by heading."""
    return list(csv.DictReader(io.StringIO(rows_csv(rows_of(state), state).decode("utf-8-sig"), newline="")))


def sheet_of(state: State) -> Any:
    """The exported workbook's sheet, as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(rows_xlsx(rows_of(state), state))).worksheets[0]


def xlsx_cells(state: State) -> list[dict[str, Any]]:
    """The exported workbook's rows by heading."""
    headers, *rows = sheet_of(state).iter_rows(values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows]


def exported(state: State, suffix: str) -> list[table_file.TextSheet]:
    """The export, read again as a file that is imported; a workbook in this process, for there are many examples."""
    write = rows_csv if suffix == "csv" else rows_xlsx
    with pytest.MonkeyPatch.context() as here:
        here.setattr(table_file, "opened_apart", workbook_reading.open_workbook)
        return table_file.tables_of_bytes(f"mine.{suffix}", write(rows_of(state), state))


def of_the_user(program: Program) -> Program:
    """A program without what only the official list, or no column of an export, can know."""

    def bare(fact: Fact) -> Fact:
        return Fact(value=fact.value)

    found = program.genetics
    return replace(
        program,
        listed="unknown",
        unfilled=None,
        genetics=Genetics(
            department=bare(found.department),
            clinic=bare(found.clinic),
            rotation=bare(found.rotation),
            research=bare(found.research),
        ),
    )


def test_the_columns_are_those_agreed_then_the_years_the_users_own_and_what_is_worked_out() -> None:
    state = stored(FULL)
    (row,) = csv_cells(state)
    assert ",".join(row) == HEADERS
    assert HEADERS.startswith(",".join(FIXED))


def test_what_a_code_says_has_columns_where_a_program_has_no_code_yet() -> None:
    own = Program(id="own-1a2b3c4d", institution="Quill Harbor", specialty="Internal Medicine", type="C")
    coded, bare = sorted(csv_cells(stored(FULL, own)), key=lambda row: row["Code"], reverse=True)
    assert (bare["Code"], bare["Specialty"], bare["Type"]) == ("", "Internal Medicine", "C")
    assert (coded["Code"], coded["Specialty"], coded["Type"]) == ("9001140C0", "", "")


def test_facts_are_yes_or_no_and_empty_where_nothing_is_known() -> None:
    (known,) = csv_cells(stored(FULL))
    assert [known[name] for name in ("J-1", "J-1 Source", "J-1 As Of", "H-1B", "Takes IMGs")] == [
        "yes", "FREIDA", "2027-02", "no", "yes",
    ]  # fmt: skip
    assert [known[f"Genetics {part}"] for part in ("Department", "Clinic", "Rotation", "Research")] == [
        "yes", "no", "", "yes",
    ]  # fmt: skip
    assert (known["Setting"], known["Service"], known["In SOAP"]) == ("university-affiliated", "ERAS", "yes")
    (bare,) = csv_cells(stored(Program(id="9001140C0", code="9001140C0")))
    assert {text for header, text in bare.items() if header not in (*COMPUTED, "Code")} == {""}


def test_open_positions_are_those_of_the_list_and_none_where_a_list_leaves_the_program_out() -> None:
    other = replace(FULL, id="9001320C0", code="9001320C0", listed="unknown", unfilled=None)
    assert {row["Code"]: row["Positions Unfilled"] for row in csv_cells(stored(FULL, other))} == {
        "9001140C0": "4",
        "9001320C0": "",
    }
    version = ListVersion(id="v1", at=NOW, source="list.csv")
    with_list = stored(FULL, other, list_versions={"v1": version})
    assert {row["Code"]: row["Positions Unfilled"] for row in csv_cells(with_list)}["9001320C0"] == "0"


def test_what_is_worked_out_stands_at_the_end() -> None:
    application = Application(id=FULL.id, program=FULL.id, service="ERAS", planned=NOW, sent=NOW)
    (row,) = csv_cells(stored(FULL, applications={FULL.id: application}))
    assert (row["Tier"], row["Application"]) == ("1", "sent")
    assert row["Why"].startswith("your choice: they know me")
    assert row["Fit"].isdecimal()


def test_the_csv_is_what_excel_on_windows_opens() -> None:
    state = stored(replace(FULL, institution="Ñandú Hospital, São Paulo"))
    data = rows_csv(rows_of(state), state)
    assert data.startswith(b"\xef\xbb\xbfCode,ACGME ID,")
    assert data.endswith(b"\r\n")
    assert '"Ñandú Hospital, São Paulo"'.encode() in data


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_is_a_formula_in_csv(text: str) -> None:
    state = stored(replace(FULL, institution=text, notes=text, tags=(text,), columns={text: text}, phone=text))
    data = rows_csv(rows_of(state), state)
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert len(cells) > 80
    assert not [cell for cell in cells if cell[:1] in tuple(RUN)]
    assert not set(data.decode()) & {"\x1b", "\x07", "\x9b", "\u202e"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_is_a_formula_a_link_or_a_number_in_xlsx(text: str) -> None:
    state = stored(replace(FULL, institution=text, notes=text, columns={text: text}, url=text))
    sheet = sheet_of(state)
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s", "n"}
    assert not [cell for cell in found if cell.hyperlink]
    (row,) = xlsx_cells(state)
    assert isinstance(row["Institution"], str)
    assert not set(row["Institution"]) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_text_stands_in_a_workbook_as_it_is() -> None:
    for text in ("=cmd|' /C calc'!A0", "[/red]", "_x0041_", "東京病院 🏥", 'a "b"\nc', "0012", "NA"):
        (row,) = xlsx_cells(stored(replace(FULL, notes=text)))
        assert row["Notes"] == text
        state = stored(replace(FULL, notes=text))
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(rows_xlsx(rows_of(state), state)))
        headers, cells = book.get_sheet_by_index(0).to_python()
        assert cells[headers.index("Notes")] == text


def test_a_workbook_has_a_bold_frozen_first_row_with_a_filter_and_numbers_that_are_numbers() -> None:
    state = stored(FULL, replace(FULL, id="9001320C0", code="9001320C0"))
    sheet = sheet_of(state)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}3"
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    row = xlsx_cells(state)[0]
    assert (row["Positions Offered"], row["IMG %"], row["Chance"], row["2026 Matched"]) == (8, 62.5, 0.03, 4)
    assert (row["Code"], row["ACGME ID"], row["My Tier"], row["Tier"]) == ("9001140C0", "0403521234", "1", "1")
    widths = {sheet.cell(1, n).value: sheet.column_dimensions[sheet.cell(1, n).column_letter].width for n in (1, 3)}
    assert 6 < widths["Code"] < widths["Institution"] < 50


def test_a_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    (row,) = xlsx_cells(stored(replace(FULL, notes="x" * 30_000)))
    assert row["Notes"] == "x" * 30_000
    (row,) = xlsx_cells(stored(replace(FULL, notes="🏥" * 20_000)))
    assert row["Notes"] == "🏥" * (CELL_CHARACTERS // 2)
    assert csv_cells(stored(replace(FULL, notes="🏥" * 20_000)))[0]["Notes"] == "🏥" * 20_000


def test_that_a_text_is_longer_than_a_cell_is_said() -> None:
    whole, cut = (stored(replace(FULL, notes="🏥" * length)) for length in (16_383, 16_384))
    said = [
        export_of(Path("a.xlsx"), rows_of(state), state, season.load_season(2027), NOW, "UTC").remark
        for state in (whole, cut)
    ]
    assert said[0] == ""
    assert said[1].startswith("Of 1 text only the first 32,767 characters are in it")


def test_the_same_programs_give_the_same_workbook_and_leave_no_file_behind(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    state = stored(FULL)
    assert rows_xlsx(rows_of(state), state) == rows_xlsx(rows_of(state), state)
    assert list(tmp_path.iterdir()) == []


def test_no_programs_give_headings_alone() -> None:
    assert rows_csv([], State()).decode("utf-8-sig").rstrip("\r\n").split(",") == [*FIXED, *COMPUTED]
    assert sheet_of(State()).max_row == 1


def test_a_number_that_no_file_can_hold_is_left_out() -> None:
    state = stored(replace(FULL, value=float("inf"), chance=float("nan")))
    (row,) = xlsx_cells(state)
    assert (row["Value"], row["Chance"]) == (None, None)
    assert csv_cells(state)[0]["Value"] == ""
    state = stored(replace(FULL, chance=0.00002))
    assert (xlsx_cells(state)[0]["Chance"], csv_cells(state)[0]["Chance"]) == ("0.00002", "0.00002")


@given(st.text(alphabet=f"'{RUN}ab ", max_size=5))
def test_a_guard_is_taken_off_again_by_one_apostrophe(text: str) -> None:
    found = guarded(text)
    assert found in (text, f"'{text}")
    assert found[:1] not in tuple(RUN)
    # What was guarded can be told from what was not: no two texts look the same.
    assert (found != text) == (text.lstrip("'")[:1] in tuple(RUN))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Mentor", "Mentor"),
        ("Notes", "Notes (yours)"),
        ("j1 as-of", "j1 as-of (yours)"),
        ("Tier", "Tier (yours)"),
        ("Visa Type", "Visa Type (yours)"),
        ("2024 Quota", "2024 Quota (yours)"),
        ("Mentor (yours)", "Mentor (yours) (yours)"),
    ],
)
def test_a_column_of_the_users_that_would_be_taken_for_another_says_that_it_is_theirs(name: str, shown: str) -> None:
    assert own_heading(name) == shown
    (row,) = csv_cells(stored(replace(FULL, columns={name: "mine"})))
    assert row[shown] == "mine"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_export_taken_in_again_changes_nothing(suffix: str) -> None:
    state = stored(FULL, replace(FULL, id="9001320C0", code="9001320C0", specialty="Pediatrics", columns={}))
    plan = merge.plan_import(exported(state, suffix), state, NOW, "research")
    assert (plan.new, plan.changed, plan.unchanged, plan.skipped, plan.empty) == (0, 0, 2, (), True)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_export_taken_into_an_empty_store_gives_the_same_program(suffix: str) -> None:
    state = applied(State(), merge.plan_import(exported(stored(FULL), suffix), State(), NOW, "research"))
    assert of_the_user(state.programs[FULL.id]) == of_the_user(FULL)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_program_without_a_code_comes_back_under_its_own_id(suffix: str) -> None:
    header = ("Hospital", "Program", "Specialty", "Type", "City", "State", "Visa", "ACGME ID")
    state = imported(
        [
            header,
            ("Mossgrove Hospital", "Pediatrics", "Pediatrics", "Preliminary", "Moss", "NY", "J-1", "1403521234"),
        ],
        kind="research",
    )
    found = exported(state, suffix)
    assert merge.plan_import(found, state, NOW, "research").empty
    assert applied(State(), merge.plan_import(found, State(), NOW, "research")).programs == state.programs


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("share", [0.0, 0.4, 1.0, 62.0, 99.9, 100.0])
def test_a_share_of_imgs_comes_back_as_it_was(suffix: str, share: float) -> None:
    state = stored(replace(FULL, img_percent=share))
    plan = merge.plan_import(exported(state, suffix), State(), NOW, "research")
    assert plan.programs[0].img_percent == share


LINES = st.text(alphabet="'=+-@;|,\" ab\té東🏥", max_size=12)
NOTES = st.lists(LINES, max_size=4).map(lambda lines: clean("\n".join(lines), lines=True).strip())
WORDS = st.text(alphabet="'=+@;|,\" abé東🏥", max_size=12).map(clean)
FACTS = st.one_of(
    st.just(Fact()),
    st.builds(Fact, value=st.sampled_from(["yes", "no"]), source=st.just("FREIDA"), as_of=st.just("Feb 2027")),
)
PROGRAMS = st.builds(
    lambda **fields: replace(FULL, **fields),
    institution=WORDS,
    region=WORDS,
    notes=NOTES,
    talking_points=NOTES,
    override_reason=WORDS,
    j1=FACTS,
    h1b=FACTS,
    imgs=FACTS,
    chance=st.sampled_from([None, 0.0, 0.004, 0.5, 1.0]),
    value=st.sampled_from([None, 0.0, 0.5, 33.3, 100.0]),
    tier_override=st.sampled_from(["", "1", "2", "3", "no"]),
    columns=st.dictionaries(st.sampled_from(["Mentor", "Notes", "Tier", "Visa Type", "=A1", "x (yours)"]), WORDS),
)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@settings(max_examples=60, deadline=None)
@given(program=PROGRAMS)
def test_whatever_was_written_into_a_program_comes_back(suffix: str, program: Program) -> None:
    program = replace(program, columns={name: text for name, text in program.columns.items() if text})
    state = stored(program)
    found = exported(state, suffix)
    again = merge.plan_import(found, state, NOW, "research")
    assert again.empty, again.programs
    empty = applied(State(), merge.plan_import(found, State(), NOW, "research"))
    assert of_the_user(empty.programs[program.id]) == of_the_user(program)
