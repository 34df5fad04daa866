"""Finding a program by a few letters: of its name, place, specialty or code, of a person, of a number."""

from textual.message import Message

from soaptui.program_tiers import TIERS
from soaptui.programs import slots, specialties
from soaptui.programs.program_row import ProgramRow
from soaptui.screens.session import Session
from soaptui.screens.widgets.choosing import Choosing

SHOWN = 6


class Finder(Choosing):
    """Type, and Enter takes the marked program; with no match Enter takes the words themselves."""

    TALL = SHOWN

    class Picked(Message):
        """A program was taken (its id), or words for one that is not in the list."""

        def __init__(self, program: str, words: str) -> None:
            super().__init__()
            self.program = program
            self.words = words

    def __init__(self, session: Session, *, placeholder: str, take_words: bool, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self._session = session
        self._take_words = take_words

    def lines(self, text: str) -> list[tuple[str, str]]:
        """The programs that hold the letters: those applied to first, then as the list stands."""
        return [(row.program.id, line_of(row)) for row in self._session.finding().find(text, SHOWN)]

    def none(self, text: str) -> str:
        """That no program is meant."""
        return "Enter saves these words as the caller" if self._take_words else "no program has these words"

    def taken(self, key: str, words: str) -> None:
        """Tell which."""
        if key or self._take_words:
            self.post_message(self.Picked(key, words))


def line_of(row: ProgramRow) -> str:
    """A program in one line, what tells it from others first: specialty, state, name; at the end its code."""
    program = row.program
    tier = TIERS[row.tier].short
    applied = slots.application_word(row.application)
    mark = "✓ " if applied == "sent" else f"{applied} · " if applied else ""
    parts = (
        specialties.short_specialty(program),
        program.state,
        program.institution,
        program.name,
        program.code or program.id,
    )
    return f"{mark}tier {tier} · {' · '.join(part for part in parts if part)}"
