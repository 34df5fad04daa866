"""What the user says about the clock, in the dashboard's question and on the command line: what becomes of it.

Each answer has a sentence, and the settings that keep it, so that every later start and every command knows of it.
"""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from soaptui.computer_clock import check
from soaptui.records import Setting
from soaptui.refusal import Refusal
from soaptui.typed_time.phone_time import phone, says_date
from soaptui.week import words, zones
from soaptui.week.clock_counts import TOLERANCE
from soaptui.week.season import Season
from soaptui.week.trust import CarefulClock

YES = ("y", "yes")
AGREES = "Your phone agrees with this computer."
ANOTHER = "Type another time a little ahead. Press Enter when the phone shows it."


class ClockAnswer(NamedTuple):
    """The sentence that answers, and what is to be kept; `settled` where nothing more is asked."""

    sentence: str
    settings: tuple[Setting, ...]
    settled: bool = True


def phone_agreed(clock: CarefulClock) -> ClockAnswer:
    """The phone shows what this computer shows. Raises Refusal where the computer shows two times."""
    if clock.doubt:
        raise Refusal("Which of the two? Say which one is right, or type what the phone shows.")
    clock.believe_computer()
    return _checked(clock, AGREES)


def computer_is_right(clock: CarefulClock) -> ClockAnswer:
    """The computer's clock is right, and not the seconds counted."""
    clock.believe_computer()
    return _checked(clock, "This computer's clock is used.")


def count_is_right(clock: CarefulClock) -> ClockAnswer:
    """The seconds counted are right, and not the computer's clock."""
    clock.believe_count()
    return _checked(clock, "The count is used from now on.")


def take_back_phone(clock: CarefulClock) -> ClockAnswer:
    """What was said of the phone is taken back. Raises Refusal where there is nothing."""
    if clock.claim is not None:
        clock.take_back()
        return ClockAnswer("The time that you typed first is removed.", check.clock_settings(clock.to_resume()))
    if not clock.offset:
        raise Refusal("soaptui does not correct this computer's clock: there is nothing to take back.")
    clock.take_back()
    said = "Done: soaptui uses this computer's own clock again. It is not checked."
    return ClockAnswer(said, check.answer_taken_back(clock.to_resume()))


def phone_shows(clock: CarefulClock, season: Season, text: str, zone: str, others: Iterable[str] = ()) -> ClockAnswer:
    """The phone shows this time at this moment. `others` are zones that may be mixed up with the user's.

    Raises Refusal for what is no time, for one whose day or zone is not clear, and for the same one once more.
    """
    dated = says_date(text)
    if day_in_doubt(clock, season) and not dated:
        raise Refusal("The day may be wrong too: type the date and the time, such as 2027-03-18 7:03:05 pm.")
    shown = phone(text, clock.now(), zone, clock.witnesses, others)
    verdict = clock.take(shown)
    match verdict:
        case "same":
            raise Refusal(f"You typed this time before. {ANOTHER}")
        case "again":
            return ClockAnswer(_again(clock), check.clock_settings(clock.to_resume()), settled=False)
        case "computer":
            said = AGREES
        case "late":
            said = "Your phone and this computer agree: soaptui uses this computer's clock."
        case "count":
            said = "Your phone agrees with the count: soaptui uses it from now on."
        case "corrected":
            said = _put_right(clock)
        case _:
            assert_never(verdict)
    return _checked(clock, f"{said}{'' if dated else _and_the_day(clock, zone)}")


def day_in_doubt(clock: CarefulClock, season: Season) -> bool:
    """Whether a time of day does not say enough."""
    return bool(clock.suspect or abs(clock.doubt) > check.HALF_A_DAY or season.end_unsure)


def _and_the_day(clock: CarefulClock, zone: str) -> str:
    """A time alone says nothing of the day."""
    day = words.day_text(zones.at_zone(clock.now(), zone or zones.EASTERN))
    return f" Is it {day} on your phone too? If not, type the date with the time."


def _again(clock: CarefulClock) -> str:
    ahead = clock.claim or 0.0
    that = f"This computer would be {check.apart_text(-ahead)}"
    if abs(ahead) <= TOLERANCE:
        that = "That is this computer's time. It gives you more time than the count"
    once = f"{that}: you may have typed it wrong."
    return f"{once} {ANOTHER} Until then the nearer deadline counts."


def _put_right(clock: CarefulClock) -> str:
    apart = check.apart_text(-clock.offset)
    return f"This computer's clock is {apart}: soaptui corrects every time by that from now on."


def _checked(clock: CarefulClock, said: str) -> ClockAnswer:
    return ClockAnswer(said, check.clock_settings(clock.to_resume(), clock.now()))
