"""The command palette: the same commands, found by typing."""

from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from soaptui.screens.commands import COMMANDS, key_names, with_keys
from soaptui.screens.keys.command import Command
from soaptui.screens.opening import DialogName
from soaptui.screens.session import Session
from soaptui.text import shown


class Commands(Provider):
    """Everything that works on the screen in front."""

    def _offered(self) -> list[tuple[str, Command]]:
        view = getattr(self.screen, "view_name", "")
        return [
            (f"{command.title} ({keys})" if (keys := key_names(command)) else command.title, command)
            for command in COMMANDS
            if command.palette and command.room in ("", view)
        ]

    def _run(self, command: Command) -> Any:
        return partial(self.screen.run_action, f"{'screen' if command.room else 'app'}.{command.action}")

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for title, command in self._offered():
            yield DiscoveryHit(title, self._run(command), help=with_keys(command.help) or None)

    def _tasks(self) -> list[tuple[str, str]]:
        """What is to be done, the user's own and what ships: what each is called, and its id."""
        from soaptui.prepare.preparation import preparation

        session: Session = self.app.session  # type: ignore[attr-defined]
        steps = preparation(session.state, session.season, session.now)
        return [(f"Task: {shown(step.title)}", step.id) for step in steps if step.open]

    def _open_task(self, task_id: str) -> None:
        self.app.open(DialogName.TASK, task_id)  # type: ignore[attr-defined]

    async def search(self, query: str) -> Hits:
        """Those that match what is typed, and the tasks whose title does."""
        matcher = self.matcher(query)
        for title, task_id in self._tasks():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), partial(self._open_task, task_id))
        for title, command in self._offered():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), self._run(command), help=with_keys(command.help) or None)
