"""A timer that is to ring once rings, however busy the machine is.

Textual's timer leaves out what is past. If the machine gives the processor to others for longer than the timer's time
just as it begins, a timer that rings once leaves out the only time it has: a dialog never saves again, a window is
never laid out again, the clocks stand still.
"""

from textual.message_pump import MessagePump
from textual.timer import Timer, TimerCallback

_set_timer = MessagePump.set_timer


def _set_sure_timer(
    self: MessagePump,
    delay: float,
    callback: TimerCallback | None = None,
    *,
    name: str | None = None,
    pause: bool = False,
) -> Timer:
    """Ring once after `delay` seconds, at once where they are over already."""
    timer = _set_timer(self, delay, callback, name=name, pause=pause)
    timer._skip = False  # its task has not begun yet
    return timer


def keep_every_timer() -> None:
    """From now on no timer that rings once is left out, Textual's own neither; once is enough."""
    MessagePump.set_timer = _set_sure_timer  # type: ignore[method-assign]
