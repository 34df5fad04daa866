"""The commands for the official times: show them, mark them as seen on nrmp.org, correct one, make a year's."""

from typing import TYPE_CHECKING, Any

from soaptui.application_services import APPLICATION_SERVICES
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.counted import many
from soaptui.refusal import Refusal
from soaptui.week import words, zones
from soaptui.week.official_limits import PER_SERVICE, limit_in_words

if TYPE_CHECKING:
    from soaptui.records import State
    from soaptui.store.change import Change
    from soaptui.week.season import Season


def _year(context: Context) -> int | None:
    year: int | None = getattr(context.arguments, "season", None)
    return year


def season_command(context: Context) -> int:
    """Every official time with its source and confidence, and how many were not seen on nrmp.org."""
    from soaptui.week import official

    with context.store() as store:
        state = store.state
    season, zone = context.season(state, _year(context)), context.zone(state)
    unseen = {event.id for event in official.unseen(season)}
    shipped = official.unamended(season.year, state.setting(official.MADE), state.official_times)
    if context.json:
        context.print_json(
            {
                "year": season.year,
                "note": season.note,
                "verified": not unseen,
                "unseen": len(unseen),
                "events": [
                    {
                        "id": event.id,
                        "label": event.label,
                        "at": zones.utc_iso(event.at),
                        "et": words.eastern_text(event.at),
                        "local": words.local_text(event.at, zone),
                        "zone": zone,
                        "seen": official.is_seen(event),
                        "corrected": _is_corrected(state, season, event.id),
                        "quote": official.page_quote(season, state.official_times, event.id),
                        "source": event.source,
                        "confidence": event.confidence,
                    }
                    for event in season.events
                ],
                "limits": [
                    {
                        "service": service,
                        "limit": season.limits[service],
                        "counts": PER_SERVICE,
                        "source": season.limits_from.get(service, ""),
                        "corrected": season.limits[service] != shipped.limits[service],
                    }
                    for service in APPLICATION_SERVICES
                ],
            }
        )
        return DONE
    context.print_lines([f"Match Week {season.year}. {season.note}", official.how_verified(season), ""])
    context.print_table(
        ("event", "ET", zones.zone_place(zone), "on nrmp.org", "source"),
        [
            (
                event.id,
                words.eastern_text(event.at),
                words.local_text(event.at, zone),
                event.confidence,
                event.source,
            )
            for event in season.events
        ],
    )
    context.print_lines(["", *(limit_in_words(season, service) for service in APPLICATION_SERVICES)])
    return DONE


def _is_corrected(state: "State", season: "Season", event_id: str) -> bool:
    from soaptui.week import official

    own = official.unamended(season.year, state.setting(official.MADE), state.official_times)
    return season.event(event_id).at != own.event(event_id).at


def seen_command(context: Context) -> int:
    """Times were seen on nrmp.org today: those that are named, or all of them."""
    from soaptui.store.change import build_change
    from soaptui.week import official

    names, everything = list(getattr(context.arguments, "events", ())), getattr(context.arguments, "all", False)
    if bool(names) == bool(everything):
        raise Refusal("Say which times you saw on nrmp.org (soaptui season lists them), or --all for every one.")
    with context.store(write=True) as store:
        state = store.state
        season = context.season(state, _year(context))
        chosen = list(season.events) if everything else [official.event_named(season, name) for name in names]
        chosen = [event for event in chosen if not official.is_seen(event)]
        if not chosen:
            raise Refusal("They are already marked as seen: there is nothing to change.")
        marks = [official.marked_as_seen(season, state.official_times, event.id, context.now) for event in chosen]
        what = chosen[0].label if len(chosen) == 1 else many(len(chosen), "time")
        change = store.commit(build_change(f"Official times {season.year}: {official.SEEN}: {what}", state, *marks))
        left = len(official.unseen(context.season(store.state, _year(context))))
    are, of_all = "is" if left == 1 else "are", many(len(season.events), "time")
    told = [f"{left} of {of_all} {are} left"] if left else [f"every time was {official.SEEN}"]
    return _saved(context, change, told, seen=[event.id for event in chosen], unseen=left)


def move_event_command(context: Context) -> int:
    """One time stands otherwise on nrmp.org: corrected, in Eastern Time; what moves with it is said."""
    from soaptui.prepare.tasks import tasks_following, told_to_follow
    from soaptui.store.change import build_change
    from soaptui.typed_time.official_time import read_official_time
    from soaptui.week import official

    with context.store(write=True) as store:
        state = store.state
        before = context.season(state, _year(context))
        event = official.event_named(before, context.arguments.event)
        moment = read_official_time(context.arguments.time, event.at)
        word = official.time_corrected(before, state.official_times, event.id, moment)
        if word is None:
            raise Refusal(f"{event.label} is at {words.eastern_text(event.at)} already: there is nothing to change.")
        after = context.season(state.with_records([("official_times", word.id, word)]), _year(context))
        tasks = tasks_following(state, before, after, context.zone(state))
        change = store.commit(build_change(f"Official times {before.year}: {event.label}", state, word, *tasks))
        moves = official.what_moves(before, after, state.offers.values())
        moves += told_to_follow(tasks, context.zone(state))
    return _saved(context, change, moves, event=event.id, moved=moves)


def set_limit_command(context: Context) -> int:
    """How many applications a service takes stands otherwise on nrmp.org: corrected, or as it ships again."""
    from soaptui.store.change import build_change
    from soaptui.week import official_limits

    name, equals, number = str(context.arguments.service).partition("=")
    if bool(equals) == bool(context.arguments.number):
        raise Refusal("Say the service and the number: soaptui season set eras 40.")
    number = number or context.arguments.number
    with context.store(write=True) as store:
        state, season = store.state, context.season(store.state, _year(context))
        service, times = official_limits.service_typed(name), state.official_times
        label = f"Applications in {service}, {season.year}"
        if number == "back":
            word = official_limits.limit_removed(season, times, service)
            change = build_change(f"{label}: as it ships", state, remove=[word] if word is not None else [])
        else:
            seen = context.now if context.arguments.seen else None
            word = official_limits.limit_corrected(season, times, service, number, seen)
            change = build_change(f"{label}: {number}", state, *([word] if word is not None else []))
        if word is None:
            raise Refusal(f"{service} takes {season.limits[service]} already: there is nothing to change.")
        change = store.commit(change)
        season = context.season(store.state, _year(context))
    told = [official_limits.limit_in_words(season, service)]
    return _saved(context, change, told, service=service, limit=season.limits[service])


def make_season_command(context: Context) -> int:
    """A season for a year that has none, from the weekdays and times of the last one."""
    from soaptui.records import Setting
    from soaptui.store.change import build_change
    from soaptui.week import official

    year: int = context.arguments.year
    with context.store(write=True) as store:
        made = official.made_also(store.state.setting(official.MADE), year)
        change = store.commit(
            build_change(f"A season for {year}", store.state, Setting(id=official.MADE, value=made))
        )
        season = context.season(store.state, year)
    first = words.eastern_text(season.event("unfilled-list").at)
    return _saved(context, change, [f"Match Week {year} begins {first}. {season.note}"], year=year)


def _saved(context: Context, change: "Change", lines: list[str], **more: Any) -> int:
    if context.json:
        context.print_json({"saved": change.seq, **more})
    else:
        context.print_lines([f"saved {change.seq}  {change.label}", *lines])
    return DONE
