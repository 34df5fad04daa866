"""The commands that plan applications: plan says which to send, apply marks what is planned or was sent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from soaptui.application_services import APPLICATION_SERVICES
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import say_beside
from soaptui.counted import many
from soaptui.program_tiers import TIERS
from soaptui.programs import slots, specialties
from soaptui.programs.program_by_code import program_for, program_id_for
from soaptui.records import Application, Program, Service, State, program_title
from soaptui.refusal import Refusal
from soaptui.store.change import Change, build_change
from soaptui.text import clean
from soaptui.week import zones
from soaptui.week.sending import dropped, no_more_offers, too_late
from soaptui.week.situation import why_out

if TYPE_CHECKING:
    from datetime import datetime

    from soaptui.programs.portfolio import ChosenSet, Fewer, Prospect
    from soaptui.records import OneYear
    from soaptui.store.store import Store
    from soaptui.week.season import Season

NEAREST = 5
"""How many programs a refusal names."""


FILL_UP = (
    "(--one-year last fills up with them, --one-year no does not; "
    "soaptui profile set one-year=last keeps the answer.)"
)


class _Proposal:
    """What `plan` answers: which programs, chosen from which rows, and what a few slots fewer would mean."""

    def __init__(self, context: Context, state: State) -> None:
        from soaptui.cli.filtered_rows import rows_in_filter
        from soaptui.programs import left_aside, portfolio, prospects
        from soaptui.programs.listing import Listing
        from soaptui.programs.plan_set import only_research
        from soaptui.week.offers import closed_programs

        self.service: Service = _service(context.arguments.service)
        season = context.season(state)
        closed = closed_programs(state, season, context.now)
        self.rows = {row.program.id: row for row in Listing().rows(state, closed, season.year)}
        rows = list(self.rows.values())
        self.where: str = context.arguments.where
        inside = rows_in_filter(context, rows, self.where, nothing_done="Nothing was planned.")
        self.within = None if not self.where else {row.program.id for row in inside}
        meter = next(m for m in slots.meters(state, season.limits) if m.service == self.service)
        asked = context.arguments.limit
        self.free = meter.free
        self.limit = self.free if asked is None else min(asked, self.free)
        self.capped = asked is not None and asked > self.free
        free, sent = prospects.prospects_of(rows, self.service, state, self.within)
        said: OneYear | None = context.arguments.one_year
        self.one_year: OneYear = said or prospects.wish_for_parts(state)
        self.prospects: dict[str, Prospect] = {item.id: item for item in free}
        self.sent = [item.id for item in sent]
        self.choice: ChosenSet = portfolio.choose_by_wish(free, self.limit, sent, self.one_year)
        self.fewer: Fewer = portfolio.price_of_fewer(free, self.limit, sent, one_year=self.one_year)
        self.chosen = [step.id for step in self.choice.steps]
        self.aside = left_aside.left_aside(rows, self.service, self.one_year)
        left = 0 if why_out(state) else self.limit - len(self.chosen)  # who can send none has no slots to fill
        self.question = left_aside.parts_question(self.aside, left, self.one_year)
        self.assumptions = prospects.assumptions([*free, *sent])
        others = [a.id for a in state.applications.values() if self._planned(a) and a.id not in set(self.chosen)]
        self.gone = {id: why for id, why in dropped(state, season, context.now).items() if id in others}
        self.research = only_research(state, season, context.now)
        self.left_planned = [program for program in others if program not in self.gone]

    @property
    def rests_on(self) -> str:
        """What the best set is: the best for guesses, and where they come from."""
        return self.choice.rests_on

    def _planned(self, application: Application) -> bool:
        return application.service == self.service and slots.application_word(application) == "planned"


def _service(typed: str) -> Service:
    return next(service for service in APPLICATION_SERVICES if service.casefold() == typed)


def plan_command(context: Context) -> int:
    """Which applications to send; with --take they are planned, as one change. Raises Refusal once none can help."""
    take: bool = context.arguments.take
    with context.store(write=take) as store:
        state = store.state
        if late := no_more_offers(context.season(state), _service(context.arguments.service), context.now):
            raise Refusal(f"{late} Nothing was planned.")
        proposal = _Proposal(context, state)
        saved = _take(context, store, proposal) if take else None
    if context.json:
        more = {"saved": saved and saved.seq} if take else {}
        context.print_json({**_plan_json(proposal, state), **more})
        return DONE
    _print_plan(context, proposal, state)
    if take:
        context.print_lines(["", _ending(saved, proposal)])
    return DONE


def _take(context: Context, store: "Store", proposal: _Proposal) -> Change | None:
    """Plan what was chosen, take off what is no longer for the user; the change, or None where all of it was so."""
    state, season = store.state, context.season(store.state)
    programs = [state.programs[program] for program in proposal.chosen]
    planned = slots.marked_applications(state, programs, "planned", context.now, season)
    off = [state.programs[program] for program in proposal.gone if program in state.programs]
    taken_off = slots.marked_applications(state, off, "none", context.now, season)
    off_the_plan = f"Taken off the plan: {many(len(taken_off), 'application')}"
    label = f"Plan {many(len(planned), 'application')}" if planned else off_the_plan
    change = build_change(label, state, *planned, *taken_off)
    return store.commit(change) if change.puts else None


def _ending(saved: Change | None, proposal: _Proposal) -> str:
    if saved is not None:
        done = "these are planned" if proposal.chosen else saved.label
        return f"saved {saved.seq}  {done} (soaptui undo takes it back)"
    return "nothing changed: all of these are already planned" if proposal.chosen else "nothing changed"


def _plan_json(proposal: _Proposal, state: State) -> dict[str, Any]:
    def named(ids: Sequence[str]) -> list[str]:
        return [_code(state, program) for program in ids]

    return {
        "chosen": named(proposal.chosen),
        "expected_value": proposal.choice.expected_value,
        "chance_of_any": proposal.choice.chance_of_any,
        "chance_of_any_in_words": proposal.choice.any_in_words,
        "steps": [
            {
                "code": _code(state, step.id),
                "chance": step.chance,
                "value": step.value,
                "gain": step.gain,
                "chance_in_words": step.chance_in_words,
                "position": proposal.rows[step.id].assessment.position,
                "own": proposal.prospects[step.id].own,
                "why": list(proposal.prospects[step.id].why),
            }
            for step in proposal.choice.steps
        ],
        "service": proposal.service,
        "limit": proposal.limit,
        "taken": named(proposal.sent),
        "assumptions": proposal.assumptions,
        "rests_on": proposal.rests_on,
        "one_year": proposal.one_year,
        "question": proposal.question,
        "not_proposed": [
            {"code": each.row.program.code, "because": each.what, "why": each.why} for each in proposal.aside
        ],
        "fewer": {
            "limit": proposal.fewer.limit,
            "dropped": named(proposal.fewer.dropped),
            "lost": proposal.fewer.lost,
            "expected_value": proposal.fewer.expected_value,
            "chance_of_any": proposal.fewer.chance_of_any,
        },
        "planned_otherwise": named(proposal.left_planned),
        "gone": [{"code": _code(state, program), "why": why} for program, why in proposal.gone.items()],
        "where": proposal.where,
    }


def _code(state: State, program_id: str) -> str:
    program = state.programs.get(program_id)
    return program.code if program is not None and program.code else program_id


def _print_plan(context: Context, proposal: _Proposal, state: State) -> None:
    choice = proposal.choice
    if choice.steps:
        context.print_table(
            ("", "code", "tier", "what", "institution", "chance", "value", "why"),
            [
                (
                    str(number),
                    row.program.code,
                    row.tier,
                    ", ".join(filter(None, (specialties.short_specialty(row.program), row.assessment.position))),
                    row.program.institution,
                    step.chance_in_words,
                    f"{step.value:.0f}",
                    "; ".join(proposal.prospects[step.id].why),
                )
                for number, step in enumerate(choice.steps, start=1)
                for row in [proposal.rows[step.id]]
            ],
        )
        context.print_lines([""])
    context.print_lines(_summary(proposal, state))


def _summary(proposal: _Proposal, state: State) -> list[str]:
    from soaptui.programs.chance_words import GUESSED_FROM
    from soaptui.programs.left_aside import aside_lines

    choice = proposal.choice
    lines = [_headline(proposal, state)]
    if proposal.within is not None:
        from soaptui.programs.plan_set import within_words

        lines.insert(0, within_words(len(proposal.within), clean(proposal.where)))
    if choice.steps:
        guess = f", {GUESSED_FROM}" if choice.guessed else ", by your own numbers"
        lines += [f"chance of an offer with these: {choice.any_in_words}{guess}.", _without(proposal)]
    if proposal.question:
        lines.append(f"{proposal.question} {FILL_UP}")
    lines += aside_lines(proposal.aside)
    if proposal.gone:
        gone = "; ".join(f"{_code(state, program)}: {why}" for program, why in proposal.gone.items())
        lines.append(f"Planned, and its slot is free again (--take takes it off): {gone}.")
    if proposal.capped:
        lines.append(f"Only {many(proposal.free, 'slot is', 'slots are')} free, so no more than that are chosen.")
    if proposal.left_planned:
        codes_left = ", ".join(_code(state, program) for program in proposal.left_planned[:NEAREST])
        more = len(proposal.left_planned) - NEAREST
        lines.append(
            f"Planned before and not in this set: {codes_left}{f' and {more} more' if more > 0 else ''} "
            "(soaptui apply CODE --not takes a plan back)."
        )
    return [*lines, *filter(None, [proposal.rests_on]), proposal.assumptions]


def _headline(proposal: _Proposal, state: State) -> str:
    count, service = len(proposal.choice.steps), proposal.service
    sent = f", beside {len(proposal.sent)} sent" if proposal.sent else ""
    if count:
        return f"{many(count, f'{service} application')} for {many(proposal.limit, 'slot')}{sent}:"
    if out := why_out(state):
        return f"{out} No application can be sent."
    if not proposal.free:
        return f"No {service} slot is free{sent}: nothing can be chosen."
    if not proposal.limit:
        free = many(proposal.free, f"slot of {service} is", f"slots of {service} are")
        return f"For 0 slots nothing is chosen{sent}. {free} free."
    if proposal.research:
        return proposal.research
    if proposal.within is not None:
        return f"No {service} program that the filter leaves is worth an application{sent}."
    return f"No {service} program is worth an application{sent}: import a list, or give your own chances and values."


def _without(proposal: _Proposal) -> str:
    """What five slots fewer would mean, in one sentence."""
    fewer = proposal.fewer
    if not fewer.dropped:
        return f"With {many(fewer.limit, 'slot')} it would be the same ones."
    return (
        f"With {many(fewer.limit, 'slot')} the last {len(fewer.dropped)} would fall out: chance of an offer "
        f"{fewer.any_in_words}."
    )


def apply_command(context: Context) -> int:
    """Mark applications as planned or sent, or take plans back: all of them in one change, or none."""
    with context.store(write=True) as store:
        state, at = store.state, _sent_at(context)
        wanted: slots.Mark = context.arguments.mark if at is None else "sent"
        programs = [program_named(state, text) for text in context.arguments.codes]
        made = slots.marked_applications(state, programs, wanted, context.now, context.season(state), at=at)
        change = build_change(_label(state, made, wanted), state, *made)
        saved = store.commit(change).seq if change.puts else None
        state = store.state
    notes = _notes(context, state, programs) if wanted != "none" else []
    if context.json:
        ids = dict.fromkeys(program.id for program in programs)
        told = [_application_json(state, program) for program in ids]
        context.print_json({"saved": saved, "applications": told, "notes": notes})
        return DONE
    if saved is None:
        context.print_lines(["nothing changed"])
    else:
        context.print_lines([f"saved {saved}  {change.label}"])
    say_beside(context, notes)
    return DONE


def _sent_at(context: Context) -> "datetime | None":
    """When they went out, where the user says so. Raises Refusal."""
    text = getattr(context.arguments, "sent_at", "")
    if not text:
        return None
    if context.arguments.mark == "none":
        raise Refusal("--not takes a plan back, and --sent-at says when it was sent: say one of them.")
    from soaptui.typed_time.past_moment import read_past

    return read_past(text, context.now)


def program_named(state: State, text: str) -> Program:
    """The program of the list that a code names. Raises Refusal, with the nearest ones, where there is none."""
    program = program_for(state, text)
    if program is not None:
        return program
    code = program_id_for(state, text)  # refuses what is no code
    near = _nearest(state, code)
    hint = "".join(f"\n  {p.code}  {program_title(state, p.id)}" for p in near)
    cure = f"Did you mean:{hint}" if hint else "Import the list that has it first: soaptui import FILE."
    raise Refusal(f"{clean(text)!r} is not in your list of programs. {cure}")


def _nearest(state: State, text: str) -> list[Program]:
    """The programs whose codes are most like that one; those of the same institution first."""
    from difflib import SequenceMatcher

    code = specialties.find_code(text)
    matcher = SequenceMatcher(None, "", text)
    likeness: list[tuple[bool, float, str]] = []
    for program in state.programs.values():
        if program.code:
            matcher.set_seq1(program.code)
            same = code is not None and program.code.startswith(code.institution)
            if matcher.ratio() > 0.7:
                likeness.append((not same, -matcher.ratio(), program.id))
    return [state.programs[program] for _, _, program in sorted(likeness)[:NEAREST]]


def _label(state: State, marked: list[Application], wanted: slots.Mark) -> str:
    what = {"planned": "Plan", "sent": "Sent", "none": "Take back the plan"}[wanted]
    if len(marked) == 1:
        return f"{what}: {program_title(state, marked[0].program)}"
    return f"{what}: {many(len(marked), 'application')}"


def _application_json(state: State, program_id: str) -> dict[str, Any]:
    application = state.applications.get(program_id)
    return {
        "code": _code(state, program_id),
        "title": program_title(state, program_id),
        "service": slots.service_of(state.programs[program_id]) if application is None else application.service,
        "application": slots.application_word(application),
        "sent": None if application is None or application.sent is None else zones.utc_iso(application.sent),
    }


def _notes(context: Context, state: State, programs: list[Program]) -> list[str]:
    """What is odd about them, and which are not for this user, and why: it is done all the same."""
    from soaptui.programs.tiers import assess
    from soaptui.week import oddities
    from soaptui.week.offers import closed_programs

    season, notes = context.season(state), []
    closed = closed_programs(state, season, context.now)
    for program in programs:
        assessment = assess(
            program, state.me, closed.get(program.id, ""), any_list=bool(state.list_versions), year=season.year
        )
        if not TIERS[assessment.tier].for_you:
            notes.append(f"{_code(state, program.id)} is not for you: {'; '.join(assessment.reasons)}")
        if (application := state.applications.get(program.id)) is not None:
            notes += oddities.of_application(state, season, application)
            notes += _called_before(state, season, program)
    if context.arguments.mark == "planned" and context.arguments.codes:
        services = dict.fromkeys(slots.service_of(program) for program in programs)
        notes += dict.fromkeys(filter(None, (no_more_offers(season, one, context.now) for one in services)))
    elif late := too_late(season, context.now):
        notes.append(late)
    return notes


def _called_before(state: State, season: "Season", program: Program) -> list[str]:
    """Whether it was sent before they called, where the mark is later than their call."""
    from soaptui.week import rules, words

    call = rules.called_before(state, season, program.id)
    if call is None:
        return []
    code = _code(state, program.id)
    at = slots.iso_minute(slots.sendable_before(season, slots.service_of(program), call.started))
    return [
        f"{program_title(state, program.id)} called {words.eastern_text(call.started)}, before this mark. Was the "
        f"application sent before they called? Then correct its time: soaptui apply {code} --sent-at {at}"
    ]
