"""Monday's first hour in one line below the bar, in every view, until it is through or put away."""

from textual.screen import Screen

from soaptui.prepare import first_hour
from soaptui.prepare.first_hour import FirstHour
from soaptui.screens.commands import key_for
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.screens.widgets.top_bar import TopBar


def hour_of(session: Session) -> FirstHour:
    """Where the user is in the first hour."""
    return first_hour.first_hour_read(session.setting(first_hour.SETTING), session.season)


def keep_hour(session: Session, hour: FirstHour) -> None:
    """Keep where the user is; it is no step of undo."""
    session.remember(first_hour.SETTING, first_hour.first_hour_kept(hour))


class HourLine(SteadyText):
    """The line; nothing while there is nothing to say."""

    DEFAULT_CSS = styles(__file__, "HourLine")


def show_hour(screen: Screen[None], session: Session) -> None:
    """Say where the user is in it, at this beat."""
    hour, now = hour_of(session), session.now
    said = ""
    if not hour.away and first_hour.is_hour_for(session.state, session.season, now):
        line = first_hour.hour_line(hour, now)
        said = f"{line}: {key_for('first-hour')}" if line else ""
    there = screen.query_one_optional(HourLine)
    if there is not None:
        there.show(said)
    elif said:
        screen.mount(HourLine(said), after=screen.query_one(TopBar))
