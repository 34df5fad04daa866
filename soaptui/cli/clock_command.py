"""The command for this computer's clock: what is known of it, and what the user's phone shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.computer_clock import answers, check
from soaptui.computer_clock.answers import ClockAnswer
from soaptui.refusal import Refusal
from soaptui.week import zones
from soaptui.week.trust import CarefulClock

if TYPE_CHECKING:
    from soaptui.records import State

HOW = (
    "Look at your phone, then: soaptui clock yes (the same time), or soaptui clock 19:03:05 (press Enter when it "
    "shows that; add ET for Eastern Time)."
)
WHICH = (
    "Look at your phone, then: soaptui clock computer, or soaptui clock count (the one that is the same), or "
    "soaptui clock 19:03:05 (press Enter when it shows that; add ET for Eastern Time)."
)
BACK = "soaptui clock back takes back what you said."
WORDS: dict[str, Callable[[CarefulClock], ClockAnswer]] = {
    **dict.fromkeys(answers.YES, answers.phone_agreed),
    "computer": answers.computer_is_right,
    "count": answers.count_is_right,
    "back": answers.take_back_phone,
}
"""The answers that are one word."""


def clock_command(context: Context) -> int:
    """Say what is known of the clock, or take an answer."""
    if context.at:
        raise Refusal("--at sets its own clock: there is nothing to compare. Leave --at out.")
    text = " ".join(context.arguments.says)
    return _answer(context, text) if text.strip() else _show(context)


def _show(context: Context) -> int:
    with context.store() as store:
        state = store.state
    true, zone = context.true, context.zone(state)
    if context.json:
        checked = check.last_checked(state)
        context.print_json(
            {
                "now": zones.utc_iso(true.now()),
                "computer": zones.utc_iso(true.bare),
                "offset": round(true.offset, 3),
                "checked": None if checked is None else zones.utc_iso(checked),
                "sure": true.sure,
                "clock_in_doubt": context.doubt,
            }
        )
        return DONE
    lines = [f"this computer  {check.kept_reading(true.computer, zone)}"]
    if true.doubt:
        lines.append(f"{'at least' if true.suspect else 'the count':<13}  {check.kept_reading(true.counted, zone)}")
    if true.claim is not None:
        lines.append(f"your phone     {check.apart_text(true.claim)}, if what was typed is right")
    if true.offset:
        lines.append(f"its own clock  {check.apart_text(-true.offset)}; soaptui corrects it")
    lines += [check.checked_text(check.last_checked(state), true.now()), WHICH if true.doubt else HOW]
    if true.claim is not None or true.offset:
        lines.append(BACK)
    context.print_lines(lines)
    return DONE


def _answer(context: Context, text: str) -> int:
    from soaptui.store.change import build_change

    with context.store(write=True) as store:
        answer = _taken(context, store.state, text)
        change = store.commit(build_change("Clock: which one is right", store.state, *answer.settings, quiet=True))
    context.doubt = context.asked = ""  # it was about what is answered now
    if context.json:
        context.print_json({"saved": change.seq, "said": answer.sentence, "settled": answer.settled})
    else:
        context.print_lines([f"saved {change.seq}", answer.sentence])
    return DONE


def _taken(context: Context, state: "State", text: str) -> ClockAnswer:
    """What becomes of the answer. Raises Refusal."""
    true, word = context.true, text.strip().casefold()
    if word in WORDS:
        return WORDS[word](true)
    zone = context.zone(state)
    others = [found for found in (zones.system_zone(),) if found]
    return answers.phone_shows(true, context.season(state), text, zone, others)
