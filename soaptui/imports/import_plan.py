"""What an import would do, as a record; and which kind of table a file holds, where nobody says so."""

import msgspec

from soaptui.imports.cut_off_cells import CUT_OFF_FIELDS
from soaptui.imports.import_kinds import ImportKind
from soaptui.imports.matching import Unsure
from soaptui.imports.overlong_texts import TooLong
from soaptui.imports.row_entries import Skipped
from soaptui.imports.table_finding import ListTable, SheetSeen, code_in
from soaptui.records import ListVersion, Program, Record


class CellTexts(msgspec.Struct, frozen=True):
    """Cells of a column that have to be told: how often each text stands there, the most frequent first.

    `field` is what the column was taken for.
    """

    column: str
    texts: dict[str, int]
    field: str = ""

    @property
    def cells(self) -> int:
        """How many cells."""
        return sum(self.texts.values())


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do. `programs` are the programs to put, `more` the other records, `removed` to remove.

    `version` is the new list version, if any. `positions` counts open positions: of the list, or of the newest
    year of a results table. `matched` counts the rows of research that are about a program of the list, `unsure`
    has those that may be, and `conflicts` says in a sentence each where sources have come to disagree. `sheets` are
    those of the file, `elsewhere` names the ones with programs that are not taken; `warnings` are to be read before
    it is taken. `question` is what the user has to answer first, by saying of which kind the table is.
    `not_understood` are the cells whose text alone is kept, `noted` the counts that say more than a number, `left`
    those of which the user said that they stay unknown.
    `gone_applied` are the programs that left the list with an application to them (`gone_planned`: the ids of those
    that it is only planned to), `new_fitting` those that came
    and are for the user, best first.
    """

    kind: ImportKind
    source: str
    new: int
    changed: int
    gone: int
    unchanged: int
    positions: int
    skipped: tuple[Skipped, ...]
    ignored_columns: tuple[str, ...]
    mapped: dict[str, str]
    cleaned: int
    too_long: tuple[TooLong, ...] = ()
    not_understood: tuple[CellTexts, ...] = ()
    noted: tuple[CellTexts, ...] = ()
    left: tuple[CellTexts, ...] = ()
    programs: tuple[Program, ...]
    version: ListVersion | None
    year: str = ""
    matched: int = 0
    unsure: tuple[Unsure, ...] = ()
    conflicts: tuple[str, ...] = ()
    removed: tuple[Record, ...] = ()
    more: tuple[Record, ...] = ()
    sheets: tuple[SheetSeen, ...] = ()
    elsewhere: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    question: str = ""
    gone_applied: tuple[Program, ...] = ()
    gone_planned: frozenset[str] = frozenset()
    new_fitting: tuple[Program, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All that is put: programs, the list's version, and what else names a program that was joined."""
        return (*self.programs, *self.more, *([self.version] if self.version is not None else []))

    @property
    def empty(self) -> bool:
        """Whether the import would change nothing."""
        return not self.records and not self.removed


OF_RESEARCH = {
    "visa", "j1", "h1b", "imgs", "img_percent", "genetics", "genetics_department", "genetics_clinic",
    "genetics_rotation", "genetics_research", "subspecialties", "notes", "talking_points", "tags", "chance", "value",
    "tier_override", "override_reason", "as_of", "source", "j1_source", "h1b_source", "imgs_source",
    *CUT_OFF_FIELDS, "cut_off_source", "cut_off_as_of",
}  # fmt: skip
"""What no list of the NRMP's has a column for."""


def kind_of_table(table: ListTable) -> ImportKind:
    """What a table is, by its columns: years make it results; positions or a service, an unfilled list.

    A service without a single program code is no list of the NRMP's, but the user's own. So is a column of sizes
    ("Positions", "Spots") beside what only research has.
    """
    mapping = table.mapping
    fields = mapping.fields
    if any(column not in mapping.assigned for column in mapping.computed.values()):
        return "research"  # an export of this program's, edited perhaps
    if mapping.years:
        return "results"
    if "unfilled" in fields and not mapping.unfilled_is_size:
        return "unfilled"
    coded = any(code_in(row, mapping) for row in table.rows)
    if fields.keys() & {"service", "in_soap"}:
        return "unfilled" if coded else "research"
    if "unfilled" in fields:
        return "unfilled" if coded and not fields.keys() & OF_RESEARCH else "research"
    return "research"
