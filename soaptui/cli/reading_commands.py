"""The commands that only look: timeline, next, programs, dump."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from soaptui import ways
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.week import words, zones

if TYPE_CHECKING:
    from soaptui.prepare.first_hour import FirstHour
    from soaptui.records import State
    from soaptui.week.agenda import Due
    from soaptui.week.season import Season
    from soaptui.week.whole_week import Beside


def timeline_command(context: Context) -> int:
    """Every event of the season, in UTC, Eastern Time and the user's zone."""
    from soaptui.week.agenda import event_state
    from soaptui.week.situation import concerns, told_to
    from soaptui.week.whole_week import Beside, beside_the_week, line_over

    chosen = getattr(context.arguments, "zone", None) or ""
    with context.store() as store:
        season = context.season(store.state, context.arguments.season)
        state, zone = store.state, context.zone(store.state, chosen)
    now = context.now
    events = [
        {
            "id": event.id,
            "label": told_to(event, state).label,
            "at": zones.utc_iso(event.at),
            "et": _stamp(zones.eastern(event.at), "%Z"),
            "local": _stamp(zones.at_zone(event.at, zone)),
            "zone": zone,
            "kind": event.kind,
            "state": event_state(event, season, now),
            "source": event.source,
            "confidence": event.confidence,
        }
        for event in season.events
    ]
    lines = beside_the_week(state, season, zone)
    if context.json:
        beside = [
            {
                "id": line.id,
                "label": line.label,
                "at": zones.utc_iso(line.at),
                "et": _stamp(zones.eastern(line.at), "%Z"),
                "local": _stamp(zones.at_zone(line.at, zone)),
                "zone": zone,
                "kind": getattr(line, "kind", "beside"),
                "state": "past" if line_over(line, now) else "coming",
                "source": line.source,
                "confidence": line.confidence,
                "by_day": line.by_day,
                "why": getattr(line, "why", ""),
            }
            for line in lines
        ]
        context.print_json(sorted([*events, *beside], key=lambda one: str(one["at"])))
        return DONE
    context.print_lines([f"Match Week {season.year}. {season.note}", ""])
    everything: list[tuple[Beside, bool]] = [
        (told_to(event, state), concerns(event, state)) for event in season.events
    ]
    everything += [(line, True) for line in lines]
    rows = [
        (
            words.day_text(wall := zones.eastern(event.at)),
            "" if day else f"{words.clock24(wall)} {zones.abbreviation(wall)}",
            "" if day else f"{local:%a} {words.clock24(local)}",
            _with_why(event),
            ("" if day and not line_over(event, now) else _distance(event.at, now))
            if counts or event.at <= now
            else "–",
            event.confidence,
        )
        for event, counts in sorted(everything, key=lambda pair: pair[0].at)
        for local, day in [(zones.at_zone(event.at, zone), event.by_day)]
    ]
    context.print_table(("day", "ET", zones.zone_place(zone), "event", "in", "confidence"), rows)
    return DONE


def _with_why(line: "Beside") -> str:
    """What a line says, with its reason where it has one."""
    why: str = getattr(line, "why", "")
    return f"{line.label}. {why}" if why else line.label


def _stamp(wall: datetime, suffix: str = "") -> str:
    """A wall time with its date, weekday and, where asked for, the zone's word: 2027-03-18 Thu 09:00 EDT."""
    return wall.strftime(f"%Y-%m-%d %a %H:%M {suffix}").strip()


def _distance(moment: datetime, now: datetime) -> str:
    return words.countdown(words.seconds_left(moment, now)) if moment > now else "past"


def _due_when(item: "Due", now: datetime, zone: str) -> str:
    """When something is due: by its day at home where no hour was meant."""
    if not item.by_day:
        return words.when(item.at, now, zone)
    day = zones.at_zone(item.at, zone)
    return f"by {words.day_text(day)}{f' {day.year}' if day.year != zones.at_zone(now, zone).year else ''}"


def next_command(context: Context) -> int:
    """What is open, next and due, and the one next action."""
    from soaptui.preparing import preparing_of
    from soaptui.week.agenda import agenda
    from soaptui.week.offers import accepted
    from soaptui.week.rounds import lapse_label, lapsed_offers

    with context.store() as store:
        now, season = context.now, context.season(store.state)
        zone = context.zone(store.state)
        today = agenda(store.state, season, now, zone, preparing_of(store.state, season, now))
        gone = [] if context.doubt or accepted(store.state) is not None else lapsed_offers(store.state, season, now)
        missed = [lapse_label(store.state, [offer]) for offer in gone]
        hour = _first_hour(store.state, season, now)
    wanted = getattr(context.arguments, "format", None)
    if wanted is not None:
        if context.json:
            from soaptui.refusal import Refusal

            raise Refusal("--format and --json exclude each other: give one of them.")
        from soaptui.cli.next_format import FormatMoment, formatted_moment

        moment = FormatMoment(today, now, zone, context.clock_mark(season))
        print(formatted_moment(wanted, moment, ways.typed))
        return DONE
    if context.json:
        context.print_json(
            {
                "now": zones.utc_iso(now),
                "open": [
                    {
                        "id": item.id,
                        "label": item.label,
                        "closes": zones.utc_iso(item.closes),
                        "seconds_left": words.seconds_left(item.closes, now),
                    }
                    for item in today.open
                ],
                "next": today.next
                and {
                    "id": today.next.id,
                    "label": today.next.label,
                    "at": zones.utc_iso(today.next.at),
                    "seconds_left": words.seconds_left(today.next.at, now),
                },
                "due": [
                    {"id": item.id, "kind": item.kind, "label": item.label, "at": zones.utc_iso(item.at)}
                    for item in today.due
                ],
                "action": today.action,
                "list_news": list(today.news),
                **({"first_hour": _hour_as_json(hour, now)} if hour is not None else {}),
                **({"missed": missed} if missed else {}),
                **({"clock_in_doubt": context.doubt} if context.doubt else {}),
            }
        )
        return DONE
    marked = context.clock_mark(season)
    far = now >= season.ends or zones.eastern(now).year < season.year - 1  # a wrong clock is seen by its year
    eastern = words.dated(now, "", year=far)
    local = f"{zones.zone_place(zone)} {words.local_text(now, zone)}"
    lines = [f"{eastern} · {local}{marked and f' · {marked}'}"]
    lines += [
        f"open   {item.label}: {words.until(item.closes, now)} left, until {words.when(item.closes, now, zone)}"
        for item in today.open
    ]
    if today.next is not None:
        lines.append(
            f"next   {today.next.label}: in {words.until(today.next.at, now)}, {words.when(today.next.at, now, zone)}"
        )
    lines += [f"list   {line}" for line in today.news]
    lines += [f"missed {one}" for one in missed]
    lines += [f"due    {item.label}: {_due_when(item, now, zone)}" for item in today.due]
    lines.append(f"do     {today.action}")
    context.print_lines(lines + ([] if hour is None else _hour_lines(hour, now)))
    return DONE


def _first_hour(state: "State", season: "Season", now: datetime) -> "FirstHour | None":
    """Where the user is in Monday's first hour; None where it is not for them now, put away, or over."""
    if now < season.event("match-status").at or now >= season.rounds[0].opens:
        return None
    from soaptui.prepare import first_hour

    hour = first_hour.first_hour_read(state.setting(first_hour.SETTING), season)
    shows = first_hour.is_hour_for(state, season, now) and not (hour.away or hour.over)
    return hour if shows else None


def _hour_lines(hour: "FirstHour", now: datetime) -> list[str]:
    from soaptui.prepare import first_hour

    box = first_hour.current_box(hour)
    todo = [] if box is None else [f"       {first_hour.HOUR_BOXES[box].todo}"]
    return ["", first_hour.KIND, *(f"       {line}" for line in first_hour.box_lines(hour, now)), *todo]


def _hour_as_json(hour: "FirstHour", now: datetime) -> dict[str, Any]:
    from soaptui.prepare import first_hour

    return {
        "says": first_hour.KIND,
        "box": first_hour.current_box(hour),
        "began": None if hour.began is None else zones.utc_iso(hour.began),
        "seconds_left": first_hour.box_left(hour, now),
        "boxes": [
            {"id": box, "title": means.title, "minutes": means.minutes, "todo": ways.typed(means.todo)}
            for box, means in first_hour.HOUR_BOXES.items()
        ],
    }


def programs_command(context: Context) -> int:
    """The programs, tier by tier. Raises Refusal for a filter that cannot be understood."""
    from soaptui.cli.filtered_rows import rows_in_filter
    from soaptui.eligibility import of_another_part
    from soaptui.programs.listing import Listing, as_json
    from soaptui.week.offers import closed_programs

    with context.store() as store:
        state = store.state
    season = context.season(state)
    listed = Listing().rows(state, closed_programs(state, season, context.now), season.year)
    rows = rows_in_filter(context, listed, context.arguments.where)
    plain: list[dict[str, Any]] = [as_json(row, bool(state.list_versions)) for row in rows]
    if context.json:
        context.print_json(plain)
        return DONE
    shown = [row for row in rows if context.arguments.where or not of_another_part(row.program, state.me)]
    if len(shown) < len(rows):
        context.print_lines([f"{len(rows) - len(shown)} have a type that is not open to you; they are left out.", ""])
    rows, plain = shown, [as_json(row, bool(state.list_versions)) for row in shown]
    context.print_table(
        ("code", "tier", "fit", "institution", "program", "place", "open", "application", "why"),
        [
            (
                str(row["code"]),
                str(row["tier"]),
                str(row["fit"]),
                str(row["institution"]),
                str(row["name"]),
                program.program.place,
                "" if row["positions"] is None else str(row["positions"]),
                str(row["application"]),
                "; ".join([*row["reasons"], *(f"? {unknown}" for unknown in row["unknowns"])]),
            )
            for program, row in zip(rows, plain, strict=True)
        ],
    )
    return DONE


def dump_command(context: Context) -> int:
    """Everything that is kept: one object, an array per kind."""
    from soaptui.records import KINDS
    from soaptui.store.codec import in_full

    with context.store() as store:
        state = store.state
        everything = {kind: [in_full(record) for record in state.table(kind).values()] for kind in KINDS}
    context.print_json(everything)
    return DONE
