"""The line of keys at the bottom: one widget that is drawn anew only when other keys work.

The stock footer makes a widget of every key, and makes all of them again whenever the focus moves.
"""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from soaptui.screens.keys.command import printed_key
from soaptui.screens.styles import styles

GAP = "  "
SPARE = {
    "plan-all",
    "check-list",
    "import",
    "sheet",
    "official",
    "interview",
    "find-call",
    "finish",
    "study-mode",
    "other-specialty",
    "task",
    "new-paper",
    "expire",
}
"""Commands whose keys are shown where there is room for them."""


class KeyLine(Static):
    """Key and word of everything that works now and is worth a place; a click does the same as the key."""

    DEFAULT_CSS = styles(__file__, "KeyLine")

    def __init__(self) -> None:
        super().__init__()
        self.auto_links = False  # no underlines: all of it can be clicked
        self._asked = False
        self._plain = ""
        self._width = 0

    def on_mount(self) -> None:
        """Follow the keys that work."""
        self.screen.bindings_updated_signal.subscribe(self, self._other_keys)
        self._draw()

    def on_resize(self) -> None:
        """More or less room."""
        if self.app.size.width != self._width:
            self._draw()

    def _other_keys(self, screen: Screen[Any]) -> None:
        if not self._asked:
            self._asked = True
            self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self._asked = False
        if not self.is_attached:
            return
        self._width = self.app.size.width
        content = Content(" ") + Content(GAP).join(fitting(self._pieces(), self._width - 1))
        if content.plain != self._plain:
            self._plain = content.plain
            self.update(content, layout=False)

    @property
    def cells(self) -> int:
        """How many cells the keys take; more than the line has are cut off."""
        return Content(self._plain).cell_length

    def _pieces(self) -> "list[tuple[Content, bool]]":
        """The keys in order, each with whether it can be spared; those of a group stand together before its word."""
        pieces: list[tuple[Content, bool]] = []
        grouped: dict[str, list[Content]] = {}
        seen: set[str] = set()
        offered: Callable[[str], bool] = getattr(self.screen, "is_offered", lambda action: True)
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or binding.action in seen or not offered(binding.action):
                continue
            seen.add(binding.action)
            key = Content.styled(
                _named(binding.key) or self.app.get_key_display(binding), "bold $footer-key-foreground"
            )
            key = key.stylize(_pressing(active))
            if binding.group is not None:
                word = binding.group.description
                grouped.setdefault(word, []).append(key)
            else:
                text = Content.styled(f" {binding.description}", _pressing(active))
                pieces.append((key + text, binding.id in SPARE))
        groups = [(_together(keys) + Content(f" {word}"), False) for word, keys in grouped.items()]
        return [*groups, *pieces]


def _named(key: str) -> str:
    """Escape and what is held with Ctrl, as every other line has them: "Esc", "Ctrl+S"; empty for any other key."""
    return printed_key(key) if key == "escape" or key.startswith("ctrl+") else ""


def _together(keys: list[Content]) -> Content:
    """The keys of a group side by side; of many figures in a row the first and the last: "1-6"."""
    figures = "".join(key.plain for key in keys)
    if len(keys) > 3 and figures in "123456789":
        return Content("-").join([keys[0], keys[-1]])
    return Content("").join(keys)


def fitting(pieces: list[tuple[Content, bool]], width: int) -> list[Content]:
    """The pieces that fit: where there is no room for all, those that can be spared go, then the last but Help."""
    kept = list(pieces)
    while len(kept) > 1 and Content(GAP).join(piece for piece, _ in kept).cell_length > width:
        spare = next((number for number in range(len(kept) - 1, -1, -1) if kept[number][1]), len(kept) - 2)
        del kept[spare]
    return [piece for piece, _ in kept]


def _pressing(active: ActiveBinding) -> Style:
    """A click on a key or its word runs the binding's action where the binding stands."""
    namespace = "app" if isinstance(active.node, App) else "screen"
    return Style.from_meta({"@click": f"{namespace}.{active.binding.action}"})
