"""A call that the user makes: which program, and what the contact rules say to it, before it is made."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.records import program_title
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.finder import Finder
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import rules


class CallingDialog(Dialog):
    """Letters, Enter. Where nothing is against it the call begins; else the reason, and a key to note it anyway."""

    AUTO_FOCUS = "Finder Input"
    BINDINGS = bindings("calling")
    DEFAULT_CSS = styles(__file__, "CallingDialog")
    DEFAULT_CLASSES = "capture"

    _program = ""
    _words = ""
    """Whom; both are empty while nothing is chosen."""

    def compose(self) -> ComposeResult:
        """Whom, and whether."""
        with Vertical(classes="dialog"):
            yield SteadyText("YOU CALL", classes="title")
            yield Finder(self.session, placeholder="Which program? Type a few letters, then Enter", take_words=True)
            yield SteadyText(id="ruling")
            yield SteadyText(
                with_keys("Enter notes the call, if the contact rules allow it · {dialog.close} closes"),
                classes="hint",
            )

    @on(Finder.Picked)
    def _picked(self, event: Finder.Picked) -> None:
        session = self.session
        self._program, self._words = event.program, event.words
        if not event.program:
            if event.words:
                ruling = rules.general(session.state, session.season, session.now)
                self.query_one("#ruling", SteadyText).show(
                    f"NOT ON YOUR LIST. {ruling.heading}: {ruling.why}\n({ruling.source})\n"
                    + with_keys(
                        "{dialog.close}: do not call. {calling.nevertheless}: note the call with these words."
                    )
                )
            return
        ruling = rules.may_contact(session.state, session.season, event.program, session.now)
        if ruling.may in ("yes", "over"):
            self._begin()
            return
        title = program_title(session.state, event.program)
        self.query_one("#ruling", SteadyText).show(
            f"{ruling.heading}: {title}\n{ruling.why}\n({ruling.source})\n"
            + with_keys("{dialog.close}: do not call. {calling.nevertheless}: I called anyway, note it.")
        )

    @on(Finder.Typed)
    def _typed(self) -> None:
        self._program = self._words = ""
        self.query_one("#ruling", SteadyText).show("")

    def action_nevertheless(self) -> None:
        """It was, or has to be, made: what happens is always written down."""
        if self._program or self._words:
            self._begin()

    def _begin(self) -> None:
        self.dismiss((self._program, self._words))
