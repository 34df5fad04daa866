"""Statements and letters: what each state means, and which of them goes with which program.

One statement and at most four letters go with an application (aamc.org, assigning documents).
"""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from soaptui.programs import specialties
from soaptui.records import Document, DocumentKind, DocumentState, Program, State, new_id, replace
from soaptui.refusal import Refusal
from soaptui.text import NAME_LIMIT, NOTE_LIMIT, clean

MOST_LETTERS = 4

FAMILIES = {"140": "700 715 742 751 766 785", "320": "700 725 726 730 735 765"}
"""The two fields that the user most likely writes for, and the combined specialties that each has a part in."""

GENETICS = ("130", "765", "766")


class DocumentStanding(msgspec.Struct, frozen=True):
    """What a state means: the words for it, which kinds can be in it, how near it is to be sent (higher: nearer).

    `short` is its word where there is little room, `glyph` a mark beside it.
    """

    phrase: str
    kinds: tuple[DocumentKind, ...]
    rank: int
    short: str
    glyph: str


STANDINGS: dict[DocumentState, DocumentStanding] = {
    "planned": DocumentStanding("planned", ("statement", "letter"), 0, "planned", "○"),
    "asked": DocumentStanding("asked for", ("letter",), 1, "asked for", "…"),
    "draft": DocumentStanding("a draft", ("statement",), 1, "draft", "…"),
    "ready": DocumentStanding("ready, not uploaded", ("statement", "letter"), 2, "ready", "●"),
    "uploaded": DocumentStanding("uploaded", ("statement", "letter"), 3, "uploaded", "✓"),
    "withdrawn": DocumentStanding("no longer used", ("statement", "letter"), -1, "not used", "–"),
}

CHANGES_IN_ERAS = (
    "IN ERAS, DURING SOAP",
    "Can be changed: phone, email, address; personal statements; letters; exam transcripts, sent again by hand.",
    "Cannot be changed now: experiences, scholarly work, and the rest of MyERAS.",
    f"One statement and at most {MOST_LETTERS} letters go with an application. Anything through ECFMG takes days.",
)
"""What may be edited in SOAP, and what may not (aamc.org, MyERAS)."""

READY = STANDINGS["ready"].rank


class ProposedDocuments(msgspec.Struct, frozen=True):
    """What goes with one program: a statement, letters, and what is missing, in sentences."""

    statement: Document | None
    letters: tuple[Document, ...]
    missing: tuple[str, ...]


def is_ready(document: Document) -> bool:
    """Whether it is written: ready, or uploaded."""
    return STANDINGS[document.state].rank >= READY


def in_use(state: State, kind: DocumentKind) -> list[Document]:
    """The documents of a kind that are not withdrawn."""
    return [each for each in state.documents.values() if each.kind == kind and each.state != "withdrawn"]


def letters_in(state: State) -> int:
    """How many letters are in."""
    return sum(letter.state == "uploaded" for letter in in_use(state, "letter"))


def has_letter(state: State, field: str) -> bool:
    """Whether a letter is in that is of medicine or pediatrics ("core"), or of genetics."""
    wanted = GENETICS if field == "genetics" else tuple(FAMILIES)
    return any(letter.state == "uploaded" and letter.specialty in wanted for letter in in_use(state, "letter"))


def has_statement(state: State, specialty: str) -> bool:
    """Whether a statement is written for that specialty; "any": for whichever."""
    ready = [each for each in in_use(state, "statement") if is_ready(each)]
    return any(specialty in ("any", each.specialty) for each in ready)


def written_for(state: State) -> tuple[str, ...]:
    """The specialties that a statement is written for, in words."""
    ready = [each for each in in_use(state, "statement") if is_ready(each) and each.specialty]
    return tuple(dict.fromkeys(document_field(each) for each in ready))


# -- which goes with which program


def proposed_documents(state: State, program: Program) -> ProposedDocuments:
    """The statement and the letters for a program: those chosen for it, else by specialty, what is ready first.

    Of several versions the newest that is written counts.
    """
    code = specialties.find_code(program.code or program.id)
    wanted = code.specialty if code is not None else _code_of(program.specialty)
    statements = _best_first(in_use(state, "statement"), program.id, wanted)
    letters = _best_first(in_use(state, "letter"), program.id, wanted)[:MOST_LETTERS]
    statement = statements[0] if statements else None
    return ProposedDocuments(statement, tuple(letters), tuple(_missing(statement, letters)))


def _best_first(documents: Iterable[Document], program: str, wanted: str) -> list[Document]:
    fitting = [(fit, each) for each in newest_versions(documents) if (fit := _fit(each, program, wanted))]
    order = sorted(fitting, key=lambda pair: (-pair[0], -STANDINGS[pair[1].state].rank, -pair[1].version, pair[1].id))
    return [document for _, document in order]


CHOSEN, SAME, FAMILY, RELATED, ANY = 5, 4, 3, 2, 1


def _fit(document: Document, program: str, wanted: str) -> int:
    """How well a document fits a program; 0 where it is for another specialty, or chosen for other programs."""
    if document.programs:
        return CHOSEN if program in document.programs else 0
    own = document.specialty
    if not own:
        return ANY
    if own == wanted:
        return SAME
    if wanted in FAMILIES.get(own, "").split():
        return FAMILY
    # Whoever writes a letter from medicine or genetics is read in any field; a statement for one misleads in another.
    return RELATED if document.kind == "letter" and own in (*FAMILIES, *GENETICS) else 0


def newest_versions(documents: Iterable[Document]) -> list[Document]:
    """Of the versions of one statement, or of one writer's letter, the newest that is written, else the newest."""
    newest: dict[tuple[str, ...], Document] = {}
    for each in sorted(documents, key=lambda one: (is_ready(one), one.version, one.id)):
        newest[(each.kind, each.specialty, each.writer.casefold(), *each.programs)] = each
    return list(newest.values())


def lines_to_send(state: State, program: Program) -> list[str]:
    """What goes with a program, a line each, and what is missing; nothing while no document is noted at all."""
    if not state.documents:
        return []
    proposal = proposed_documents(state, program)
    there = [each for each in (proposal.statement, *proposal.letters) if each is not None]
    lines = [
        f"{STANDINGS[each.state].glyph} {document_title(each, short=True)}: {STANDINGS[each.state].phrase}"
        for each in there
    ]
    return [*lines, *(f"! {sentence}" for sentence in proposal.missing)]


def sentence_to_send(state: State, program: Program) -> str:
    """The same in one line: "● Statement · Internal Med (ready); ✓ Dr. Abara · Genetics (uploaded)"."""
    if not state.documents:
        return ""
    proposal = proposed_documents(state, program)
    there = [each for each in (proposal.statement, *proposal.letters) if each is not None]
    named = [
        f"{STANDINGS[each.state].glyph} {document_title(each, short=True)} ({STANDINGS[each.state].short})"
        for each in there
    ]
    return "; ".join(
        [*named, *(["! no statement"] * (proposal.statement is None)), *(["! no letter"] * (not proposal.letters))]
    )


def _missing(statement: Document | None, letters: list[Document]) -> list[str]:
    found = []
    if statement is None:
        found.append("No statement fits it.")
    elif not is_ready(statement):
        found.append(f"The statement is {STANDINGS[statement.state].phrase}.")
    late = sum(letter.state != "uploaded" for letter in letters)
    if not letters:
        found.append("No letter is noted.")
    elif late:
        found.append(f"{late} of {len(letters)} letters not uploaded.")
    return found


def in_order(document: Document) -> tuple[object, ...]:
    """As they stand in a list: statements first, what is not used any more last."""
    return (
        document.state == "withdrawn",
        document.kind != "statement",
        document.specialty,
        document.writer.casefold(),
        -document.version,
        document.id,
    )


# -- what the user does


def new_document(kind: DocumentKind, state: State, **fields: str) -> Document:
    """A document as it is typed; without a version it is the next one of its specialty and writer. Raises Refusal."""
    return document_edited(Document(id=new_id(), kind=kind), state, **fields)


def document_edited(before: Document, state: State, **fields: str) -> Document:
    """The document as it is typed now. Raises Refusal."""
    kind, specialty, writer = before.kind, _specialty(fields.get("specialty", "")), clean(fields.get("writer", ""))
    if kind == "letter" and not writer:
        raise Refusal("Who writes the letter? It needs the writer's name.")
    status = _state(kind, fields.get("standing", "") or "planned")
    programs = tuple(filter(None, fields.get("programs", "").split()))
    of_it = [
        each
        for each in state.documents.values()
        if (each.kind, each.specialty, each.writer.casefold()) == (kind, specialty, writer.casefold())
        and each.programs == programs
        and each.id != before.id
    ]
    return replace(
        before,
        specialty=specialty,
        writer=writer,
        version=_version(fields.get("version", ""), max((each.version for each in of_it), default=0) + 1),
        file=clean(fields.get("file", ""), NAME_LIMIT * 10),
        dated=_dated(fields.get("dated", "")),
        state=status,
        programs=programs,
        note=clean(fields.get("note", ""), NOTE_LIMIT, lines=True),
    )


def document_in_state(document: Document, status: str) -> Document:
    """The document in another state. Raises Refusal for one that its kind cannot be in, and for the one it is in."""
    found = _state(document.kind, status)
    if found == document.state:
        raise Refusal(f"It is {STANDINGS[found].phrase} already.")
    return replace(document, state=found)


def document_title(document: Document, *, short: bool = False) -> str:
    """What it is called: "Letter · Dr. Abara · Internal Medicine", "Statement · any specialty · version 2".

    A `short` one has the specialty in few letters.
    """
    known = specialties.specialties().get(document.specialty) if short else None
    field = known.short if known is not None else document_field(document)
    version = f"version {document.version}" if document.version > 1 else ""
    return " · ".join(filter(None, (document.kind.capitalize(), document.writer, field, version)))


def document_field(document: Document) -> str:
    """Its specialty in words."""
    known = specialties.specialties().get(document.specialty)
    return known.name if known is not None else document.specialty or "any specialty"


def document_named(state: State, text: str) -> Document:
    """The document of that id, or of the one id that begins so. Raises Refusal."""
    found = [each for key, each in state.documents.items() if key == text or (text and key.startswith(text))]
    if len(found) != 1:
        raise Refusal(f"{clean(text)!r} is not the id of one document. See the ids with: soaptui document list.")
    return found[0]


def _state(kind: DocumentKind, text: str) -> DocumentState:
    for name, standing in STANDINGS.items():
        if text.casefold() == name and kind in standing.kinds:
            return name
    can = [name for name, standing in STANDINGS.items() if kind in standing.kinds]
    raise Refusal(f"{clean(text)!r} is not a state of a {kind}: choose one of {', '.join(can)}.")


def _specialty(text: str) -> str:
    """The code of a specialty by its code, name or short name; other words as they are; empty for any."""
    words = clean(text)
    return "" if words.casefold() in ("", "any", "general") else _code_of(words) or words


def _code_of(words: str) -> str:
    plain = words.casefold().strip()
    for code, each in specialties.specialties().items():
        if plain in (code.casefold(), each.name.casefold(), each.short.casefold()):
            return code
    return {"im": "140", "medicine": "140", "peds": "320", "fm": "120", "genetics": "130"}.get(plain, "")


def _version(text: str, following: int) -> int:
    if not text:
        return following
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise Refusal(f"{clean(text)!r} is not a version: write a number such as 2.")
    return int(text)


def _dated(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise Refusal(f"{clean(text)!r} is not a date: write it like 2026-11-27.") from None
