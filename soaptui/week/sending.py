"""Sending applications: the slots of each service, when a service takes any, and what the user should know in time.

Services are asked of the applications as they are kept. Programs are judged by what rules them out, never by their
tier: this is asked every second.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from soaptui.application_services import (
    APPLICATION_SERVICES,
    SERVICES,
    USUAL_SERVICE,
    AnyService,
    ApplicationService,
    has_slots,
    service_or_usual,
)
from soaptui.counted import many
from soaptui.eligibility import reasons_against, why_not_proposed
from soaptui.program_tiers import TIERS
from soaptui.records import Application, Program, Service, State, program_title
from soaptui.week import words, zones
from soaptui.week.offers import closed_programs, current_round
from soaptui.week.season import Season
from soaptui.week.situation import out_of_soap

WARN_BEFORE = timedelta(hours=1)
"""So long before programs see applications, an unsent plan is spoken of as urgent."""

LAST_CALL = timedelta(minutes=15)
"""So long before it, in stronger words."""

USUAL_LIMIT = 45
"""What a service takes where the season says nothing of it."""

NAMED = 2
"""So many planned programs that are no longer for the user are named; the others are counted."""


class Meter(msgspec.Struct, frozen=True):
    """One service's slots."""

    service: ApplicationService
    sent: int
    planned: int
    limit: int

    @property
    def free(self) -> int:
        """Slots not used yet, planned ones counted as free."""
        return max(0, self.limit - self.sent)

    @property
    def unplanned(self) -> int:
        """Slots neither used nor planned."""
        return max(0, self.limit - self.sent - self.planned)


def waits_for_opening(application: Application) -> bool:
    """Whether it is planned and still to be sent."""
    return application.planned is not None and application.sent is None and not application.closed


def plan_is_dead(state: State, application: Application) -> bool:
    """Whether it is planned, not sent, and its program has left the list: its slot is free again."""
    program = state.programs.get(application.program)
    return program is not None and program.listed == "no" and waits_for_opening(application)


def gone_plans(state: State) -> tuple[str, ...]:
    """The programs that are planned and have left the list."""
    return tuple(item.program for item in state.applications.values() if plan_is_dead(state, item))


def meters(state: State, limits: Mapping[str, int]) -> tuple[Meter, ...]:
    """The slots of each service. An application that was closed by an answer stays used; a dead plan uses none."""
    sent, planned = dict.fromkeys(APPLICATION_SERVICES, 0), dict.fromkeys(APPLICATION_SERVICES, 0)
    for application in state.applications.values():
        service = service_or_usual(application.service)
        if not has_slots(service):
            continue
        if application.sent is not None:
            sent[service] += 1
        elif waits_for_opening(application) and not plan_is_dead(state, application):
            planned[service] += 1
    return tuple(
        Meter(name, sent[name], planned[name], limits.get(name, USUAL_LIMIT)) for name in APPLICATION_SERVICES
    )


def application_word(application: Application | None) -> str:
    """An application in one word: closed (with why), sent, planned, or nothing."""
    if application is None:
        return ""
    if application.closed:
        return application.closed
    if application.sent is not None:
        return "sent"
    return "planned" if application.planned is not None else ""


# -- when a service takes applications


def closed_until(season: Season, service: Service, now: datetime) -> datetime | None:
    """When the service takes applications again; None where it takes them now, or where that is not established.

    ERAS takes none while an offer round is open (University of Oklahoma, school guide). Nothing is known of
    ResidencyCAS. After the end of SOAP there is no again: see `shut`.
    """
    opened = current_round(season, now)
    return opened.closes if opened is not None and SERVICES[service_or_usual(service)].shuts_for_rounds else None


def useless(season: Season, at: datetime) -> bool:
    """Whether nothing that is sent at that moment can bring an offer: from the opening of the last round on."""
    return at >= season.rounds[-1].opens


def too_late(season: Season, at: datetime) -> str:
    """That nothing is gained by sending any more, in a sentence; empty before, and once SOAP is over."""
    if not useless(season, at) or season.over(at):
        return ""
    ends = f"SOAP ends {words.eastern_text(season.ends)}."
    return f"An application that you send now cannot bring an offer: {season.rounds[-1].label} is the last. {ends}"


def shut_for_good(season: Season, service: Service, at: datetime) -> str:
    """That the service takes no application of this season any more; empty before SOAP has ended."""
    if not season.over(at):
        return ""
    through = SERVICES[service_or_usual(service)].called
    return f"SOAP ended {words.eastern_text(season.ends)}, and no application can be sent through {through} any more"


def no_more_offers(season: Season, service: Service, at: datetime) -> str:
    """That no offer can come of an application any more, in a sentence; empty while one can.

    Whatever shows the chance of an offer asks this first: from the opening of the last round on there is none.
    """
    ended = shut_for_good(season, service, at)
    return f"{ended}: no offer can come any more." if ended else too_late(season, at)


def shut(season: Season, service: Service, at: datetime) -> str:
    """Why the service takes no application at that moment; empty where it does, or where nobody knows."""
    if ended := shut_for_good(season, service, at):
        return ended
    opened = current_round(season, at)
    if opened is None or closed_until(season, service, at) is None:
        return ""
    closed = f"{service} takes no applications while {opened.label} is open"
    if useless(season, at):
        return f"{closed}, and it is the last: no later application can bring an offer"
    return f"{closed}: again from {_clock(opened.closes)}"


def shut_since(season: Season, at: datetime) -> datetime:
    """Since when it has been shut, at a moment at which it is: what was sent before can still be written down."""
    opened = current_round(season, at)
    return opened.opens if opened is not None else season.ends


# -- what there is to send


def last_list_at(state: State, season: Season) -> datetime | None:
    """When the newest list of this season was imported; None before the first."""
    since = season.event("unfilled-list").at
    return max((version.at for version in state.list_versions.values() if version.at >= since), default=None)


def newcomers(state: State, season: Season) -> tuple[str, ...]:
    """What the newest list brought that no list of this season had before; nothing while there was only one."""
    since = season.event("unfilled-list").at
    versions = [version for version in state.list_versions.values() if version.at >= since]
    return max(versions, key=lambda version: version.at).appeared if len(versions) > 1 else ()


def programs_never_seen(state: State, season: Season) -> list[Program]:
    """Programs that are new on the newest list, not applied to, and not ruled out: they could take a free slot."""
    unseen = []
    offered = {offer.program for offer in state.offers.values()}
    for program_id in newcomers(state, season):
        program = state.programs.get(program_id)
        if program is None or program.listed != "yes" or program_id in offered:
            continue
        if why_not_proposed(program, state.me):
            continue
        if application_word(state.applications.get(program_id)) == "" and not _out(program, state, "", season.year):
            unseen.append(program)
    return unseen


def dropped(state: State, season: Season, now: datetime) -> dict[str, str]:
    """Planned programs that are no longer for the user, by id, with the reason."""
    planned = [item.program for item in state.applications.values() if waits_for_opening(item)]
    if not planned:
        return {}
    closed = closed_programs(state, season, now)
    programs = ((program_id, state.programs.get(program_id)) for program_id in planned)
    return {
        program_id: reason
        for program_id, program in programs
        if program is not None and (reason := _out(program, state, closed.get(program_id, ""), season.year))
    }


def _out(program: Program, state: State, closed: str, year: int) -> str:
    """The first reason against the program. The user's own tier counts for more than all but two of them."""
    if closed or program.listed == "no":
        return f"closed: {closed}" if closed else "no longer on the list"
    if program.tier_override:
        chosen = TIERS[program.tier_override]
        return "" if chosen.for_you else f"{chosen.name}, by your own choice"
    reasons = reasons_against(program, state.me, any_list=bool(state.list_versions), year=year)
    return reasons[0] if reasons else ""


def live_plans(state: State, season: Season, now: datetime) -> dict[AnyService, int]:
    """How many planned applications wait to be sent, by service: those that are still worth it."""
    out = dropped(state, season, now)
    by_service: dict[AnyService, int] = {}
    for application in state.applications.values():
        if waits_for_opening(application) and application.program not in out:
            service = service_or_usual(application.service)
            by_service[service] = by_service.get(service, 0) + 1
    return dict(sorted(by_service.items()))


def to_send(state: State, season: Season, now: datetime) -> dict[AnyService, int]:
    """The same, as far as there are slots for them, or none are needed."""
    waiting = live_plans(state, season, now)
    if not waiting:
        return {}
    free: dict[AnyService, int] = {meter.service: meter.free for meter in meters(state, season.limits)}
    return {service: fits for service, count in waiting.items() if (fits := min(count, free.get(service, count)))}


def waiting_in_words(waiting: Mapping[AnyService, int]) -> str:
    """What waits to be sent: "12 planned ERAS applications", "3 planned applications (2 ERAS, 1 elsewhere)"."""
    total, service = sum(waiting.values()), next(iter(waiting), USUAL_SERVICE)
    if len(waiting) == 1 and has_slots(service):
        return many(total, f"planned {service} application")
    parts = (f"{count} {SERVICES[name].where}" for name, count in waiting.items())
    return f"{many(total, 'planned application')} ({', '.join(parts)})"


# -- warnings


def warnings(state: State, season: Season, now: datetime) -> list[str]:
    """What could go wrong with the applications at that moment, in a sentence each, the most pressing first.

    Nothing once the search is over (for who is matched, after an offer was accepted), and from the last round on,
    after which nothing is gained by sending, but what was marked before it can have been.
    """
    if season.over(now) or out_of_soap(state):
        return []
    if late := too_late(season, now):
        unsent = any(waits_for_opening(application) for application in state.applications.values())
        return [*([late] if unsent else []), *_too_early(state, season)]
    waiting = live_plans(state, season, now)
    live = [msgspec.structs.replace(m, planned=waiting.get(m.service, 0)) for m in meters(state, season.limits)]
    return [
        *_unsent(to_send(state, season, now), season, now),
        *_too_many(live),
        *_no_longer(state, dropped(state, season, now)),
        *_unused(live, season, now),
        *_too_early(state, season),
    ]


def _unsent(waiting: Mapping[AnyService, int], season: Season, now: datetime) -> list[str]:
    """From an hour before programs see applications until the last round opens: after that none can help."""
    released = season.event("applications-released").at
    if not waiting or not released - WARN_BEFORE <= now or useless(season, now):
        return []
    what, one = waiting_in_words(waiting), sum(waiting.values()) == 1
    if now < released - LAST_CALL:
        return [f"{what} {'is' if one else 'are'} not sent: programs see what is there at {_clock(released)}."]
    if now < released:
        return [f"Send now: {what} {'is' if one else 'are'} not out, and programs see them from {_clock(released)}."]
    opened = current_round(season, now)
    if opened is not None:
        return [_in_round(service, count, opened.closes) for service, count in waiting.items()]
    coming = next(window for window in season.rounds if window.opens > now)
    since = "programs are reading" if now < season.rounds[0].opens else "offers are being made"
    return [
        f"Send now: {what} {'is' if one else 'are'} not out, and {since}. "
        f"{coming.label} opens {words.eastern_text(coming.opens)}, and ERAS takes none while it is open."
    ]


def _in_round(service: AnyService, count: int, closes: datetime) -> str:
    what = waiting_in_words({service: count})
    if SERVICES[service].shuts_for_rounds:
        return f"{what} cannot be sent while the round is open: again from {_clock(closes)}."
    who = SERVICES[service].called
    return (
        f"{what} to send: it is not known whether {who} takes any while a round is open. Try it; "
        f"the round closes {_clock(closes)}."
    )


def _too_many(live: list[Meter]) -> list[str]:
    sentences = []
    for meter in live:
        if meter.planned > meter.free:
            free = many(meter.free, "slot is", "slots are") if meter.free else "no slots are"
            sentences.append(
                f"{waiting_in_words({meter.service: meter.planned})}, and {free} free: "
                f"take {meter.planned - meter.free} off the plan, the weakest first."
            )
    return sentences


def _no_longer(state: State, out: Mapping[str, str]) -> list[str]:
    if not out:
        return []
    titles = {program_id: program_title(state, program_id) for program_id in list(out)[:NAMED]}
    if len(out) == 1:
        return [f"{title} is planned, but {out[gone]}. Remove it from the plan." for gone, title in titles.items()]
    named = [f"{title} ({out[program_id]})" for program_id, title in titles.items()]
    named += [f"{len(out) - NAMED} more"] if len(out) > NAMED else []
    return [f"Remove from the plan what is no longer for you: {', '.join(named[:-1])} and {named[-1]}."]


def _unused(live: list[Meter], season: Season, now: datetime) -> list[str]:
    """Most slots should be used, and on Monday: what is sent later finds programs with their lists made.

    Only ERAS is spoken of: few want 45 programs of emergency medicine and obstetrics from ResidencyCAS.
    """
    first, released = season.rounds[0], season.event("applications-released").at
    eras = live[0]
    if not season.event("applications-open").at <= now < first.opens or not eras.unplanned:
        return []
    until = f"programs see applications from {words.eastern_text(released)}"
    if now >= released:
        until = f"{first.label} opens {words.eastern_text(first.opens)}"
    verb, slots = "is" if eras.unplanned == 1 else "are", many(eras.limit, "ERAS slot")
    return [f"{eras.unplanned} of {slots} {verb} unused: use most of them; {until}."]


def _too_early(state: State, season: Season) -> list[str]:
    opens = season.event("applications-open").at
    early = sum(1 for item in state.applications.values() if item.sent is not None and item.sent < opens)
    if not early:
        return []
    what, them = many(early, "application is", "applications are"), "it" if early == 1 else "them"
    opened = words.eastern_text(opens)
    return [f"{what} marked as sent before applications opened ({opened}): did you really send {them} then?"]


def _clock(moment: datetime) -> str:
    """An Eastern wall time: "11:00 EDT"."""
    wall = zones.eastern(moment)
    return f"{words.clock24(wall)} {zones.abbreviation(wall)}"
