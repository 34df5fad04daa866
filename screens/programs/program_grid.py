"""The list of programs: a grid with colours for the types of position, and a key for the map of the states."""

from soaptui.screens.commands import bindings
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Grid


class ProgramGrid(Grid):
    """C, P, A and R have a colour each, and none that means something elsewhere."""

    COMPONENT_CLASSES = {"grid--categorical", "grid--preliminary", "grid--advanced", "grid--reserved"}
    DEFAULT_CSS = styles(__file__, "ProgramGrid")
    BINDINGS = bindings("program-list")
