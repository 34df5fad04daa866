"""The first minutes: who you are, three questions more, and the way in. Each is left with one key, and asked once."""

from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label

from soaptui.cut_offs import is_exam
from soaptui.profile_settings import profile_value, profile_with
from soaptui.programs.applied_specialties import specialties_typed, specialty_title
from soaptui.records import Profile
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.dialogs.leaving_profile import LeavingKept
from soaptui.screens.dialogs.profile import WRONG
from soaptui.screens.dialogs.tour import begin_tour
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText

ASKED = "first-questions"
"""The setting that says how far the first minutes came: "next" before the three questions, "done" after them."""

QUESTIONS: dict[str, tuple[str, str, str]] = {
    "specialties": (
        "specialties",
        "for example IM, peds; empty: any",
        "They come first in the filters, the plan and the emails.",
    ),
    "graduation-year": (
        "graduated in",
        "for example 2019",
        "Some programs take nobody who graduated long ago: they are marked.",
    ),
    "steps": (
        "exams passed",
        "for example Step 1, Step 2 CK 245",
        "With commas between. x2 behind one: two attempts.",
    ),
}
"""What is asked: the setting, its label, an example, and what it is good for."""


def begin_first_minutes(app: App[Any], session: Session) -> None:
    """Ask who the user is; whoever saves is asked three questions more; everybody is offered a tour."""

    def answered(saved: bool | None) -> None:
        if saved:
            session.remember(ASKED, "next")
            ask_further(app, session)
        else:  # no questions more, but the tour all the same
            offer_way_in(app, session)

    open_dialog(app.screen, session, DialogName.PROFILE, first=True, then=answered)


def ask_further(app: App[Any], session: Session) -> None:
    """The three questions, then the way in."""

    def answered(_: bool | None) -> None:
        offer_way_in(app, session)

    open_dialog(app.screen, session, DialogName.QUESTIONS, then=answered)


def offer_way_in(app: App[Any], session: Session) -> None:
    """A tour, or the work."""

    def begun(wants_tour: bool | None) -> None:
        if wants_tour:
            begin_tour(app, session)

    session.remember(ASKED, "done")
    open_dialog(app.screen, session, DialogName.WAY_IN, then=begun)


def with_third_step(profile: Profile) -> Profile:
    """Whoever has passed Step 3 has said so in the field of its own, too."""
    passed = any(is_exam(step.step, "3") and step.result.casefold() != "fail" for step in profile.steps)
    return profile_with(profile, ["step3=passed"]) if passed and not profile.step3 else profile


class QuestionsDialog(Dialog):
    """Specialties, year, exams: any of them may stay empty."""

    AUTO_FOCUS = "#specialties"
    BINDINGS = bindings("profile-filled")
    DEFAULT_CSS = styles(__file__, "QuestionsDialog")

    def compose(self) -> ComposeResult:
        """The fields, each with what it is good for."""
        me = self.session.state.me
        with Vertical(classes="dialog"):
            yield SteadyText("THREE QUESTIONS MORE", classes="title")
            yield SteadyText(
                with_keys("Leave empty what you do not know. To change it later, press {profile}."), classes="hint"
            )
            for name, (label, example, good_for) in QUESTIONS.items():
                with Horizontal(classes="field"):
                    yield Label(label)
                    yield LineField(profile_value(me, name), placeholder=example, id=name)
                yield SteadyText(good_for, classes="hint below", id=f"about-{name}")
            yield SteadyText(id="problem")
            with Horizontal(classes="buttons"):
                yield Button(with_keys("Save ({profile-filled.save})"), id="save", variant="primary")
                yield Button(with_keys("Skip the rest ({dialog.close})"), id="skip")

    @on(Input.Changed, "#specialties")
    def _read(self, event: Input.Changed) -> None:
        """What is understood stands below; while a name is being typed, what it is good for."""
        self.refuse("")
        try:
            codes = specialties_typed(event.value)
        except Refusal:
            codes = ()
        said = f"= {', '.join(map(specialty_title, codes))}" if codes else QUESTIONS["specialties"][2]
        self.query_one("#about-specialties", SteadyText).show(said)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; in the last field it saves."""
        if event.input.id == [*QUESTIONS][-1]:
            self.action_save()
        else:
            self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save, or skip."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_close()

    def _typed_values(self) -> dict[str, str]:
        return {name: self.query_one(f"#{name}", Input).value for name in QUESTIONS}

    def on_mount(self) -> None:
        """What stands there before anything is typed."""
        self._leaving = LeavingKept(self._typed_values())

    def keep(self) -> None:
        """The program is about to end: what is filled in and can be taken is kept."""
        kept, _ = self._leaving.leave(self.session, self._typed_values())
        if kept is not None:
            self.session.put("Profile", with_third_step(kept))

    def action_close(self) -> None:
        """Leave, with what is filled in kept; once, what cannot be taken is asked about."""
        kept, asked = self._leaving.leave(self.session, self._typed_values())
        if asked:
            field, reason = asked
            self.refuse(f"{WRONG}{reason}")
            self.query_one(f"#{field}", Input).focus()
            return
        if kept is not None:
            self.session.put("Profile", with_third_step(kept))
        self.dismiss(None)

    def action_save(self) -> None:
        """Keep what is filled in; at what cannot be taken, stay."""
        profile = self.session.state.me
        for name in QUESTIONS:
            field = self.query_one(f"#{name}", Input)
            try:
                profile = profile_with(profile, [f"{name}={field.value}"])
            except Refusal as error:
                self.refuse(f"{WRONG}{error}")
                field.focus()
                return
        if self.session.put("Profile", with_third_step(profile)):
            self.dismiss(True)


class WayInDialog(Dialog):
    """A tour, or the work."""

    AUTO_FOCUS = "#begin"
    BINDINGS = bindings("way-in")
    DEFAULT_CSS = styles(__file__, "WayInDialog")
    KEYS: ClassVar[str] = "{way-in.tour}: a tour of two minutes. {dialog.close}: begin.\nLater: {help} is help."

    def compose(self) -> ComposeResult:
        """The two ways."""
        with Vertical(classes="dialog"):
            yield SteadyText("YOU ARE READY", classes="title")
            yield SteadyText(with_keys(self.KEYS), id="ways")
            with Horizontal(classes="buttons"):
                yield Button(with_keys("Begin ({dialog.close})"), id="begin", variant="primary")
                yield Button(with_keys("Tour ({way-in.tour})"), id="tour")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The tour, or begin."""
        self.dismiss(event.button.id == "tour")

    def action_tour(self) -> None:
        """The tour."""
        self.dismiss(True)
