"""The profile: home zone, visa need, match status. Each may be skipped, and all be changed later (p)."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select

from soaptui.one_year import ONE_YEAR_CHOICES
from soaptui.prepare.documents import written_for
from soaptui.profile_doubts import doubts_of_typed
from soaptui.profile_settings import profile_value, profile_with
from soaptui.records import Profile
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.dialogs.leaving_profile import LeavingKept
from soaptui.screens.dialogs.zone_field import ZoneField
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.status import STATUSES
from soaptui.visa_needs import VISA_NEEDS
from soaptui.week import oddities
from soaptui.week.agenda import Agenda

WELCOME = (
    "Welcome. Three things make every screen right for you. Each can be skipped, and changed later with p.\n"
    "Nothing you write leaves this computer."
)
HINT = "{profile-filled.save} or {dialog.close} saves and closes · {undo} takes it back"
WRONG = "✗ Error. "
VISAS = [(need.choice, name) for name, need in VISA_NEEDS.items()]
ONE_YEAR = [(means.choice, name) for name, means in ONE_YEAR_CHOICES.items()]
MATCH = [(status.choice, match) for match, status in STATUSES.items()]


MORE: dict[str, tuple[str, str]] = {
    "name": ("your name", "as you sign: Dr. Amara Silva"),
    "phone": ("your number", "with country code; it is used in emails"),
    "aamc-id": ("AAMC ID", "for emails"),
    "graduation-year": ("graduated", "year"),
    "us-experience": ("in the US", "3 months observership, Toledo"),
    "steps": ("exams", "Step 1 x2, Step 2 CK 245 (x2: two attempts)"),
    "failed-tries": ("failed tries", "0 if none"),
    "step3": ("Step 3", "passed, or no"),
    "ecfmg": ("ECFMG", "certified, or no"),
    "us-months": ("US hands-on", "months"),
    "observer-months": ("observing", "months of it"),
    "specialties": ("applying in", "Internal Medicine, Pediatrics; empty: any"),
    "nationality": ("nationality", "for the entry rules"),
}
"""What is asked beside the three that every screen needs: the setting's name, its label, an example."""

HELD_FIELDS: dict[str, tuple[str, str]] = {
    "matched-specialty": ("matched in", "Diagnostic Radiology, or its code 420"),
    "matched-institution": ("at", "the institution that you matched to"),
    "matched-city": ("its city", "R3 shows it on Monday"),
    "matched-state": ("its state", "such as OH"),
    "matched-link": ("its link", "the program's page"),
}
"""What is asked of the position that is held, where the status is one part of a training."""

HELD_LINES = (("matched-specialty",), ("matched-institution",), ("matched-city", "matched-state"), ("matched-link",))
LINES = (
    ("name", "nationality"), ("phone", "aamc-id"), ("graduation-year", "ecfmg"), ("us-experience",),
    ("us-months", "observer-months"), ("steps",), ("failed-tries", "step3"), ("specialties",),
)  # fmt: skip
"""Which of them stand in one line."""


class ProfileDialog(Dialog):
    """Three fields on the first run, all of them later, and two buttons."""

    AUTO_FOCUS = "#zone"
    BINDINGS = bindings("profile-filled")
    DEFAULT_CSS = styles(__file__, "ProfileDialog")

    def __init__(self, session: Session, *, first: bool = False) -> None:
        super().__init__(session)
        self._first = first
        self.set_class(bool(STATUSES[session.state.me.match].holds), "holding")
        self.set_class(not first, "later")

    def compose(self) -> ComposeResult:
        """The fields."""
        me = self.session.state.me
        with Vertical(classes="dialog"):
            yield SteadyText("YOUR PROFILE", classes="title")
            yield SteadyText(WELCOME if self._first else with_keys(HINT), classes="hint")
            with Horizontal(classes="field"):
                yield Label("home zone")
                zone = me.zone or (self.session.zone if self.session.zone_is_known else "")
                yield ZoneField(zone, id="zone")
            yield SteadyText(id="clock")
            with Horizontal(classes="field"):
                yield Label("visa needed")
                yield Select(VISAS, value=me.visa, allow_blank=False, compact=True, id="visa")
            with Horizontal(classes="field"):
                yield Label("match status")
                yield Select(MATCH, value=me.match, allow_blank=False, compact=True, id="match")
            for keys in () if self._first else (*HELD_LINES, *LINES):
                with Horizontal(classes="field more held" if keys in HELD_LINES else "field more"):
                    for key in keys:
                        label, example = self._asked(key)
                        yield Label(label)
                        yield LineField(profile_value(me, key), placeholder=example, id=key)
            if not self._first:
                with Horizontal(classes="field more"):
                    yield Label("one-year ones")
                    yield Select(ONE_YEAR, value=me.one_year, allow_blank=False, compact=True, id="one-year")
            yield SteadyText(id="problem")
            with Horizontal(classes="buttons"):
                yield Button(with_keys("Save ({profile-filled.save})"), id="save")
                yield Button(
                    with_keys("Skip the rest ({dialog.close})" if self._first else "Close ({dialog.close})"),
                    id="skip",
                )

    def _asked(self, key: str) -> tuple[str, str]:
        """The label of a field and what can stand in it; of the specialties, those that a statement is ready for."""
        label, example = (HELD_FIELDS | MORE)[key]
        written = written_for(self.session.state) if key == "specialties" else ()
        return label, f"{', '.join(written)}? (statements ready)" if written else example

    @on(Select.Changed, "#match")
    def _held_or_not(self, event: Select.Changed) -> None:
        """The program that somebody matched to is asked of who holds one part of a training."""
        chosen = STATUSES.get(event.value) if isinstance(event.value, str) else None  # type: ignore[call-overload]
        self.set_class(chosen is not None and bool(chosen.holds), "holding")

    def beat(self, agenda: Agenda) -> None:
        """The clock of the zone that is typed: the user sees whether it is theirs."""
        self._show_clock()

    @on(Input.Changed, "#zone")
    def _typed(self) -> None:
        self.refuse("")
        self._show_clock()

    @property
    def _zone(self) -> ZoneField:
        return self.query_one("#zone", ZoneField)

    def _show_clock(self) -> None:
        zone, line = self._zone, self.query_one("#clock", SteadyText)
        unknown = bool(zone.value.strip()) and not zone.meaning(self.session.now).choices
        line.set_class(unknown, "problem")
        line.show(f"{WRONG if unknown else ''}{zone.line(self.session.now)}")

    def action_take_zone(self) -> None:
        """Take the zone that is marked; where there is none to take, on to the next field."""
        if not self._zone.take(self.session.now):
            self.focus_next()

    def action_mark_zone(self, by: int) -> None:
        """Another of the zones that may be meant."""
        self._zone.mark(by, self.session.now)
        self._show_clock()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save, or skip."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_close()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field; in the zone, it takes what is marked first, and stays with the unknown."""
        if event.input.id != "zone" or self._zone.take(self.session.now) or self._zone_is_clear():
            self.focus_next()

    def _zone_is_clear(self) -> bool:
        """Whether one zone, or none, is typed; says what is wrong where it is not, and goes there."""
        meaning = self._zone.meaning(self.session.now)
        if not meaning.typed or meaning.zone:
            return True
        if meaning.choices:
            self._refuse_at("zone", f"First correct the home zone: take one with {key_for('zone-field.take')}.")
        else:  # what is wrong with it stands below it already
            self._refuse_at("zone", "First correct the home zone, or clear it.")
        return False

    def _refuse_at(self, field: str, reason: str) -> None:
        """Say what cannot be taken, and go to the field in which it stands."""
        self.refuse(f"{WRONG}{reason}")
        self.query_one(f"#{field}").focus()

    def _typed_values(self) -> dict[str, str]:
        values = {
            "zone": self._zone.value.strip(),
            "visa": str(self.query_one("#visa", Select).value),
            "match": str(self.query_one("#match", Select).value),
        }
        if not self._first:
            values |= {key: self.query_one(f"#{key}", Input).value for key in HELD_FIELDS | MORE}
            values["one-year"] = str(self.query_one("#one-year", Select).value)
        return values

    def action_save(self) -> None:
        """Keep what is filled in."""
        if not self._zone_is_clear():
            return
        before = profile = self.session.state.me
        for key, value in self._typed_values().items():
            try:
                profile = profile_with(profile, [f"{key}={value}"], self.session.now)
            except Refusal as error:
                self._refuse_at(key, str(error))
                return
        if self.session.put("Profile", profile):
            self.session.remember("welcomed", "yes")
            self._tell_odd(before)
            self.dismiss(True)

    def _tell_odd(self, before: Profile) -> None:
        session = self.session
        odd = doubts_of_typed(before, session.state.me)
        odd += oddities.of_profile(session.state, session.season, session.now)
        if odd:
            session.tell(" ".join(odd))

    def on_mount(self) -> None:
        """What stands there before anything is typed."""
        self._leaving = LeavingKept(self._typed_values())

    def keep(self) -> None:
        """The program is about to end: what is filled in and can be taken is kept."""
        kept, _ = self._leaving.leave(self.session, self._typed_values())
        if kept is not None:
            self.session.put("Profile", kept)

    def action_close(self) -> None:
        """Leave, with what is filled in kept; once, what cannot be taken is asked about."""
        before = self.session.state.me
        kept, asked = self._leaving.leave(self.session, self._typed_values())
        if asked:
            self._refuse_at(*asked)
            return
        if kept is not None and self.session.put("Profile", kept):
            self._tell_odd(before)
        if self._first:
            self.session.remember("welcomed", "yes")
        self.dismiss(None)
