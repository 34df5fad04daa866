"""Many rows of the user's research joined at once: those with the same evidence, each group confirmed by itself."""

import asyncio
from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.counted import many
from soaptui.imports.match_groups import MatchGroup, MatchMember, match_groups
from soaptui.imports.matching import Unsure, answered_match
from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.dialogs.live_dialog import LiveDialog
from soaptui.screens.imports.joined_change import change_of
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText

KEYS = "{grid.choose} opens a group · {join-groups.undo} undo · {dialog.close} back to one by one"
GROUP_KEYS = (
    "{join-group.join} joins those with ✓ · {join-group.leave-out} leaves a row out "
    "· {dialog.close} back, nothing changed"
)
NO_GROUPS = "No group of rows is alike: look at them one by one."
EXAMPLES = 3


class GroupDialog(Dialog):
    """One group, opened. Dismissed with the rows that were confirmed, each with its program; None: with none."""

    AUTO_FOCUS = "Grid"
    BINDINGS = bindings("join-group")
    DEFAULT_CSS = styles(__file__, "GroupDialog")

    def __init__(self, session: Session, group: MatchGroup) -> None:
        super().__init__(session)
        self._group = group
        self._left_out: set[str] = set()

    def compose(self) -> ComposeResult:
        """What they have in common, the rows, the one under the cursor in full."""
        columns = [Column("", 2), Column("your research says", 0), Column("the list says", 0), Column("code", 10, 60)]
        with Vertical(classes="dialog"):
            yield SteadyText(id="head", classes="title")
            yield SteadyText(f"In common: {self._group.in_words}.", id="common")
            yield Grid(columns, self._cells)
            yield SteadyText(id="about")
            yield SteadyText(with_keys(GROUP_KEYS), classes="hint")

    def on_mount(self) -> None:
        """All rows of it, each marked."""
        self._show()

    def _show(self) -> None:
        members = self._group.members
        count = len(members) - len(self._left_out)
        self.query_one("#head", SteadyText).show(f"JOIN {count} OF {many(len(members), 'ROW', 'ROWS')}?")
        self.query_one(Grid).show([GridLine(member.row.key, member) for member in members])
        self._show_about()

    def _cells(self, member: MatchMember) -> list[Cell]:
        out = member.row.key in self._left_out
        look = "dim" if out else ""
        return [
            Cell("" if out else "✓", "good"),
            Cell(member.row.text, look),
            Cell(member.candidate.title, look),
            Cell(member.candidate.id, look),
        ]

    @on(Grid.Highlighted)
    def _show_about(self) -> None:
        member = self.query_one(Grid).item
        both = "" if member is None else f"yours: {member.row.text}\nlist:  {member.candidate.title}"
        self.query_one("#about", SteadyText).show(both)

    @on(Grid.Chosen)
    def action_leave_out(self) -> None:
        """Leave the row under the cursor out, or take it back in."""
        key = self.query_one(Grid).key
        self._left_out ^= {key}
        self.query_one(Grid).forget([key])
        self._show()

    def action_join(self) -> None:
        """Confirm those that are marked."""
        answers = {
            member.row.key: member.candidate.id
            for member in self._group.members
            if member.row.key not in self._left_out
        }
        self.dismiss(answers or None)


class GroupsDialog(LiveDialog):
    """The groups, the largest first. Each is one change when it is confirmed. Dismissed with how many rows joined."""

    BINDINGS = bindings("join-groups")
    DEFAULT_CSS = styles(__file__, "GroupsDialog")

    def __init__(self, session: Session, waiting: Sequence[Unsure]) -> None:
        super().__init__(session)
        self._waiting = tuple(waiting)

    def compose(self) -> ComposeResult:
        """The groups, examples of the one under the cursor, the keys."""
        with Vertical(classes="dialog"):
            yield SteadyText("JOIN IN GROUPS", id="head", classes="title")
            yield Grid([Column("rows", 5, right=True), Column("what they have in common", 0)], _cells_of_group)
            yield SteadyText(id="about")
            yield SteadyText(id="said")
            yield SteadyText(with_keys(KEYS), classes="hint")

    def show_kept(self) -> None:
        """The groups of what still waits."""
        self._find()

    @work(exclusive=True)
    async def _find(self) -> None:
        groups = await asyncio.to_thread(match_groups, self._left(), self.session.state)
        rows = sum(len(group.members) for group in groups)
        all_rows = len(self._left())
        head = f"JOIN IN GROUPS: {rows:,} of {many(all_rows, 'row')} in {many(len(groups), 'group')}"
        self.query_one("#head", SteadyText).show(head if groups else "JOIN IN GROUPS")
        self.query_one(Grid).show([GridLine(group.key, group) for group in groups], empty=NO_GROUPS)
        self._show_about()

    def _left(self) -> list[Unsure]:
        return [row for row in self._waiting if _waits(self.session.state, row)]

    @on(Grid.Highlighted)
    def _show_about(self) -> None:
        group = self.under_cursor(MatchGroup)
        lines = []
        if group is not None:
            lines = [group.in_words]
            for member in group.members[:EXAMPLES]:
                lines += [f"yours: {member.row.text}", f"list: {member.candidate.title}"]
        self.query_one("#about", SteadyText).show("\n".join(lines))

    @on(Grid.Chosen)
    def _open_group(self) -> None:
        group = self.under_cursor(MatchGroup)
        if group is not None and self.may_write():
            self.app.push_screen(GroupDialog(self.session, group), lambda answers: self._confirmed(group, answers))

    def _confirmed(self, group: MatchGroup, answers: dict[str, str] | None) -> None:
        if not answers:
            return
        label = f"Join {many(len(answers), 'row')} of your research: {group.in_words}"
        try:
            change = change_of(label, self.session.state, answers)
        except Refusal as error:
            self.say(str(error), problem=True)
            return
        if self.session.commit(change):
            self.say(f"{many(len(answers), 'row')} joined. {key_for('undo')} takes it back.")

    def action_close(self) -> None:
        """Back, with how many rows no longer wait."""
        self.dismiss(len(self._waiting) - len(self._left()))


def _waits(state: State, row: Unsure) -> bool:
    """Whether the row is still to be joined, or kept apart."""
    return row.key in state.programs and answered_match(state, row.key) is None


def _cells_of_group(group: MatchGroup) -> list[Cell]:
    return [Cell(f"{len(group.members):,}", "strong"), Cell(group.in_words)]
