"""Marking applications as planned or sent: what stands in the way, what is odd, what has to be asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from textual.screen import Screen

from soaptui.calls.comparing import FEWEST, MOST
from soaptui.counted import many
from soaptui.programs import slots
from soaptui.programs.listing import ProgramRow
from soaptui.refusal import Refusal
from soaptui.screens.commands import key_for
from soaptui.screens.programs.sent_dialog import ask_when_sent, when_sent
from soaptui.screens.session import Session
from soaptui.week import oddities, sending, words, zones

VERB: dict[slots.Mark, str] = {"sent": "Sent", "planned": "Plan", "none": "No longer planned"}


def to_compare(rows: Sequence[ProgramRow], marked: set[str], here: str) -> tuple[list[str], str]:
    """Which programs are put side by side, in their order on the list; and the one to begin with where it is alone.

    Those that are marked, as many as are looked at together; of one mark alone, it and the program under the cursor.
    """
    wanted = marked if len(marked) >= FEWEST else marked | {here}
    ids = [row.program.id for row in rows if row.program.id in wanted][:MOST]
    return ids, here


def plan_rows(session: Session, rows: Sequence[ProgramRow]) -> None:
    """Plan them, or, if all of them are planned, take the plans back."""
    planned = all(slots.application_word(row.application) == "planned" for row in rows)
    mark_rows(session, rows, "none" if planned else "planned")


def mark_sent(
    screen: Screen[Any], session: Session, rows: Sequence[ProgramRow], *, before_round: bool = False
) -> None:
    """Mark those that are not; where all of them are, ask when they went out. With `before_round` they went out
    before the round opened, and are marked only now."""
    waiting = [row for row in rows if row.application is None or row.application.sent is None]
    if not rows or not session.may_write():
        return
    if not waiting:
        when_sent(screen, session, [row.program.id for row in rows])
        return
    since = sending.shut_since(session.season, session.now) if before_round else None
    if mark_rows(session, waiting, "sent", None if since is None else since - slots.MINUTE):
        ask_when_sent(screen, session, [row.program.id for row in waiting])


def mark_rows(session: Session, rows: Sequence[ProgramRow], wanted: slots.Mark, at: datetime | None = None) -> bool:
    """Mark them in one change, and say what is odd about it. False, after saying why, where it cannot be."""
    try:
        made = slots.marked_applications(
            session.state, [row.program for row in rows], wanted, session.now, session.season, at=at
        )
    except slots.Shut as error:
        wall = zones.eastern(error.since)
        before = f"{words.clock24(wall)} {zones.abbreviation(wall)}"
        session.tell(f"{error.reason} If you sent it before {before}, {key_for('sent-before')} marks it so.")
        return False
    except Refusal as error:
        session.tell_refused(str(error))
        return False
    first = rows[0].program
    label = f"{VERB[wanted]}: {first.title if len(rows) == 1 else many(len(made), 'application')}"
    if not session.put(label, *made):
        return False
    told = [f"{label}. {key_for('undo')} takes it back."] if len(rows) > 1 else []
    if wanted != "none":
        told += oddities.of_applications(session.state, session.season, made)
    if wanted == "planned":
        late = (sending.no_more_offers(session.season, one.service, session.now) for one in made)
        told += dict.fromkeys(filter(None, late))
    if told:
        session.tell(" ".join(told))
    return True
