"""The cells of one row as the fields of a program: numbers, yes and no, visas, places, services.

A cell that is not understood never costs the row: its field stays unknown, and its text is kept under its heading.
"""

import re
from typing import Literal, TypeVar

from soaptui.imports.cell_limits import TAG_LIMIT, limit_of, tags_in
from soaptui.imports.cut_off_cells import cut_offs_in
from soaptui.imports.headers import ColumnMap, unguarded
from soaptui.imports.row_fields import RowFields, RowReading
from soaptui.imports.text_meanings import NO_MEANINGS, RESULTS, TextMeanings
from soaptui.imports.text_rows import TextRow
from soaptui.imports.written_answers import (
    NO,
    VISAS,
    YES,
    all_read,
    asked_at,
    genetics_named,
    known_from,
    says_it_all,
    visas_mentioned,
    visas_named,
)
from soaptui.imports.written_numbers import (
    says_nothing,
    written_chance,
    written_count,
    written_number,
    written_open,
    written_share,
)
from soaptui.imports.written_words import (
    own_tier,
    service_named,
    setting_named,
    subspecialties_named,
    type_named,
    types_named,
)
from soaptui.program_tiers import Tier
from soaptui.programs import specialties
from soaptui.programs.us_states import STATES, state_letters
from soaptui.records import UNKNOWN, Fact, Genetics, Known, Surroundings, YearResult
from soaptui.text import clean

__all__ = ["STATES", "genetics_named", "known_from", "read_fields", "service_named", "setting_named", "visas_named"]

_SUFFIX = re.compile(r"-([A-Z]{2})$")
_ZIP = re.compile(r"\s+[0-9]{5}(-[0-9]{4})?$")
_SHARE = re.compile(r"[0-9]{1,3}([.,][0-9]+)?\s?%")
IMGS_TAKEN = {"considered", "welcome", "welcomed", "friendly", "img friendly", "very friendly", "img-friendly"}
"""What says of a program that it takes IMGs, and of nothing else that it does so."""

W = TypeVar("W", bound=str)


def read_fields(row: TextRow, mapping: ColumnMap, source: str, meanings: TextMeanings = NO_MEANINGS) -> RowReading:
    """What a row says of its program. A cell that is not understood is kept under its heading, as an unknown one.

    `meanings` is what the user said that texts mean: it stands in their place, and the text is kept beside it.
    """
    cells = _Cells(row, mapping, meanings)
    state, city = _place(cells)
    chance, value = _chance(cells), _value(cells)
    unfilled, quota = _count(cells, "unfilled"), _count(cells, "quota")
    imgs, share = _imgs(cells, source), _share(cells)
    visas = {name: _visa(cells, name, source) for name in VISAS}
    genetics = _genetics(cells, source)
    service = _word(cells, "service", service_named(cells.text("service")))
    cut_offs = cut_offs_in(cells, source)
    claimed = bool(cut_offs) or any(fact != UNKNOWN for fact in (*visas.values(), imgs)) or genetics != Genetics()
    for name in ("as_of", "source"):
        if cells.text(name) and not claimed:
            cells.more(name)
    fields = RowFields(
        acgme_id=cells.text("acgme_id"),
        institution=cells.stated("institution"),
        name=cells.stated("name") or cells.stated("specialty"),
        specialty=cells.stated("specialty") if cells.codeless else "",
        type=_type(cells),
        city="" if says_nothing(city) else city,
        state="" if says_nothing(state) else state,
        region=cells.stated("region"),
        setting=_setting(cells),
        j1=visas["j1"],
        h1b=visas["h1b"],
        imgs=imgs,
        img_percent=share,
        genetics=genetics,
        subspecialties=_word(cells, "subspecialties", subspecialties_named(cells.text("subspecialties"))),
        service=service,
        other_service=cells.text("service") if service == "other" else "",
        in_soap=_in_soap(cells),
        quota=quota,
        unfilled=unfilled,
        results=_results(cells),
        phone=cells.text("phone"),
        email=cells.text("email"),
        url=cells.text("url"),
        talking_points=cells.text("talking_points"),
        notes=cells.text("notes"),
        tags=_tags(cells),
        chance=chance,
        value=value,
        tier_override=_tier(cells),
        override_reason=cells.text("override_reason"),
        cut_offs=cut_offs,
        columns=cells.kept_columns(),
    )
    return RowReading(fields, cells.not_understood, cells.noted, cells.left)


class _Cells:
    """The cells of a row by the fields of their columns; what was not understood of them is gathered here."""

    def __init__(self, row: TextRow, mapping: ColumnMap, meanings: TextMeanings) -> None:
        self._row, self.mapping, self._meanings = row, mapping, meanings
        texts = {name: _cell(row, column, name) for name, column in mapping.fields.items()}
        self._said = {name: text for name, text in texts.items() if text}
        self.codeless = "code" not in self._said and not any(specialties.find_code(cell) for cell in row.cells)
        self._kept: dict[str, str] = {}
        self.not_understood: dict[str, str] = {}
        self.noted: dict[str, str] = {}
        self.left: dict[str, str] = {}
        self._replaced: dict[str, str] = {}
        for name, text in list(self._said.items()):
            self._said[name] = self._as_told(name, mapping.fields[name], text)

    def _as_told(self, name: str, column: int, text: str) -> str:
        """The text, or what the user said that it means: then the text itself is kept too."""
        means = self._meanings.meaning(name, text)
        if means is None:
            if text.casefold() not in self.mapping.doubtful.get(column, ()):
                return text
            self.unread_column(column, text)
            return ""
        if heading := self._heading(column):
            self._replaced[heading] = text
            if not means:
                self.left[heading] = text
        return means

    def text(self, name: str) -> str:
        """What stands under the heading of a field; empty where nothing does."""
        return self._said.get(name, "")

    def stated(self, name: str) -> str:
        """The same without what says that there is nothing to say."""
        text = self.text(name)
        return "" if says_nothing(text) else text

    def more(self, name: str) -> None:
        """The cell says more than was taken of it: its text is kept too."""
        self._keep(self.mapping.fields.get(name), self.text(name))

    def unread(self, name: str) -> None:
        """The cell says something that is not understood: its text is kept, and that is told."""
        if self.stated(name) and name != "code":
            self.unread_column(self.mapping.fields[name], self.text(name))

    def unread_column(self, column: int, text: str) -> None:
        """The same for a column that fills no field of its own."""
        if heading := self._keep(column, text):
            self.not_understood[heading] = text

    def settled(self, name: str) -> None:
        """All of the cell was taken in: what an earlier file kept of this column counts no longer."""
        if heading := self.heading(name):
            self._kept[heading] = ""

    def heading(self, name: str) -> str:
        """The heading of a field's column; empty where it has none."""
        return self._heading(self.mapping.fields.get(name))

    def _heading(self, column: int | None) -> str:
        headers = self.mapping.headers
        return clean(headers[column].strip()) if column is not None and column < len(headers) else ""

    def _keep(self, column: int | None, text: str) -> str:
        heading = self._heading(column)
        if heading and not says_nothing(text):
            self._kept[heading] = text
        return heading

    def at(self, column: int) -> str:
        """The cell of a column by year."""
        text = _cell(self._row, column, "")
        return self._as_told(RESULTS, column, text) if text else ""

    def kept_columns(self) -> dict[str, str]:
        """The columns that nobody knows, and the cells that could not be taken in, or not wholly."""
        unknown = {n: text for n, column in self.mapping.ignored.items() if (text := _cell(self._row, column, n))}
        return unknown | self._kept | self._replaced


def _cell(row: TextRow, column: int, name: str) -> str:
    if column >= len(row.cells):
        return ""
    limit, lines = limit_of(name)
    return clean(unguarded(row.cells[column]), limit, lines=lines)


def _word(cells: _Cells, name: str, word: W) -> W:
    """A word of a closed set; "unknown" where the cell has none of them."""
    if word == "unknown":
        cells.unread(name)
    return word


def _in_soap(cells: _Cells) -> Known:
    """Whether a program takes part. There is no place for as of when, so that an answer with a date stays open."""
    text = cells.text("in_soap")
    return _word(cells, "in_soap", "unknown" if asked_at(text) else known_from(text))


def _type(cells: _Cells) -> str:
    """The type of the positions, of a row without a code, which has it. A cell that names two leaves open which."""
    text = cells.text("type") if cells.codeless else ""
    if len(types_named(text)) <= 1:
        return text
    cells.unread("type")
    return ""


def _setting(cells: _Cells) -> Surroundings:
    """What a hospital is. What some directories call the type of a program is what it is affiliated with."""
    said = _word(cells, "setting", setting_named(cells.text("setting"))) if cells.text("setting") else "unknown"
    if said != "unknown":
        if setting_named(cells.text("type")) != said and not type_named(cells.text("type")):
            cells.more("type")  # it is no type, and says something else of the setting
        return said
    if type_named(cells.text("type")):
        return "unknown"  # C is categorical there
    return _word(cells, "type", setting_named(cells.text("type")))


def _count(cells: _Cells, name: str) -> int | None:
    text = cells.stated(name)
    count = written_open(text) if name == "unfilled" else written_count(text)
    if text and count.number is None:
        cells.unread(name)
    elif text and not count.plain:
        cells.more(name)
        cells.noted[cells.heading(name)] = text
    elif text:
        cells.settled(name)
    return count.number


def _share(cells: _Cells) -> float | None:
    """The share of IMGs, from its own column or from one that asks whether a program takes any."""
    text = cells.stated("img_percent")
    share = written_share(text)
    if text and share is None:
        cells.unread("img_percent")
    instead = cells.text("imgs")
    return written_share(instead) if share is None and _SHARE.fullmatch(instead) else share


def _chance(cells: _Cells) -> float | None:
    chance = written_chance(cells.stated("chance"))
    if chance is None:
        cells.unread("chance")
    return chance


def _value(cells: _Cells) -> float | None:
    value = written_number(cells.stated("value"))
    if value is None:
        cells.unread("value")
    return value


def _tier(cells: _Cells) -> Literal["", Tier]:
    tier = own_tier(cells.stated("tier_override"))
    if tier is None:
        cells.unread("tier_override")
    return tier or ""


def _tags(cells: _Cells) -> tuple[str, ...]:
    tags = (clean(tag, TAG_LIMIT) for tag in tags_in(cells.text("tags")))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _place(cells: _Cells) -> tuple[str, str]:
    """State and city, from columns of their own or from one for both ("Toledo, OH 43604")."""
    state = state_letters(cells.text("state")) or cells.text("state")
    city, comma, behind = cells.text("place").rpartition(",")
    letters = state_letters(_ZIP.sub("", behind)) if comma else ""
    if cells.text("place") and not letters:
        cells.unread("place")
    state = state or letters
    if not state and (suffix := _SUFFIX.search(cells.text("institution"))) and suffix[1] in STATES:
        state = suffix[1]  # the NRMP ends an institution's name with its state
    return state, cells.text("city") or (city.strip() if letters else "")


def _visa(cells: _Cells, name: str, source: str) -> Fact:
    """A visa: a column of its own goes before one for both of them, and that before the file's name."""
    own, common = cells.text(name), cells.text("visa")
    value: Known = "unknown"
    if visas_mentioned(own) <= {name}:
        value = known_from(own)
    if value == "unknown":  # "J-1 only" under J-1 says it too
        value = visas_named(own).get(name, "unknown")
    if own and value == "unknown":
        cells.unread(name)
    elif own and (not all_read(own) or _implied(own)):
        cells.more(name)
    said = visas_named(common)
    if common and (not said or visas_mentioned(common) - said.keys()):
        cells.unread("visa")
    elif common and (not says_it_all(common) or _implied(common)):
        cells.more("visa")
    if value == "unknown":
        return _fact(cells, name, said.get(name, "unknown"), source, common)
    return _fact(cells, name, value, source, own)


def _implied(text: str) -> bool:
    """Whether it says something of a visa that it does not name: "H-1B only"."""
    named = visas_mentioned(text)
    return bool(named) and bool(visas_named(text).keys() - named)


def _imgs(cells: _Cells, source: str) -> Fact:
    text = cells.text("imgs")
    value: Known = "yes" if text.casefold() in IMGS_TAKEN else known_from(text)
    if text and value == "unknown" and not _SHARE.fullmatch(text):
        cells.unread("imgs")
    elif text and value != "unknown" and text.casefold() not in YES | NO | IMGS_TAKEN:
        cells.more("imgs")
    return _fact(cells, "imgs", value, source, text)


def _fact(cells: _Cells, name: str, value: Known, source: str, text: str) -> Fact:
    """An answer with who says so and as of when: its own columns go before those for all, these before the file.

    Where no column says as of when, the text does that it was read from: an old answer is known to be old.
    """
    if value == "unknown":
        return UNKNOWN
    said_by = cells.text(f"{name}_source") or cells.text("source") or source
    return Fact(
        value=value, source=said_by, as_of=cells.text(f"{name}_as_of") or cells.text("as_of") or asked_at(text)
    )


def _genetics(cells: _Cells, source: str) -> Genetics:
    text = cells.text("genetics")
    parts = genetics_named(text)
    texts = dict.fromkeys(parts, text)
    if text and not parts:
        cells.unread("genetics")
    elif text and not all_read(text):
        cells.more("genetics")
    for part in Genetics.__struct_fields__:
        name = f"genetics_{part}"
        if (value := known_from(cells.text(name))) != "unknown":
            parts[part], texts[part] = value, cells.text(name)
            if not all_read(cells.text(name)):
                cells.more(name)
        else:
            cells.unread(name)
    said_by, as_of = cells.text("source") or source, cells.text("as_of")
    return Genetics(
        **{
            part: Fact(value=value, source=said_by, as_of=as_of or asked_at(texts[part]))
            for part, value in parts.items()
        }
    )


def _results(cells: _Cells) -> dict[str, YearResult]:
    years: dict[str, YearResult] = {}
    for year in cells.mapping.years:
        columns = cells.mapping.quota[year], cells.mapping.matched[year]
        texts = [cells.at(column) for column in columns]
        if not all(texts):
            continue
        counts = [written_count(text) for text in texts]
        for column, text, count in zip(columns, texts, counts, strict=True):
            if not count.plain:
                cells.unread_column(column, text)
        offered, filled = counts
        if offered.plain and filled.plain and offered.number and filled.number is not None:
            years[year] = YearResult(quota=offered.number, matched=filled.number)
    return years
