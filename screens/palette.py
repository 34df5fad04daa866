"""What the palette finds, put together from what is kept, and what it does when one of it is taken."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, assert_never

from soaptui.programs.program_row import ProgramRow
from soaptui.records import Interview
from soaptui.screens.base import View
from soaptui.screens.commands import COMMANDS, REGISTRY, key_names, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.keys.command import Command
from soaptui.screens.opening import DialogName
from soaptui.screens.palette_hits import Findable
from soaptui.screens.session import Session
from soaptui.text import searched

_OF_A_WHOLE_VIEW = (
    "official fold-past filter columns weights facets state-map views plan-all check-list join export fold sheet "
    "find-call own-words own-day numbers export-log mock add-question study-mode other-specialty "
    "new-paper still-pays fold-steps write-to debrief keep-season report after-fold"
)
AT_ONCE = frozenset(_OF_A_WHOLE_VIEW.split(" "))
"""Commands that are done from another view too. The others work on a line, and that has to be seen first."""

ROOM = 50
"""So many cells for the name of a program."""


class PaletteApp(Protocol):
    """What the palette needs of the app."""

    session: Session

    @property
    def screen(self) -> Any:
        """What is in front."""

    @property
    def available_themes(self) -> Mapping[str, Any]:
        """The themes on offer, by name."""

    def open(self, name: DialogName, *about: Any) -> None:
        """Show a dialog over what is in front."""

    def action_view(self, name: str) -> None:
        """To another view."""

    async def run_action(self, action: str) -> Any:
        """Do what a key would do."""

    def call_later(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Do it once what was begun is done."""

    def tell(self, sentence: str) -> None:
        """A sentence to the user."""

    def keep_theme(self, theme: str) -> None:
        """This theme is the one that was chosen."""


def commands_found(front: Any) -> list[Findable]:
    """Every command, for whoever has that screen in front of them."""
    return [*map(_command, _commands(front))]


def others_found(app: PaletteApp, front: Any) -> Iterator[Findable]:
    """Everything else but the programs."""
    session = app.session
    if isinstance(front, View):
        yield from _calls(session)
        yield from _interviews(session)
        yield from _times(session)
    yield from _tasks(session)
    for name in app.available_themes:
        yield Findable("theme", name, f"Theme: {name}", searched("theme colours", name))


def _commands(front: Any) -> list[Command]:
    """Those of the screen in front, those that work everywhere, and, over a view, those of the other views."""
    offered = [command for command in COMMANDS if command.palette]
    everywhere = [command for command in offered if not command.room]
    if isinstance(front, View):
        here = [command for command in offered if command.room == front.view_name]
        return [*here, *everywhere, *(c for c in offered if c.room not in ("", front.view_name))]
    return [*_of_dialog(front), *everywhere]


def _of_dialog(front: Any) -> list[Command]:
    """The commands of a dialog itself, none of the fields in it."""
    if not isinstance(front, Dialog):
        return []
    own = [active.binding.id or "" for active in front.active_bindings.values() if active.node is front]
    commands = [REGISTRY[id] for id in dict.fromkeys(own) if id in REGISTRY]
    return [command for command in commands if command.room not in ("dialog", "")]


def _command(command: Command) -> Findable:
    view = command.room.capitalize() if command.room in VIEW_NAMES else ""
    beside = " · ".join(part for part in (view, key_names(command).split(" ")[0]) if part)
    more = with_keys(command.help)
    hay = searched(command.title, command.footer, more, view)
    return Findable("command", command.id, command.title, hay, beside, more)


VIEW_NAMES = frozenset(command.room for command in COMMANDS if command.room)


def program_found(session: Session, row: ProgramRow) -> Findable:
    """A program of the list, by its name in little room."""
    program = row.program
    beside = " · ".join(part for part in (program.state, program.code) if part)
    return Findable("program", program.id, _name(session, program.id), row.haystack, beside)


def _calls(session: Session) -> Iterator[Findable]:
    for call in sorted(session.state.calls.values(), key=lambda call: call.started, reverse=True):
        name = _name(session, call.program) or call.unknown or "nobody known"
        hay = _with_program(session, call.program, searched(call.unknown, call.who_name, call.number))
        yield Findable("call", call.id, f"{call.meaning.mark} {name}", hay, at=call.started)


def _interviews(session: Session) -> Iterator[Findable]:
    for interview in sorted(session.state.interviews.values(), key=lambda interview: interview.at):
        hay = _with_program(session, interview.program, searched("interview", interview.platform))
        yield Findable("interview", interview.id, _name(session, interview.program), hay, at=interview.at)


def _name(session: Session, program_id: str) -> str:
    return session.names().in_room(program_id, ROOM)


def _with_program(session: Session, program_id: str, own: str) -> str:
    """What is found by the words of its program too."""
    row = session.row(program_id)
    return f"{row.haystack if row is not None else searched(program_id)}\n{own}"


def _times(session: Session) -> Iterator[Findable]:
    for event in session.season.events:
        yield Findable("time", event.id, event.label, searched("official time", event.label), at=event.at)


def _tasks(session: Session) -> Iterator[Findable]:
    """What is to be done, the user's own and what ships."""
    from soaptui.prepare.preparation import preparation

    for step in preparation(session.state, session.season, session.now):
        if step.open:
            hay = searched("task", step.title, step.person)
            yield Findable("task", step.id, f"Task: {step.title}", hay, at=step.due)


# -- what is done with it


def take_found(app: PaletteApp, found: Findable) -> None:
    """Do what was found: the command, or go where it is."""
    match found.kind:
        case "command":
            _do(app, REGISTRY[found.id])
        case "program":
            app.open(DialogName.ONE_PAGE, found.id)
        case "call":
            _go(app, "calls", "log", found.id)
        case "interview":
            _go(app, "calls", "log", f"interview-{found.id}", found.id)
        case "task":
            app.open(DialogName.TASK, found.id)
        case "time":
            _go(app, "timeline", "week", found.id)
        case "theme":
            app.keep_theme(found.id)
        case _:
            assert_never(found.kind)


def _do(app: PaletteApp, command: Command) -> None:
    front = app.screen
    if not command.room:
        app.call_later(app.run_action, _in_app(command.action))
    elif command.room not in VIEW_NAMES or getattr(front, "view_name", "") == command.room:
        app.call_later(front.run_action, command.action)
    else:
        app.action_view(command.room)
        app.call_later(_do_there, app, command)


def _in_app(action: str) -> str:
    return action if action.startswith(("app.", "screen.")) else f"app.{action}"


async def _do_there(app: PaletteApp, command: Command) -> None:
    if command.id in AT_ONCE:
        await app.screen.run_action(command.action)
    else:
        app.tell(f"{command.title}: put the cursor on the line you mean, then press {key_names(command)}.")


def _go(app: PaletteApp, view: str, grid: str, key: str, interview: str = "") -> None:
    """To a view, and to a line of it; an interview that has no line there any more is opened."""
    app.action_view(view)
    app.call_later(_show_there, app, grid, key, app.session.state.interviews.get(interview))


def _show_there(app: PaletteApp, grid: str, key: str, interview: Interview | None) -> None:
    front = app.screen
    if isinstance(front, View) and not front.show_line(key) and interview is not None:
        front.open(DialogName.INTERVIEW, interview.program, interview)
