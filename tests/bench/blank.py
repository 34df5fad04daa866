"""What the dashboard is compared with: a Textual app with nothing but a header and a footer."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header

MARKS = (b"Blank", b"palette")
"""What is on its first frame."""


class Blank(App[None]):
    """A header, a footer."""

    TITLE = "Blank"

    def compose(self) -> ComposeResult:
        """Both of them."""
        yield Header()
        yield Footer()


if __name__ == "__main__":
    Blank().run()
