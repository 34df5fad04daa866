"""The full-screen alarm: over everything, until it is acknowledged on purpose or its subject has ended.

What lies below stays as it is, a half-typed note with it. While a text lies there, every letter goes on into it,
however long the pause before it, and only a key that is no letter acknowledges. Where none lies there, `A` does,
after a second without a key; a call is opened at once, for the next letters are its caller.
"""

from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from soaptui.counted import many
from soaptui.records import program_title
from soaptui.screens.alarms.alarm_player import AlarmPlayer
from soaptui.screens.alarms.typing_below import line_below, press_below, text_below, type_below
from soaptui.screens.commands import bindings, key_for, keys_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.week import alarms, words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.alarms import Alarm
from soaptui.week.deadlines import SUBJECT_KINDS
from soaptui.week.getting_ready import to_be_tested, what_to_test

REST = 1.0
"""Seconds without a key before one counts: the hand that pressed the last one has not seen the alarm yet."""

ALSO = 3
"""So many other alarms are named below."""


class AlarmScreen(Dialog):
    """One deadline, and everything that ends with it."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("alarm")
    DEFAULT_CSS = styles(__file__, "AlarmScreen")

    def __init__(self, session: Session, ringing: AlarmPlayer, alarm: Alarm) -> None:
        super().__init__(session)
        self._ringing = ringing
        self._shown: tuple[Alarm, ...] = ringing.screens or (alarm,)
        self._rest: Timer | None = None
        self._listening = False

    @property
    def shown(self) -> frozenset[str]:
        """The ids of the alarms on the screen."""
        return frozenset(alarm.id for alarm in self._shown)

    def compose(self) -> ComposeResult:
        """What ends, how long, when, the keys (in sight however much follows), what to do, what was decided."""
        texts = self._texts()
        with Vertical(classes="dialog"):
            for name in ("head", "what"):
                yield SteadyText(texts[name], id=name)
            yield SteadyDigits(self._figures())
            for name in ("when", "keys", "typed", "todo", "sheet", "also"):
                yield SteadyText(texts[name], id=name)

    def on_mount(self) -> None:
        """It is drawn; the keys count later."""
        self._wait()

    def on_screen_resume(self) -> None:
        """What lay over it is closed: the keys may still have been meant for that."""
        self._wait()

    # -- what is shown

    def beat(self, agenda: Agenda) -> None:
        """The figures; the alarms as they stand now. Where none does any more, the screen goes."""
        if self.app.screen_stack[-1:] != [self]:
            return  # whoever opened a call over it is writing; it is heard all the same
        if not self._ringing.screens:
            self.dismiss(None)
            return
        if self._ringing.screens != self._shown:
            self._shown = self._ringing.screens
            self._wait()
        self._show()

    def _show(self) -> None:
        self.query_one(SteadyDigits).show(self._figures())
        for name, text in self._texts().items():
            self.query_one(f"#{name}", SteadyText).show(text)

    def _figures(self) -> str:
        return words.countdown_figures(words.seconds_left(self._shown[0].deadline, self.session.now))

    def _texts(self) -> dict[str, str]:
        first = self._shown[0]
        return {
            "head": f" ALARM · {many(first.minutes, 'minute')} before ",
            "what": "\n".join(alarm.what for alarm in self._shown if not self._says(alarm)),
            "when": self._when(first),
            "keys": self._keys(first),
            "typed": self._typed(),
            "todo": self._todo(first),
            "sheet": self._sheet(first),
            "also": self._also(),
        }

    @property
    def _typing(self) -> bool:
        """Whether letters go on into a text below."""
        return text_below(self.app, self) is not None

    def _keys(self, alarm: Alarm) -> str:
        typing = self._typing
        call = with_keys("{call-anywhere}: it rings, log a call" if typing else "{call}: it rings, log a call")
        return _heard_said(typing=typing) + f"{self._next(alarm)}\n" + call

    def _typed(self) -> str:
        return f"Your typing continues below: {line_below(self.app, self)}" if self._typing else ""

    def _when(self, alarm: Alarm) -> str:
        eastern, zone = words.eastern_text(alarm.deadline), self.session.zone
        if words.same_clock(alarm.deadline, zone):
            return eastern
        return f"{eastern} · {words.local_text(alarm.deadline, zone)} {zones.zone_place(zone)}"

    def _sheet(self, alarm: Alarm) -> str:
        """What the decision sheet says to each offer that ends now."""
        from soaptui.week import decision_sheet

        session = self.session
        if alarm.kind != "offer" or decision_sheet.is_empty(decision_sheet.sheet_of(session.state)):
            return ""
        ids = [other.record for other in self._shown if other.kind == "offer"]
        offers = [session.state.offers[key] for key in ids if key in session.state.offers]
        found = []
        for offer in offers:
            name = f"{program_title(session.state, offer.program)}: " if len(offers) > 1 else ""
            said = decision_sheet.advice(session.state, session.season, session.now, offer, session.rows()).in_full
            found.append(f"{name}{said}")
        return "\n".join(found)

    def _todo(self, alarm: Alarm) -> str:
        todo = SUBJECT_KINDS[alarm.kind].todo
        interview = self.session.state.interviews.get(alarm.record) if alarm.kind == "interview" else None
        if interview is None:
            return todo
        if to_be_tested(interview, self.session.now):
            copies = f" {key_for('copy-link')} copies the link." if interview.link and not self._typing else ""
            todo = f"{what_to_test(interview)}{copies}\n{todo}"
        where = " · ".join(part for part in (interview.platform, interview.link) if part)
        return f"{where}\n{todo}" if where else todo

    def _also(self) -> str:
        """What else is ahead and was told."""
        now, zone = self.session.now, self.session.zone
        others = [
            alarm
            for alarm in self._ringing.standing
            if alarm.deadline > now and alarm.id not in self.shown and not self._says(alarm)
        ]
        found = [f"Also: {alarms.sentence(alarm, now, zone)}" for alarm in others[:ALSO]]
        return "\n".join(found + [f"and {len(others) - ALSO} more"] * (len(others) > ALSO))

    def _says(self, alarm: Alarm) -> bool:
        return any(alarms.is_said_by(alarm, other) for other in self._shown)

    def _next(self, alarm: Alarm) -> str:
        """That the silence is not for good."""
        ladder = alarms.ladders(self.session.state)[alarm.kind]
        nearer = max((minutes for minutes in ladder if minutes < alarm.minutes), default=None)
        return "" if nearer is None else f"; the next one comes {nearer} min before"

    # -- keys

    def _wait(self) -> None:
        """No key counts until there was none for a second."""
        self._listening = False
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._listen)

    def _listen(self) -> None:
        self._listening = True

    async def on_key(self, event: events.Key) -> None:
        """One key acknowledges, another opens a call; what else is typed goes on into the text below."""
        event.stop()
        event.prevent_default()
        rested, text = self._listening, text_below(self.app, self)
        if text is not None and event.is_printable and event.character:
            self._wait()
            type_below(text, event.character)
        elif event.key in (*keys_for("alarm.heard"), *keys_for("heard")):
            if rested:
                self._heard()
            elif event.is_printable:
                self._wait()
        elif event.key in keys_for("call"):
            self.app.call_later(self.app.run_action, "log_call('in')")
        elif rested and event.key in keys_for("copy-link") and (link := self._link()):
            self.app.copy_to_clipboard(link)
            self.query_one("#todo", SteadyText).show(f"Copied: {link}")
            return
        else:
            self._wait()
            await press_below(self.app, self, event)
        if self.is_mounted and self._shown:
            self._show()

    def _link(self) -> str:
        """The link of the interview that it is about."""
        interview = self.session.state.interviews.get(self._shown[0].record)
        return interview.link if interview is not None else ""

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted was meant for the text below."""
        event.stop()
        text = text_below(self.app, self)
        if isinstance(text, LineField | NoteField):
            text.add(event.text)
            self._show()

    def _heard(self) -> None:
        self._ringing.acknowledge(*self._shown)
        self._shown = self._ringing.screens
        if self._shown:
            self._show()
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Nothing closes it by the way."""


def _heard_said(*, typing: bool) -> str:
    """The key that acknowledges; a capital letter is said to be one."""
    if typing:
        return with_keys("Press {alarm.heard}: I have heard it")
    heard = key_for("heard")
    capital = heard.isupper() and len(heard) == 1
    return with_keys("Press {heard} (a capital): I have heard it" if capital else "Press {heard}: I have heard it")


def raise_alarm(app: App[Any], session: Session, ringing: AlarmPlayer, alarm: Alarm) -> None:
    """Put the alarm over everything, unless it is there already; the one in front takes up what is new by itself."""
    stack = app.screen_stack
    if not stack:
        return  # the program is ending
    there = [screen for screen in stack if isinstance(screen, AlarmScreen)]
    if stack[-1] in there or any(alarm.id in screen.shown for screen in there):
        return
    app.push_screen(AlarmScreen(session, ringing, alarm))
