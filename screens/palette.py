"""The command palette: the same commands, found by typing."""

from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from soaptui.screens.commands import COMMANDS, key_names, with_keys
from soaptui.screens.keys.command import Command


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

    async def search(self, query: str) -> Hits:
        """Those that match what is typed."""
        matcher = self.matcher(query)
        for title, command in self._offered():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), self._run(command), help=with_keys(command.help) or None)
