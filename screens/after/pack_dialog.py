"""The power-failure pack: in which folder it is made each evening of the week; and one made now."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.records import Setting
from soaptui.refusal import Refusal
from soaptui.reports.evening_pack import PACK_FOLDER, folder_typed, make_evening_pack
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change

WHAT = (
    "Four pages to print: the week in two time zones, your applications with their codes, what to say, your decision "
    "sheet with the numbers to call. It has phone numbers in it: do not share it."
)
HOW = "Enter makes it there now, and again each evening of the week if something changed. An empty line stops it."


class PackDialog(Dialog):
    """A folder, and Enter."""

    AUTO_FOCUS = "#folder"
    DEFAULT_CSS = styles(__file__, "PackDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._folder = session.state.setting(PACK_FOLDER)

    def compose(self) -> ComposeResult:
        """What it is, and the folder's name."""
        with Vertical(classes="dialog"):
            yield SteadyText("POWER-FAILURE PACK", classes="title")
            yield SteadyText(WHAT, classes="hint")
            yield LineField(self._folder, placeholder="a folder, such as ~/Desktop", id="folder")
            yield SteadyText(HOW, id="said")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        session, typed = self.session, event.value.strip()
        try:
            folder = folder_typed(typed) if typed else ""
        except Refusal as error:
            self.say(str(error), problem=True)
            return
        if not session.may_write():
            return
        setting = Setting(id=PACK_FOLDER, value=folder)
        change = build_change("Power-failure pack: where it is made", session.state, setting)
        if not session.commit(change):
            return
        if folder:
            state, now = session.state, session.now
            made = make_evening_pack(state, session.season, now, session.zone, now, session.store.folder)
            session.put("Power-failure pack", made.setting, quiet=True)
            session.tell(made.sentence or f"The pack in {folder} is up to date: nothing has changed.")
        else:
            session.tell("No pack is made automatically now.")
        self.dismiss(None)
