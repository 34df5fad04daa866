"""Help: what every key does, made from the one list of commands; and in a few words how the program thinks."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from soaptui.nrmp_code import POSITION_TYPES
from soaptui.program_tiers import TIERS
from soaptui.programs.table_columns import DOTS, FIELDS, HEADS
from soaptui.screens.commands import COMMANDS, bindings, key_for, key_names, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.dialogs.help_topics import HelpTopic, key_lines
from soaptui.screens.keys.command import Command
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.terms import glossary, term_line
from soaptui.week import ribbon

TITLES = {
    "": "EVERYWHERE",
    "timeline": "TIMELINE",
    "programs": "PROGRAMS",
    "calls": "CALLS",
    "offers": "OFFERS",
    "prepare": "PREPARE",
    "practise": "PRACTISE",
    "after": "AFTER",
}
THINKING = """\
Everything is saved at once; you never save by hand. {undo} reverses the last change.
Times are in Eastern Time first, then in yours. An offer is gone when its round closes.
You answer offers in R3 and send applications in MyERAS and ResidencyCAS. Here you note what you did there.
Lists: {board.down} {board.up} {board.first} {board.last} or the arrows, {grid.choose} opens, \
{filter} filters. {palette} finds every command, and the themes.
The filter of the programs: peds, fam med, ohio; harbor, "red mesa" (a word begins so); state:NY,NJ, region:south, \
visa:j1, j1:yes, imgs:>=30, open:2..5, step2:<=230, years:>=8; your own column: "PGY1 salary":>=60000. \
Without: -state:TX, not peds. Either: peds or fm. Together: (peds or fm) -j1:no. Unknown is neither yes \
nor no. The right arrow completes it."""


class HelpDialog(Dialog):
    """One page, scrolled with the arrows."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = bindings("help-page")
    DEFAULT_CSS = styles(__file__, "HelpDialog")

    def __init__(self, session: Session, topic: HelpTopic = HelpTopic()) -> None:  # noqa: B008  # it is a value
        super().__init__(session)
        self._topic = topic

    def compose(self) -> ComposeResult:
        """The page: what is in front first, then everything."""
        topic = self._topic
        with VerticalScroll(classes="dialog"):
            yield SteadyText(with_keys("HELP · {dialog.close} closes"), classes="title")
            if topic.field:
                yield SteadyText(f"\nWHAT YOU CAN TYPE HERE\n  {topic.field}", id="field-help")
            if topic.keys:
                yield SteadyText(
                    "\n".join(["", "IN THIS DIALOG", *key_lines(topic.keys)]), columns=True, id="dialog-help"
                )
            for view in sorted(TITLES, key=lambda view: view != topic.view or not view):
                lines = [_line(command) for command in COMMANDS if command.room == view]
                signs = SIGNS.get(view)
                yield SteadyText(
                    "\n".join(["", _title(view), *([f"  {signs()}"] if signs is not None else []), *lines])
                )
            yield SteadyText(f"\nTHE LETTERS AND BARS OF A PROGRAM\n{_legend()}")
            yield SteadyText("\nWORDS\n" + "\n".join(f"  {term_line(term)}" for term in glossary()), id="words")
            yield SteadyText("\nHOW IT WORKS\n" + "\n".join(f"  {line}" for line in with_keys(THINKING).splitlines()))


def _title(view: str) -> str:
    """A view by its name and key, with what it is for."""
    goes = next((command for command in COMMANDS if command.action == f"view('{view}')"), None)
    return TITLES[view] if goes is None else f"{TITLES[view]} ({key_for(goes.id)}): {goes.help}"


def _legend() -> str:
    """What the letter of a type and the bar of a tier mean."""
    types = [f"{letter} {means.title}" for letter, means in POSITION_TYPES.items() if means.in_soap]
    tiers = [means.named for means in TIERS.values() if means.for_you]
    return f"  {' · '.join(types)}\n  {' · '.join(tiers)}"


def _table_heads() -> str:
    """The heads of the table of programs that are cut short, and the marks below them."""
    heads = [f"{HEADS['type']} type of position"]
    heads += [f"{field.title} {field.words}" for field in FIELDS if field.id in ("state", "visa", "genetics", "open")]
    marks = f"{DOTS['yes']} yes, {DOTS['no']} no, {DOTS['unknown']} not known"
    return f"In the table: {' · '.join(heads)} ({marks}) · {DOTS['yes']} before a name: marked by you"


def _strip_signs() -> str:
    """What stands on the strip of the day."""
    signs = [
        f"{ribbon.NEEDLE} now",
        f"{ribbon.BLOCK} a round",
        f"{ribbon.GONE} a past round, or your night",
        f"{ribbon.GAP} between rounds",
        f"{ribbon.MARKS['interview']} interview",
        f"{ribbon.MARKS['promise']} what you promised",
        f"{ribbon.MARKS['offer']} an offer ends",
        f"{ribbon.HELD} interview held",
        f"{ribbon.MOMENT} official time",
    ]
    return f"On the strip of the day: {' · '.join(signs)}"


SIGNS = {"programs": _table_heads, "timeline": _strip_signs}
"""What a view's signs mean, in a line above its keys."""


def _line(command: Command) -> str:
    more = f": {with_keys(command.help)}" if command.help else ""
    return f"  {key_names(command):<8} {command.title}{more}"
