"""How a task stands, until when it is due and what is known of it, in words: the same on every screen and command."""

from datetime import datetime, timedelta

from soaptui.prepare.items import section_titles
from soaptui.prepare.preparation import PreparedStep
from soaptui.typed_time import task_due
from soaptui.waiting import with_person
from soaptui.week import date_rules, words, zones
from soaptui.week.season import Season

TIME_LEFT = ("one month", "two weeks", "two days")
"""With how much time left it is asked what still pays."""


def mark_of(step: PreparedStep, now: datetime) -> str:
    """One word for how a task stands."""
    if step.done:
        return "done"
    if step.hidden:
        return "hidden"
    if step.lapsed:
        return "past"
    if step.due is not None and step.due < now:
        return "late"
    return ""


GLYPHS = {"done": "✓", "hidden": "–", "past": "–", "late": "!", "": "○"}
"""A mark beside each colour, by the word of `mark_of`."""


def title_with_person(step: PreparedStep) -> str:
    """What is to be done, and who waits for whom."""
    return with_person(step.title, step.person, step.turn)


def zone_of_step(step: PreparedStep, zone: str) -> str:
    """In which zone its day is meant: the user's own; of what ships the Eastern one."""
    return zone if step.own else zones.EASTERN


def due_column(step: PreparedStep, zone: str) -> str:
    """When it is due; of what ships the Eastern day."""
    return "" if step.due is None else task_due.due_in_words(step.due, step.by_day, zone_of_step(step, zone))


def due_short(step: PreparedStep, zone: str) -> str:
    """When it is due, in few letters: "Wed 2 Dec", "5 Mar 17:00"."""
    if step.due is None:
        return ""
    if step.by_day:
        return words.day_text(zones.at_zone(step.due, zone_of_step(step, zone)))
    wall = zones.eastern(step.due)
    return f"{wall.day} {wall:%b} {words.clock24(wall)}"


def about_step(step: PreparedStep, now: datetime, zone: str) -> list[str]:
    """Everything that is known of it, a sentence or two in each line."""
    labelled = {
        "Until": _until(step, now, zone),
        "Why": step.why,
        "How": step.how,
        "Where": step.where,
        "But": step.differs,
        "Source": step.source if not step.own else "",
        "Link": step.link,
        "Note": step.note,
    }
    section = section_titles().get(step.section, step.section)
    lines = [_standing(step, zone), _person(step), *(f"{name}: {text}" for name, text in labelled.items() if text)]
    rings = "An alarm rings before it." if step.alarm else ""
    return [line for line in (*lines, rings, f"Section: {section}") if line]


def _standing(step: PreparedStep, zone: str) -> str:
    if step.ticked:
        return "✓ Done: soaptui saw that you did it."
    if step.done:
        day = f" on {words.day_text(zones.at_zone(step.done_at, zone))}" if step.done_at is not None else ""
        return f"✓ Done{day}."
    if step.hidden:
        return "Hidden: not for you."
    if step.lapsed:
        return "You did not do it. It is too late now."
    return "" if step.pays else "There is not enough time left for it to help."


def _person(step: PreparedStep) -> str:
    if not step.person:
        return ""
    return f"You wait for {step.person}." if step.turn == "theirs" else f"{step.person} waits for you."


def _until(step: PreparedStep, now: datetime, zone: str) -> str:
    if step.done:
        return ""
    by = ""
    if step.due is not None:
        by = f"{'was due' if step.due < now else 'by'} {due_column(step, zone)}"
    after = f"too late after {words.eastern_text(step.until)}" if step.until is not None and step.open else ""
    return "; ".join(filter(None, (by, after)))


def time_before_monday(text: str, season: Season) -> timedelta | None:
    """So much time before Match Monday as is typed: "one month", "two weeks", "2 days"; None for no stretch."""
    stretch = date_rules.stretch_typed(text)
    if stretch is None:
        return None
    if not stretch.of_days:
        return timedelta(**{stretch.unit: stretch.count})
    day = zones.eastern(season.event("match-status").at).date()
    return day - stretch.added(day, -1)
