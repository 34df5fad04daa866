"""The fields of a call as they are typed: which are new since they were last read or saved, and what they mean."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Label

from soaptui.call_kinds import CALL_OUTCOMES, DIRECTIONS
from soaptui.calls.call_texts import CALL_TEXTS, PROMISED, field_of_text, fields_of_arrival
from soaptui.records import Call, FollowUp
from soaptui.refusal import Refusal
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.one_of import OneOf
from soaptui.screens.widgets.questions_field import QuestionsField
from soaptui.screens.widgets.time_field import TimeField
from soaptui.text import NOTE_LIMIT, clean, visible
from soaptui.typed_time.past_moment import read_past
from soaptui.week import words, zones

HINTS = {
    "who_name": "name",
    "who_role": "director, coordinator",
    "number": "their number",
    "impression": "",
    "concerns": "what worried them, or you",
    "came": "10:12",
    "promise": "follow-up: what you will do",
}


class CallFields:
    """What the fields of one dialog said when they were last looked at.

    A field that nobody typed in since is never written: what was changed elsewhere meanwhile (an undo, another
    window of the same call) is not overwritten.
    """

    def __init__(self) -> None:
        self._seen = dict.fromkeys(CALL_TEXTS, "")
        self._note = ""
        self._asked: tuple[str, ...] = ()
        self._due: datetime | None = None
        self._due_before: datetime | None = None
        self._due_kept: datetime | None = None
        self._came_before: datetime | None = None
        self._came_typed: datetime | None = None

    def field_named(self, name: str) -> LineField:
        """The field of that name."""
        restrict, longest = _SHORT.get(name, (None, 0))
        return LineField(placeholder=HINTS[name], id=name, restrict=restrict, max_length=longest)

    def rows(self, due: TimeField) -> Iterator[Widget]:
        """The fields below the note, each a line; `due` is where the time of a promise is typed."""
        yield call_field_row(
            "their words", LineField(placeholder="as they said it, then Enter", id="words"), id="words-row"
        )
        yield call_field_row("who", self.field_named("who_name"), "role", self.field_named("who_role"))
        yield call_field_row("number", self.field_named("number"), "impression 1-5", self.field_named("impression"))
        yield QuestionsField((), id="asked")
        yield call_field_row("worry", self.field_named("concerns"), "began ET", self.field_named("came"))
        yield call_field_row("promise", self.field_named("promise"))
        yield due
        outcomes = [(means.choice, outcome) for outcome, means in CALL_OUTCOMES.items()]
        kinds = [(means.title, direction) for direction, means in DIRECTIONS.items()]
        yield call_field_row("outcome", OneOf(outcomes, "", id="outcome"), "kind", OneOf(kinds, "in", id="direction"))

    def begin(self, call: Call, dialog: Widget) -> None:
        """Show this call in the fields: it is what they said when they were last looked at."""
        self._note, self._asked = call.note, call.asked
        self._came_before, self._came_typed = call.started, None
        self._due_before = call.follow_up.due if call.follow_up is not None else None
        note = dialog.query_one("#note", NoteField)
        if call.note:
            with note.prevent(NoteField.Changed):
                note.text = visible(call.note)
            note.move_cursor(note.document.end)
        for name, read in CALL_TEXTS.items():
            self._seen[name] = read(call)
            field = _field_in(dialog, name)
            if field is not None and field.value != self._seen[name]:
                with field.prevent(LineField.Changed):
                    field.value = self._seen[name]
        if call.asked:
            dialog.query_one(QuestionsField).show(call.asked)
        dialog.query_one("#outcome", OneOf).follow(call.outcome)
        dialog.query_one("#direction", OneOf).follow(call.direction)

    def changed(self, call: Call, dialog: Widget, now: datetime) -> dict[str, Any]:
        """The fields of the call that are to be saved now."""
        found = self._new_note(dialog)
        for name in CALL_TEXTS:
            text = _typed_in(dialog, name, self._seen[name])
            if text != self._seen[name]:
                before, self._seen[name] = self._seen[name], text
                new = self._new_start(before, text, call, now) if name == "came" else field_of_text(name, text, call)
                found |= new
        return self._with_due(found, call)

    def _new_start(self, before: str, text: str, call: Call, now: datetime) -> dict[str, Any]:
        """The start that is typed. "1:30" on the way to "1:30 pm" is no time of its own to fall back on."""
        if not text.startswith(before):
            self._came_before = call.started
        found = fields_of_arrival(text, call, self._came_before or call.started, now)
        self._came_typed = found.get("started", call.started)
        return found

    def start_refused(self, dialog: Widget, now: datetime) -> str:
        """Why the time that stands in the field is not taken as the start of the call; empty where it is."""
        if self._came_before is None:
            return ""
        text = _typed_in(dialog, "came", "")
        if not text or text == words.clock24(zones.eastern(self._came_before)):
            return ""
        try:
            read_past(text, now, on=zones.eastern(self._came_before).date())
        except Refusal as error:
            began = zones.eastern(self._came_typed or self._came_before)
            return f"The call still begins at {words.clock24(began)}. {error}"
        return ""

    def _new_note(self, dialog: Widget) -> dict[str, Any]:
        text = clean(dialog.query_one("#note", NoteField).put_right(), NOTE_LIMIT, lines=True)
        if text == self._note:
            return {}
        self._note = text
        return {"note": text}

    def _with_due(self, found: dict[str, Any], call: Call) -> dict[str, Any]:
        """With the time that is typed, in what is promised."""
        promised: FollowUp | None = found.get("follow_up", call.follow_up)
        due = self._due
        if due is None and promised is not None and self._due_kept is not None and promised.due == self._due_kept:
            due = self._due_before  # it was typed here, and stands here no longer
        elif due is None or (promised is not None and promised.due == due):
            return found
        self._due_kept = due
        before = promised or FollowUp(what=PROMISED)
        return found | {"follow_up": msgspec.structs.replace(before, due=due, done=None)}

    def read_due(self, due: datetime | None) -> None:
        """The time that is typed now, where it is certain."""
        self._due = due

    def pressure(self, call: Call, dialog: Widget) -> dict[str, Any]:
        """With their words, in the last thing that they asked and may not ask."""
        text = _typed_in(dialog, "words", "")
        line = dialog.query_one_optional("#words-row")
        if not call.pressure or line is None or not line.display or call.pressure[-1].words == text:
            return {}
        last = msgspec.structs.replace(call.pressure[-1], words=text)
        return {"pressure": (*call.pressure[:-1], last)}

    def left(self, call: Call, dialog: Widget) -> dict[str, Any]:
        """What stands in the fields that take Enter, and was not taken: kept as it was typed, not as it was meant."""
        found: dict[str, Any] = {}
        asked = dialog.query_one_optional("#asked", QuestionsField)
        question = asked.words if asked is not None else ""
        if question and question not in call.asked:
            found["asked"] = (*call.asked, question)
        until = dialog.query_one_optional("#due", TimeField)
        if until is not None and until.words and until.certain is None:
            promised = call.follow_up or FollowUp(what=PROMISED)
            unclear = f"(until {until.words}?)"
            if unclear not in promised.what:
                found["follow_up"] = msgspec.structs.replace(promised, what=clean(f"{promised.what} {unclear}"))
        return found

    def follow(self, call: Call, dialog: Widget) -> None:
        """Show what was changed elsewhere, in every field in which nothing was typed since."""
        note = dialog.query_one("#note", NoteField)
        if call.note != self._note and clean(note.text, NOTE_LIMIT, lines=True) == self._note:
            self._note = call.note
            note.text = visible(call.note)
            note.move_cursor(note.document.end)
        for name, read in CALL_TEXTS.items():
            if name == "came" and call.started == self._came_typed:
                continue  # what is typed means that, and is not written anew under the fingers
            kept = read(call)
            field = _field_in(dialog, name)
            if field is not None and kept != self._seen[name] and clean(field.value) == self._seen[name]:
                self._seen[name] = field.value = kept
                if name == "came":
                    self._came_before = call.started
        if call.asked != self._asked:
            self._asked = call.asked
            asked = dialog.query_one_optional("#asked", QuestionsField)
            if asked is not None:
                asked.show(call.asked)


def _typed_in(dialog: Widget, name: str, default: str) -> str:
    """What stands in a field; the default while it is not there yet."""
    field = _field_in(dialog, name)
    return default if field is None else clean(field.value)


def _field_in(dialog: Widget, name: str) -> LineField | None:
    """The field of that name; None while it is not there yet. Textual remembers where an id is, and no query."""
    return dialog.query_one_optional(f"#{name}", LineField)


_SHORT: dict[str, tuple[str | None, int]] = {"impression": ("[1-5]?", 1), "came": (None, 24)}
"""What may be typed into the short fields, and how much of it."""


def call_field_row(
    first: str, field: Widget, second: str = "", other: Widget | None = None, *, id: str | None = None
) -> Widget:
    """One or two fields in a line, each after its label."""
    parts: list[Widget] = [Label(first), field]
    if other is not None:
        parts += [Label(f" {second}"), other]
    return Horizontal(*parts, classes="row", id=id)


def until_hint(call: Call) -> str:
    """What stands in the empty field for the time of a promise."""
    promised = call.follow_up
    if promised is None or promised.due is None:
        return "by when: in 20 min, tomorrow 9am ET"
    return f"until {words.eastern_text(promised.due)}; type another time to change it"
