"""The reaches into Textual's private parts that keep the dashboard alive.

Textual ends the program at the first exception in a handler, a callback or a drawing. Here it is handed to the app,
which notes it and goes on: in the week of the calls a fault in one dialog must not take the others with it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.filter import Monochrome, NoColor
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets._toast import ToastHolder, ToastRack


@runtime_checkable
class GoesOn(Protocol):
    """An app that goes on after an exception in a handler."""

    def handler_failed(self, pump: MessagePump, message: Message | None, error: Exception) -> None:
        """Note it; the next message is handled as if nothing had been."""
        ...


_dispatch = MessagePump._dispatch_message


async def _contained(self: MessagePump, message: Message) -> None:
    """Handle a message. An exception ends neither the loop of this widget nor, where it goes on, the app."""
    try:
        await _dispatch(self, message)
    except Exception as error:
        app = _app_of(self)
        if not isinstance(app, GoesOn):
            raise
        app.handler_failed(self, message, error)


def _app_of(pump: MessagePump) -> object:
    try:
        return pump.app
    except Exception:  # it belongs to no app any more
        return None


def contain_exceptions() -> None:
    """From now on an exception in a handler reaches `handler_failed` of an app that has it; once is enough."""
    MessagePump._dispatch_message = _contained  # type: ignore[method-assign]


def all_screens(app: App[Any]) -> list[Screen[Any]]:
    """Every screen that is open in any view, those in front last."""
    return [screen for stack in [*app._screen_stacks.values()] for screen in [*stack]]


def is_going(app: App[Any], pump: MessagePump) -> bool:
    """Whether the app is ending, or this part of it: it looks for others then that are gone already."""
    if app._exit or not app._running:
        return True
    node: MessagePump | None = pump
    while node is not None:
        if node._closing or node._closed or getattr(node, "_pruning", False):
            return True
        if isinstance(node, Screen) and node.is_mounted and node not in all_screens(app):
            return True  # it was dismissed, and is about to be removed
        node = node._parent
    return False


def in_app(app: App[Any], step: Callable[[], None]) -> None:
    """Do something in a thread that is not the app's as if it were: widgets find their app."""
    with app._context():
        step()


def write_to_terminal(app: App[Any], text: str) -> None:
    """Send the terminal something as it is, a bell or a title; nothing where there is no terminal."""
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(text)
        driver.flush()


def remove_screen(app: App[Any], screen: object) -> None:
    """Take a screen out of whatever stack it is in, without asking it: it cannot answer any more."""
    for stack in app._screen_stacks.values():
        if screen in stack and len(stack) > 1:
            front = stack[-1] is screen
            gone = stack.pop(stack.index(screen))
            if front:
                stack[-1].post_message(_resume())
            gone.remove()


def _resume() -> Message:
    from textual.events import ScreenResume

    return ScreenResume()


def dim_below(screen: Screen[Any]) -> None:
    """What has changed on a screen that lies two or more below the one in front is drawn anew by those between.

    Textual asks the one in front alone. That one asks the one below it, which has kept its lines: clocks would stop.
    """
    stack = screen.app.screen_stack
    changed = [*screen._compositor._dirty_regions]
    if changed and screen in stack[:-2]:
        for between in stack[stack.index(screen) + 1 : -1]:
            between._set_dirty(*changed)


def is_covered(screen: Screen[Any]) -> bool:
    """Whether a screen in front of it lets nothing of it be seen. Textual would draw it all the same."""
    stack = screen.app.screen_stack
    return screen in stack and any(front.styles.background.a == 1 for front in stack[stack.index(screen) + 1 :])


def let_be(screen: Screen[Any]) -> None:
    """Nothing of it is seen: what has changed comes with the whole frame that it gets when it is in front again."""
    screen._compositor._dirty_regions.clear()
    screen._dirty_widgets.clear()


def by_todays_rules(app: App[Any], screen: Screen[Any]) -> None:
    """Say that a new screen is made by the rules as they are: Textual would read all of them a second time for it."""
    screen._css_update_count = app._css_update_count


def mount_ahead(app: App[Any], screen: Screen[Any]) -> None:
    """Let a screen make its widgets without being shown: `push_screen` finds it running, and has only to draw it."""
    app._register(app, screen)


def lay_out_ahead(app: App[Any], screen: Screen[Any]) -> None:
    """Give the widgets of such a screen their places, in the size that the app has now."""
    screen._refresh_layout(app.size)


def draw_ahead(app: App[Any], screen: Screen[Any]) -> None:
    """Have such a screen's widgets make their lines: they are kept, and need only be sent when it is shown."""
    if screen.is_mounted and screen is not app.screen:
        _lay_out(app, screen)
        _nothing_left_to_draw(screen)
        screen._compositor.render_update(full=True, screen_stack=[])


def draw_now(app: App[Any]) -> None:
    """Send a whole frame of the screen in front now, and not with the next sixtieth of a second."""
    screen = app.screen
    if screen.size != app.size:
        screen._refresh_layout(app.size)  # the window is another one than when it was laid out
    elif not app._batch_count:
        _nothing_left_to_draw(screen)
        app._display(screen, screen._compositor.render_update(full=True, screen_stack=app._background_screens))


def show_now(app: App[Any]) -> None:
    """Whatever has changed on the screen in front, laid out and drawn in one frame now, and not once more later.

    Textual lets each widget report by and by that it has changed, and lays out and draws as the reports come in.
    """
    screen = app.screen
    if app._batch_count:
        return  # what is dirty comes with the batch's end
    _lay_out(app, screen)
    screen._dirty_widgets |= {part for part in _parts(screen) if _taken(part, "_repaint_required") and part.display}
    screen._compositor.update_widgets(screen._dirty_widgets)
    screen._compositor_refresh()


MOST_LAYOUTS = 3
"""So many times at most before one frame: a scroll bar that comes or goes changes the room for the rest."""


def _lay_out(app: App[Any], screen: Screen[Any]) -> None:
    """Give every widget that wants another place its place, and draw nothing."""
    with app.batch_update():
        for _ in range(MOST_LAYOUTS):
            if not _places_wanted(screen):
                return
            bars = _scroll_bars(screen)
            screen._refresh_layout(app.size)
            if all(bars.get(part, shown) == shown for part, shown in _scroll_bars(screen).items()):
                # What scrolls wants another layout because its contents have another size: it would be the same.
                _places_wanted(screen)
                return


def _nothing_left_to_draw(screen: Screen[Any]) -> None:
    """A whole frame is about to be made: what has changed until now need not be drawn once more."""
    for part in _parts(screen):
        _taken(part, "_repaint_required")
    screen._dirty_widgets.clear()


def _parts(screen: Screen[Any]) -> set[Widget]:
    """Every widget of a screen, those that are hidden and the scroll bars too."""
    return {*screen.walk_children(Widget), *screen._compositor.full_map}


def _taken(part: Widget, flag: str) -> bool:
    """Whether the widget has this still to report; it has not any more."""
    found: bool = getattr(part, flag)
    if found:
        setattr(part, flag, False)
    return found


def _places_wanted(screen: Screen[Any]) -> bool:
    """Whether any widget wants another place; what was kept of the places around it is forgotten."""
    wanted = False
    for part in _parts(screen):
        scrolled = _taken(part, "_scroll_required")
        if _taken(part, "_layout_required"):
            for around in part.ancestors:
                if not isinstance(around, Widget):
                    break
                around._clear_arrangement_cache()
                around._layout_updates += 1
            wanted = True
        wanted = wanted or scrolled
    return wanted


def _scroll_bars(screen: Screen[Any]) -> dict[Widget, tuple[bool, bool]]:
    """Which scroll bars are to be seen, by what they scroll."""
    return {part: part.scrollbars_enabled for part in screen._compositor.widgets if part.is_scrollable}


async def press_covered(screen: Screen[Any], key: str, may: Callable[[bool, str], bool]) -> bool:
    """Let a key do on a screen that lies below another what it would do in front; False where it does nothing there.

    `may` is asked of each action that the key has, and whether it is one of a field or of the screen. What the app
    does belongs to the screen in front, but for going from field to field.
    """
    app = screen.app
    for priority in (True, False):
        for node, bindings in reversed(screen._binding_chain) if priority else screen._modal_binding_chain:
            for binding in bindings.key_to_bindings.get(key, ()):
                if node is app or binding.priority != priority or not may(node is not screen, binding.action):
                    continue
                if binding.action in _FROM_FIELD_TO_FIELD:
                    _FROM_FIELD_TO_FIELD[binding.action](screen)
                    return True
                if await app.run_action(binding.action, node, {"screen": screen}):
                    return True
    return False


_FROM_FIELD_TO_FIELD: Mapping[str, Callable[[Screen[Any]], object]] = {
    "app.focus_next": lambda screen: screen.focus_next(),
    "app.focus_previous": lambda screen: screen.focus_previous(),
}


def begin_with_themes(app: App[Any], offered: Mapping[str, Theme], first: str) -> None:
    """Offer these themes and no other, and begin with that one; before the app runs, so that nothing is styled twice.

    Where NO_COLOR is set and the theme is the terminal's own, Textual's filter that makes greys of colours is put
    aside for the one that leaves the terminal's own text as it is.
    """
    app._registered_themes = dict(offered)
    app.set_reactive(App.theme, first)
    app.stylesheet.set_variables(app.get_css_variables())
    app._refresh_truecolor_filter(app.ansi_theme)
    if app.no_color and offered[first].ansi:
        app._filters = [NoColor() if isinstance(one, Monochrome) else one for one in app._filters]


def drop_old_messages(app: App[Any]) -> None:
    """Take away the lines of messages that are told no longer: Textual leaves each, and it keeps a row.

    A line goes by its id: a new one has nothing in it yet.
    """
    told = {ToastRack._toast_id(message) for message in app._notifications}
    for screen in app.screen_stack:
        for line in screen.query(ToastHolder):
            if line.id not in told:
                line.remove()
