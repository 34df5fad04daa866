"""What a text that is not understood may be said to mean: the answers there are for each field, in plain words.

Every answer is a text that the cells are read by, so that there is one reader of cells and no other.
"""

from functools import lru_cache

from soaptui.application_services import APPLICATION_SERVICES
from soaptui.imports.cells import read_fields
from soaptui.imports.file_columns import FIELD_NAMES
from soaptui.imports.headers import ColumnMap, field_of
from soaptui.imports.row_fields import SILENT
from soaptui.imports.text_meanings import RESULTS, cell_meaning
from soaptui.imports.text_rows import TextRow
from soaptui.imports.written_numbers import says_nothing, written_count
from soaptui.program_tiers import TIERS
from soaptui.records import CellMeaning
from soaptui.refusal import Refusal
from soaptui.text import NAME_LIMIT, clean

LEFT_UNKNOWN = "leave it unknown"

_YES_NO = {"yes": "yes", "no": "no"}
_SETTINGS = {
    "university": "university",
    "university-affiliated": "university-affiliated",
    "community": "community",
}
_TYPES = {
    "categorical": "categorical",
    "preliminary": "preliminary",
    "advanced": "advanced",
    "primary care": "primary care",
    "physician (reserved)": "physician reserved",
}
_VISAS = {
    "J-1 and H-1B": "J-1: yes, H-1B: yes",
    "J-1 and not H-1B": "J-1: yes, H-1B: no",
    "J-1 (nothing said of H-1B)": "J-1: yes",
    "H-1B and not J-1": "J-1: no, H-1B: yes",
    "H-1B (nothing said of J-1)": "H-1B: yes",
    "neither J-1 nor H-1B": "no visas",
}
_GENETICS = {
    "department": "department",
    "clinic": "clinic",
    "rotation": "rotation",
    "research": "research",
    "department, clinic, rotation and research": "department, clinic, rotation, research",
    "nothing of it": "no",
}

ANSWERS: dict[str, dict[str, str]] = {
    "type": _TYPES | _SETTINGS,
    "setting": _SETTINGS,
    "visa": _VISAS,
    **dict.fromkeys(("j1", "h1b", "imgs", "in_soap"), _YES_NO),
    "genetics": _GENETICS,
    **{f"genetics_{part}": _YES_NO for part in ("department", "clinic", "rotation", "research")},
    "subspecialties": {"strong": "strong", "some": "some", "limited": "limited"},
    "service": {service: service for service in APPLICATION_SERVICES} | {"another service": "other"},
    "tier_override": {means.choice: tier for tier, means in TIERS.items()},
}
"""Of each field with a closed set of answers: the answer in words, and the text that is read for it."""

TYPED = {
    "unfilled": "a number",
    "quota": "a number",
    RESULTS: "a number",
    "img_percent": "a share, such as 40%",
    "chance": "a chance, such as 30%",
    "value": "a number",
    "place": "a city and state, such as Toledo, OH",
}
"""The fields whose answer is typed, and what it has to be."""


def answerable(field: str) -> bool:
    """Whether a text in a column of that field can be given a meaning."""
    return field in ANSWERS or field in TYPED


def answers_for(field: str, typed: str = "") -> list[tuple[str, str]]:
    """The answers that hold all the words typed, as (words, text to read); "" leaves the cell unknown.

    For a field whose answer is typed, that is what was typed, once it can be read.
    """
    wanted = typed.casefold().split()
    if field in TYPED:
        own = [(clean(typed), clean(typed))] if typed.strip() and answer_is_read(field, clean(typed)) else []
    else:
        own = [
            (words, text)
            for words, text in ANSWERS.get(field, {}).items()
            if all(word in words.casefold() for word in wanted)
        ]
    unknown = [(LEFT_UNKNOWN, "")] if not own or all(word in LEFT_UNKNOWN for word in wanted) else []
    return [*own, *unknown]


def kind_of_answer(field: str) -> str:
    """What an answer for that field has to be: what is typed ("a number"), or the words that there are."""
    return TYPED.get(field) or ", ".join(ANSWERS[field])


@lru_cache(maxsize=1_000)
def answer_is_read(field: str, text: str) -> bool:
    """Whether the reader of cells understands that text in a column of that field."""
    if field == RESULTS:
        return written_count(text).plain
    mapping = ColumnMap({field: 0}, {}, {}, {}, headers=(field,))
    reading = read_fields(TextRow(1, [text]), mapping, "")
    return not reading.not_understood and reading.fields != SILENT


def meaning_in_words(record: CellMeaning) -> str:
    """What the text was said to mean."""
    if not record.means:
        return "left unknown"
    return next(
        (words for words, text in ANSWERS.get(record.field, {}).items() if text == record.means), record.means
    )


def meaning_label(record: CellMeaning) -> str:
    """What a meaning is called in the history: "J-1: maybe = no"."""
    means = meaning_in_words(record) if record.means else "unknown"
    return f"{field_in_words(record.field)}: {record.text} = {means}"


def field_in_words(field: str) -> str:
    """What the columns of a field hold, in words."""
    return "results by year" if field == RESULTS else FIELD_NAMES.get(field, field).partition(" (")[0]


def read_meaning(pair: str, headings: dict[str, str] | None = None) -> CellMeaning:
    """ "Type:UA=university-affiliated" as a record. `headings` says what field each heading of the file is.

    Nothing (or "unknown") behind the last equals sign leaves the text unknown. Raises Refusal.
    """
    named, equals, said = pair.rpartition("=")
    if not equals:
        raise Refusal(f"{clean(pair)!r} has no meaning: write it as COLUMN:TEXT=VALUE.")
    field, text = _field_and_text(named, headings or {})
    said = clean(said)
    if not said or says_nothing(said) or said.casefold() == LEFT_UNKNOWN:
        return cell_meaning(field, text, "")
    words = {words.casefold(): answer for words, answer in ANSWERS.get(field, {}).items()}
    means = words.get(said.casefold(), said)
    if not answer_is_read(field, means) or (field == "service" and means not in words.values()):
        raise Refusal(f"{said!r} is no answer for {field_in_words(field)}: say {kind_of_answer(field)}, or unknown.")
    return cell_meaning(field, text, means)


def named_meaning(named: str) -> CellMeaning:
    """ "Type:UA" as the record that a meaning of it would have, whatever it means. Raises Refusal."""
    return cell_meaning(*_field_and_text(named, {}), "")


def _field_and_text(named: str, headings: dict[str, str]) -> tuple[str, str]:
    """The field of a column and the text in it; a heading may have a colon in it, as the text may."""
    folded = {heading.casefold(): field for heading, field in headings.items()}
    colons = [place for place, letter in enumerate(named) if letter == ":"]
    for place in reversed(colons):
        heading, text = clean(named[:place]), clean(named[place + 1 :], NAME_LIMIT)
        field = folded.get(heading.casefold()) or _field_called(heading)
        if field and answerable(field) and text:
            return field, text
    if not colons:
        raise Refusal(f"{clean(named)!r} has no column: write it as COLUMN:TEXT=VALUE.")
    heading = clean(named[: colons[0]])
    known = folded.get(heading.casefold()) or _field_called(heading)
    if known and not answerable(known):
        raise Refusal(f"A text under {heading!r} is kept as it is: it needs no meaning.")
    if known:
        raise Refusal(f"{clean(named)!r} has no text: write it as COLUMN:TEXT=VALUE.")
    there = f" There are: {', '.join(headings)}." if headings else ""
    raise Refusal(f"There is no column {heading!r}, or soaptui does not know what is in it.{there}")


def _field_called(heading: str) -> str | None:
    """The field that a heading means, or that is called so."""
    words = {field_in_words(field).casefold(): field for field in (*ANSWERS, *TYPED)}
    folded = heading.casefold()
    if folded in ANSWERS or folded in TYPED:
        return folded
    return words.get(folded) or field_of(heading)
