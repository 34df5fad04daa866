"""To whom one may write after SOAP: an email for each, to be copied, and noted once it is sent."""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.calls import drafts
from soaptui.calls.after_emails import AfterEmail, after_emails, email_as_sent, list_is_old, nobody_to_write_to
from soaptui.counted import many
from soaptui.prepare.after_path import week_looked_back_on
from soaptui.screens.commands import bindings, pressed, with_keys
from soaptui.screens.dialogs.live_dialog import ListDialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.cells import Cell
from soaptui.screens.widgets.grid import Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.week import words
from soaptui.week.season import Season

HOW = "One at a time, in your words. {writing-to.copy} copies the email. {writing-to.written} notes that you sent it."


class WriteToDialog(ListDialog):
    """The list, and below it the email under the cursor."""

    BINDINGS = bindings("writing-to")
    _to_programs = False
    """Whether one of the emails goes to a program of the list."""
    WRITES = frozenset({"written", "undo", "redo"})
    DEFAULT_CSS = styles(__file__, "WriteToDialog")

    def compose(self) -> ComposeResult:
        """The list, the email."""
        columns = [Column("", 1), Column("to", 0), Column("", 12, 60)]
        with Vertical(classes="dialog"):
            yield SteadyText("WRITE", id="title", classes="title")
            yield SteadyText(id="how", classes="hint")
            yield Grid(columns, self._cells, id="emails")
            yield ScrollingPage(id="email")
            yield SteadyText(id="said")
            yield KeyLine()

    def how(self) -> str:
        session, week = self.session, self._week()
        old = list_is_old(session.state, week, session.now)
        return f"{with_keys(HOW)} {old}" if old and self._to_programs else with_keys(HOW)

    def _week(self) -> Season:
        session = self.session
        return week_looked_back_on(session.state, session.season, session.now)

    def show_kept(self) -> None:
        """Everybody who may be written to, those who were behind."""
        session, week = self.session, self._week()
        emails = sorted(after_emails(session.state, week, session.now), key=lambda one: one.written is not None)
        done = sum(one.written is not None for one in emails)
        count = f" · {many(len(emails), 'email')}{f', {done} written' if done else ''}" if emails else ""
        self.query_one("#title", SteadyText).show(f"WRITE{count}")
        self._to_programs = any(one.program for one in emails)
        self.show_how()
        nobody = pressed(nobody_to_write_to(session.state, week, session.now))
        self.query_one(Grid).show([GridLine(one.id, one) for one in emails], empty=nobody)
        self.show_about()

    def show_about(self) -> None:
        """The email under the cursor."""
        email = self.under_cursor(AfterEmail)
        page = self.query_one(ScrollingPage)
        if email is None:
            page.show("", "")
        else:
            page.show(f"To: {email.to or email.title}", email.text)

    def _cells(self, email: AfterEmail) -> list[Cell]:
        look = "dim" if email.written is not None else ""
        when = words.day_text(email.written) if email.written is not None else ""
        return [Cell("✓" if email.written is not None else "○", look), Cell(email.title, look), Cell(when, look)]

    def action_copy(self) -> None:
        """The email to the clipboard; says what is still blank in it."""
        email = self.under_cursor(AfterEmail)
        if email is not None:
            self.app.copy_to_clipboard(email.text)
            self.say(drafts.copied(email.text, "Copied."))

    def action_written(self) -> None:
        """It was sent: it stands in the log from now on."""
        email = self.under_cursor(AfterEmail)
        if email is None or not self.may_write():
            return
        session = self.session
        change = build_change(f"Email sent: {email.title}", session.state, email_as_sent(email, session.now))
        if session.commit(change):
            self.say(with_keys("Noted in the log. {writing-to.undo} takes it back."))
