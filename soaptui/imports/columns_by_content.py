"""What a column is by what stands in it, where no heading tells: codes, states, ACGME numbers. Never a number."""

import re
from collections.abc import Callable, Iterator, Sequence

from soaptui.application_services import APPLICATION_SERVICES
from soaptui.imports.headers import ColumnMap, field_of, own_codes, says_other_code, unguarded
from soaptui.imports.pasted_fields import HOUSE, RAW, is_city
from soaptui.imports.text_rows import TextRow
from soaptui.imports.written_answers import GENETICS_PARTS
from soaptui.imports.written_numbers import says_nothing
from soaptui.imports.written_words import setting_named
from soaptui.nrmp_code import TYPE_LETTERS, without_unseen
from soaptui.programs import names, specialties
from soaptui.programs.us_states import STATES
from soaptui.text import clean

YES_NO = {"j1", "h1b", "imgs", "in_soap", *(f"genetics_{part}" for part in GENETICS_PARTS)}
"""The fields of which a cell says yes or no."""

TICKS = {"✓", "✔", "✔\ufe0f", "✅", "☑", "yes", "y"}
"""Where a column has nothing but these and an x, the x may say no."""

_ONE_OR_NONE = {"0", "1", "0.0", "1.0"}

LOOKED_AT = 300
"""What a column is, is told from this many first rows."""

NEARLY_ALL = 0.9
"""A column is what so large a part of its cells says."""

_GAP = r"[\s.-]{0,2}"
_SPACED = re.compile(rf"([0-9]{{4}}){_GAP}([0-9]{{3}}){_GAP}([{TYPE_LETTERS}]){_GAP}([0-9]{{1,3}})", re.IGNORECASE)
_ACGME = re.compile(r"[0-9]{10}|[0-9]{3}[- ][0-9]{2}[- ][0-9]{2}[- ][0-9]{3}")
_SHARE = re.compile(r"[0-9]{1,3}(\.[0-9]+)?\s?%")
_TYPE_WORDS = {
    "categorical", "categoric", "categ", "cat", "preliminary", "prelim", "advanced", "adv", "primary", "care",
    "physician", "reserved", "c", "m", "p", "a", "r",
}  # fmt: skip
_BESIDE_A_TYPE = {"position", "positions", "program", "track", "type", "year", "only", "pgy", "1", "2", "pgy1"}


def code_of(cell: str) -> specialties.ProgramCode | None:
    """The program code that a cell is or holds; one that is written with spaces or hyphens must stand alone."""
    cell = without_unseen(cell)
    found = specialties.find_code(cell)
    if found is None and len(cell) < 30 and (spaced := _SPACED.fullmatch(cell.strip())):
        found = specialties.find_code("".join(spaced.groups()))
    return found


def is_code(cell: str) -> bool:
    """Whether a cell is a program code and nothing else."""
    found = code_of(cell)
    return found is not None and re.sub(r"[\s.-]", "", without_unseen(cell)).upper() == found.text


def mapped_by_content(mapping: ColumnMap, rows: Sequence[TextRow]) -> ColumnMap:
    """The mapping after a look at the rows: what no heading tells is told by the cells, what cannot be is undone.

    What the user has said of a column stays.
    """
    fields = dict(mapping.fields)
    cells = _columns(rows[:LOOKED_AT], len(mapping.headers))
    _type_is_no_name(fields, cells, mapping)
    _type_is_a_setting(fields, cells, mapping)
    _find_setting(fields, cells, _free(mapping, fields))
    free = _free(mapping, fields)
    _find_code(fields, cells, free, mapping)
    free = _free(mapping, fields)
    if "acgme_id" not in fields and (column := _only(cells, free, _ACGME.fullmatch)) is not None:
        fields["acgme_id"] = column
    if not fields.keys() & {"state", "place"} and (column := _only(cells, free, STATES.__contains__)) is not None:
        fields["state"] = column
        if "city" not in fields and column - 1 in free and _most(cells[column - 1], is_city):
            fields["city"] = column - 1  # nothing tells a city but the state behind it
    placed = fields.keys() & {"state", "city", "place"}
    if not placed and (column := _only(cells, _free(mapping, fields), _is_place)) is not None:
        fields["place"] = column
    _find_names(fields, rows[:LOOKED_AT], _free(mapping, fields))
    column = fields.get("imgs")
    if column is not None and "img_percent" not in fields and column not in mapping.assigned:
        said = cells[column]
        if said and all(_SHARE.fullmatch(cell) for cell in said):
            fields["img_percent"] = fields.pop("imgs")
    doubtful = {column: _doubtful(cells[column]) for field, column in fields.items() if field in YES_NO}
    return mapping._replace(fields=fields, ignored=_renamed(mapping, fields), doubtful=doubtful)


def _doubtful(cells: list[str]) -> frozenset[str]:
    """The texts of a column of yes and no that may be either there: 1 on a scale, an x beside ticks."""
    texts = {cell.casefold() for cell in cells if not says_nothing(cell)}
    scaled = all(re.fullmatch(r"[0-9]{1,4}(\.[0-9]+)?", text) for text in texts) and not texts <= _ONE_OR_NONE
    crossed = "x" in texts and texts & TICKS and texts <= {*TICKS, "x"}
    return frozenset((_ONE_OR_NONE if scaled else set()) | ({"x"} if crossed else set()))


def says_type(text: str) -> bool:
    """Whether a text says the type of a position and nothing else: "Categorical", "Prelim PGY-1", "C"."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return bool(_TYPE_WORDS.intersection(words)) and (_TYPE_WORDS | _BESIDE_A_TYPE).issuperset(words)


def _type_is_no_name(fields: dict[str, int], cells: list[list[str]], mapping: ColumnMap) -> None:
    """A "Track" that says nothing but the type of each position names no program: another column may."""
    column = fields.get("name")
    if column is None or column in mapping.assigned or not _most(cells[column], says_type):
        return
    del fields["name"]
    fields.setdefault("type", column)
    others = (n for n in _free(mapping, fields) if n != column and field_of(mapping.headers[n]) == "name")
    if (other := next((n for n in others if not _most(cells[n], says_type)), None)) is not None:
        fields["name"] = other


_SETTING_LETTERS = {"u", "ua", "u/a", "uni", "univ"}


def _type_is_a_setting(fields: dict[str, int], cells: list[list[str]], mapping: ColumnMap) -> None:
    """A "Type" of U, UA and C says what a hospital is: beside those, C is no categorical position."""
    column = fields.get("type")
    if column is None or column in mapping.assigned or "setting" in fields:
        return
    letters = {cell.casefold() for cell in cells[column]}
    if letters & _SETTING_LETTERS and _most(cells[column], lambda cell: setting_named(cell) != "unknown"):
        fields["setting"] = fields.pop("type")


def _find_setting(fields: dict[str, int], cells: list[list[str]], free: list[int]) -> None:
    """Under any heading, letters and words that only settings have: "U", "UA", "Comm". C alone may be a type."""
    if "setting" in fields:
        return
    said = [[cell for cell in column if not says_nothing(cell)] for column in cells]
    column = _only(said, free, lambda cell: setting_named(cell) != "unknown", least=0.75)
    if column is not None and {cell.casefold() for cell in said[column]} - _TYPE_WORDS:
        fields["setting"] = column


def _is_place(cell: str) -> bool:
    """Whether a cell is a city and its state and nothing else: "Toledo, OH"."""
    city, comma, state = cell.rpartition(",")
    return bool(comma) and state.strip() in STATES and is_city(city.strip())


def _find_names(fields: dict[str, int], rows: Sequence[TextRow], free: list[int]) -> None:
    """Under codes without headings: program names say the code's specialty, institutions are called as such are."""
    if "code" not in fields or fields.keys() & {"institution", "name", "specialty"}:
        return
    coded = [(found.specialty, row.cells) for row in rows if (found := _code_at(row, fields["code"]))]
    said: dict[str, dict[int, int]] = {"name": {}, "institution": {}, "service": {}}
    for column in free:
        texts = [(specialty, cells[column].strip()) for specialty, cells in coded if column < len(cells)]
        said["name"][column] = sum(1 for specialty, text in texts if names.discipline(text).specialty == specialty)
        said["institution"][column] = sum(1 for _, text in texts if HOUSE.search(text))
        said["service"][column] = sum(1 for _, text in texts if text in APPLICATION_SERVICES)
    for field, share in (("service", 0.95), ("name", 0.7), ("institution", 0.5)):
        counts = {column: count for column, count in said[field].items() if column not in fields.values()}
        best = max(counts, key=lambda column: counts[column], default=None)
        if field not in fields and best is not None and counts[best] >= max(1, share * len(coded)):
            fields[field] = best


def _code_at(row: TextRow, column: int) -> specialties.ProgramCode | None:
    return code_of(row.cells[column]) if column < len(row.cells) else None


def _columns(rows: Sequence[TextRow], width: int) -> list[list[str]]:
    """What stands in each column, empty cells left out."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for column, cell in enumerate(row.cells[:width]):
            if text := cell.strip():
                columns[column].append(text)
    return columns


def _free(mapping: ColumnMap, fields: dict[str, int]) -> list[int]:
    """The columns that mean nothing yet, and of which the user has said nothing; whole lines of text never do."""
    taken = {*fields.values(), *mapping.quota.values(), *mapping.matched.values(), *mapping.computed.values()}
    return [
        n
        for n in range(len(mapping.headers))
        if n not in taken and n not in mapping.assigned and mapping.headers[n] != RAW
    ]


def _find_code(fields: dict[str, int], cells: list[list[str]], free: list[int], mapping: ColumnMap) -> None:
    """The column of the codes: the one that its heading says, unless another holds them and that one hardly any."""
    column = fields.get("code")
    if column is not None and column in mapping.assigned:
        return
    named = {
        n for field, n in fields.items() if field in ("acgme_id", "name", "institution") and n not in mapping.assigned
    }
    counts = {n: sum(map(is_code, cells[n])) for n in (*free, *named) if n != column}
    holding = {n: mapping.headers[n] for n, count in counts.items() if count * 2 > len(cells[n])}
    there = 0 if column is None else sum(1 for cell in cells[column] if code_of(cell))
    if column is not None and there:
        holding[column] = mapping.headers[column]
    own = own_codes(holding)
    if _among_words(cells, [*free, *named], mapping) and all(says_other_code(mapping.headers[n]) for n in own):
        own = []  # the programs' own codes stand beside other words
    best = max((n for n in own if n != column), key=lambda n: (counts[n], -n), default=None)
    if best is not None and (counts[best] > 2 * there or column not in own):
        for field in [field for field, n in fields.items() if n == best]:
            del fields[field]
        fields["code"] = best
    elif column is not None and (not there or column not in own):
        # That column holds other numbers (the ACGME's, say): a code may stand anywhere in the row.
        del fields["code"]


def _among_words(cells: list[list[str]], columns: Sequence[int], mapping: ColumnMap) -> bool:
    """Whether a column that may have the programs' own codes has them beside other words: "Neurology 1500180A0"."""
    return any(
        sum(1 for cell in cells[n] if code_of(cell)) * 2 > len(cells[n])
        for n in columns
        if not says_other_code(mapping.headers[n])
    )


def _only(
    cells: list[list[str]], free: list[int], fits: Callable[[str], object], least: float = NEARLY_ALL
) -> int | None:
    """The one column in which nearly every cell fits; None where there is no such column, or several."""
    found = [n for n in free if _most(cells[n], fits, least)]
    return found[0] if len(found) == 1 else None


def _most(cells: list[str], fits: Callable[[str], object], least: float = NEARLY_ALL) -> bool:
    return bool(cells) and sum(1 for cell in cells if fits(cell)) >= len(cells) * least


def _renamed(mapping: ColumnMap, fields: dict[str, int]) -> dict[str, int]:
    """The columns that mean nothing known, after some have been given a meaning and others have lost it."""
    ignored = {name: column for name, column in mapping.ignored.items() if column not in fields.values()}
    for column in mapping.fields.values():
        if column not in fields.values() and (name := mapping.headers[column].strip()):
            ignored[name if name not in ignored else f"{name} ({column + 1})"] = column
    return ignored


def percentages(rows: list[TextRow], column: int) -> list[TextRow]:
    """The rows with shares of IMGs as percentages where the whole column has them as fractions of one."""
    texts = [row.cells[column].strip() for row in rows if column < len(row.cells)]
    numbers = [float(text) for text in texts if re.fullmatch(r"[0-9]{0,3}(\.[0-9]+)?", text) and text]
    if not any(0 < number < 1 for number in numbers) or any(number > 1 for number in numbers):
        return rows
    return [TextRow(row.line, list(_with_percent(row.cells, column))) for row in rows]


def _with_percent(cells: list[str], column: int) -> Iterator[str]:
    for place, cell in enumerate(cells):
        text = cell.strip()
        fraction = place == column and re.fullmatch(r"[0-9]{0,3}(\.[0-9]+)?", text) and text
        yield f"{round(float(text) * 100, 6):g}%" if fraction else cell


def joined_headers(upper: Sequence[str], lower: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    """The headings of two lines as one: a word over several columns counts for each of them, if that means more."""
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    headers: list[str] = []
    carried = ""
    for top, bottom in zip(map(cell_as_heading, above), map(cell_as_heading, below), strict=True):
        carried = top or carried
        whole = f"{top} {bottom}".strip() if top != bottom else top
        choices = [whole, f"{carried} {bottom}", bottom, top] if bottom else [top]
        headers.append(next((choice for choice in choices if known(choice)), whole))
    return headers


def cell_as_heading(cell: str) -> str:
    """A cell as a heading."""
    return clean(unguarded(cell))
