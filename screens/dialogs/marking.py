"""Marking applications as planned or sent: what stands in the way, what is odd, what has to be asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from textual.screen import Screen

from screens.desk import Desk
from screens.dialogs.sent import ask_when_sent, when_sent
from soaptui.counted import many
from soaptui.programs import slots
from soaptui.programs.listing import Row
from soaptui.refusal import Refusal
from soaptui.week import oddities, sending, words, zones

VERB: dict[slots.Mark, str] = {"sent": "Sent", "planned": "Plan", "none": "No longer planned"}


def plan(desk: Desk, rows: Sequence[Row]) -> None:
    """Plan them, or, if all of them are planned, take the plans back."""
    planned = all(slots.standing(row.application) == "planned" for row in rows)
    mark(desk, rows, "none" if planned else "planned")


def sent(screen: Screen[Any], desk: Desk, rows: Sequence[Row], *, before_round: bool = False) -> None:
    """Mark those that are not; where all of them are, ask when they went out. With `before_round` they went out
    before the round opened, and are marked only now."""
    waiting = [row for row in rows if row.application is None or row.application.sent is None]
    if not rows or not desk.may_write():
        return
    if not waiting:
        when_sent(screen, desk, [row.program.id for row in rows])
        return
    since = sending.shut_since(desk.season, desk.now) if before_round else None
    if mark(desk, waiting, "sent", None if since is None else since - slots.MINUTE):
        ask_when_sent(screen, desk, [row.program.id for row in waiting])


def mark(desk: Desk, rows: Sequence[Row], wanted: slots.Mark, at: datetime | None = None) -> bool:
    """Mark them in one change, and say what is odd about it. False, after saying why, where it cannot be."""
    try:
        made = slots.mark(desk.state, [row.program for row in rows], wanted, desk.now, desk.season, at=at)
    except slots.Shut as error:
        wall = zones.eastern(error.since)
        before = f"{words.clock(wall)} {zones.abbreviation(wall)}"
        desk.tell(f"{error.reason} If you sent it before {before}, B marks it so.")
        return False
    except Refusal as error:
        desk.tell(str(error))
        return False
    first = rows[0].program
    title = f"{first.institution} {first.name}".strip() or first.id
    label = f"{VERB[wanted]}: {title}" if len(rows) == 1 else f"{VERB[wanted]}: {many(len(made), 'application')}"
    if not desk.put(label, *made):
        return False
    told = [f"{label}. u takes it back."] if len(rows) > 1 else []
    if wanted != "none":
        told += oddities.of_applications(desk.state, desk.season, made)
    if told:
        desk.tell(" ".join(told))
    return True
