"""A text of several lines that lets in nothing a terminal would obey. Apart: no view waits for Textual's own."""

from textual.widgets import TextArea

from screens.plain import plain
from soaptui.text import visible


class NoteField(TextArea):
    """Several lines of text. `typed` is the text without anything that is none."""

    def __init__(self, text: str, *, id: str, placeholder: str) -> None:
        super().__init__(visible(text), id=id, tab_behavior="focus", placeholder=plain(placeholder))

    def add(self, text: str) -> None:
        """Lines at the end, each a line of its own."""
        end = self.document.end
        start = "\n" if self.text and not self.text.endswith("\n") else ""
        self.insert(start + visible(text), end, maintain_selection_offset=False)
        self.move_cursor(self.document.end)

    def put_right(self) -> str:
        """The text; what was pasted with control characters in it is replaced by what is left without them."""
        kept = visible(self.text)
        if kept != self.text:
            self.text = kept
            self.move_cursor(self.document.end)
        return kept
