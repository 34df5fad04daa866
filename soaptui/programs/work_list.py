"""The applications to be worked through: in which order, how each stands, what is to be sent with it."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from soaptui.records import Program

DOCUMENT_WORDS = ("statement", "letter", "lor", "document", "transcript", "mspe", "signal", "require", "attach")
"""A column of the user's own with one of these in its heading says what goes with an application."""


class WorkItem(NamedTuple):
    """One line of the list: its number, its program, how its application stands, and why it is not for the user."""

    number: int
    program: Program
    standing: str
    gone: str = ""


def worked_through(known: Sequence[str], planned: Sequence[str]) -> list[str]:
    """The order in which the list goes on: everything keeps its place, so that an undo brings it back there.

    A program that is planned newly comes after the one it follows in the order of work.
    """
    order = list(known)
    place = 0
    for program_id in planned:
        if program_id in order:
            place = order.index(program_id) + 1
        else:
            order.insert(place, program_id)
            place += 1
    return order


def goes_with(program: Program) -> list[str]:
    """What is to be sent with the application, by those columns of the user's own files that are about documents."""
    return [
        f"{name}: {value}"
        for name, value in program.columns.items()
        if value and any(word.startswith(DOCUMENT_WORDS) for word in name.casefold().split())
    ]


def gone_word(program: Program) -> str:
    """What a planned program is called that is no longer for the user."""
    return "left the list" if program.listed == "no" else "not for you"


def next_to_send(ids: Sequence[str], at: str, waiting: Container[str], gone: Container[str]) -> str:
    """The next one to work on after that one, else the first before it; empty if none is left.

    Those that are no longer for the user come last, and after one of them the next of them.
    """
    number = ids.index(at)
    around = [item for item in (*ids[number + 1 :], *ids[:number]) if item in waiting]
    alike = (item for item in around if (item in gone) == (at in gone))
    return next(alike, around[0] if around else "")
