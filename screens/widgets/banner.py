"""The banner of alarms: on every view, until each alarm is acknowledged or its subject has ended."""

from collections.abc import Sequence
from datetime import datetime

from soaptui.screens.commands import with_keys
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import alarms
from soaptui.week.alarm_levels import LEVELS
from soaptui.week.alarms import Alarm

MOST = 3
"""So many alarms are named; of more it is said how many."""


def heard_first(standing: Sequence[Alarm], now: datetime) -> tuple[Alarm, ...]:
    """What one press of the key acknowledges: the first alarm; or, where nothing is ahead, everything missed."""
    if not standing or standing[0].deadline <= now:
        return tuple(standing)
    first = standing[0]
    return tuple(alarm for alarm in standing if alarm is first or alarms.is_said_by(alarm, first))


def banner_lines(standing: Sequence[Alarm], now: datetime, zone: str) -> list[str]:
    """The banner's lines: what is ahead, each with what is left, then in one line what is over."""
    told = [alarm for alarm in standing if not any(alarms.is_said_by(alarm, other) for other in standing)]
    ahead = [alarm for alarm in told if alarm.deadline > now]
    over = [alarm for alarm in told if alarm.deadline <= now]
    found = [alarms.line(alarm, now, zone) for alarm in ahead[:MOST]]
    if len(ahead) > MOST:
        found[-1] += f" · and {len(ahead) - MOST} more"
    if over:
        more = f" · and {len(over) - 1} more" if len(over) > 1 else ""
        found.append(f"{alarms.line(over[0], now, zone)}{more}")
    return found


class Banner(SteadyText):
    """As many lines as it has to say; none while nothing stands."""

    DEFAULT_CSS = styles(__file__, "Banner")

    def tell(self, standing: Sequence[Alarm], now: datetime, zone: str) -> None:
        """Show what stands at that moment; called at each beat."""
        loud = any(LEVELS[alarm.level].full_screen for alarm in standing)
        if self.has_class("loud") != loud:
            self.set_class(loud, "loud")
        first, *others = banner_lines(standing, now, zone) or [""]
        said = with_keys("Press {heard}: heard") + f" · {first}" if first else ""
        self.show(said + "".join(f"\n· {line}" for line in others))
