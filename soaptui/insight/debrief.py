"""The debrief of a week: its figures by tier, what they come to in sentences, what worried them, what was wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from soaptui.calls.numbers import ALL, TIER_NAMES, answered_calls
from soaptui.calls.prepared_texts import shipped_texts
from soaptui.counted import many
from soaptui.document import Block, Heading, PageTable, Paragraph, PrintedPage, Prose, TableHead
from soaptui.insight.debrief_facts import calls_of_week, debrief_facts, tiers_without_closing
from soaptui.insight.figures import DebriefCount
from soaptui.insight.frames import NoPandas, debrief_counts
from soaptui.program_tiers import TIERS
from soaptui.records import Fact, Program, State, program_title
from soaptui.week import words
from soaptui.week.offers import of_another_year
from soaptui.week.returning import may_return
from soaptui.week.season import Season

FEW = 3
"""Fewer contacts than this say nothing of a tier."""

FACT_NAMES = {"j1": "sponsors J-1", "h1b": "sponsors H-1B", "imgs": "takes IMGs"}
GENETICS_NAMES = {"department": "a genetics department", "clinic": "a genetics clinic",
                  "rotation": "a genetics rotation", "research": "research in genetics"}  # fmt: skip


class Debrief(msgspec.Struct, frozen=True, kw_only=True):
    """What a week came to. `problem` says why there are no figures; every other part is sentences."""

    year: int
    counts: tuple[DebriefCount, ...] = ()
    problem: str = ""
    sentences: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    their_worries: tuple[str, ...] = ()
    worries: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def whole(self) -> DebriefCount:
        """All tiers together."""
        return self.counts[-1] if self.counts else DebriefCount(ALL)


def debrief_of(state: State, week: Season) -> Debrief:
    """Work it out, which imports pandas; where that cannot be, it says so."""
    tiers = tiers_without_closing(state)
    counts: tuple[DebriefCount, ...] = ()
    problem = ""
    try:
        counts = debrief_counts(debrief_facts(state, week, tiers), tuple(TIER_NAMES.values()), ALL)
    except NoPandas as error:
        problem = str(error)
    return Debrief(
        year=week.year,
        counts=counts,
        problem=problem,
        sentences=(*_in_sentences(counts), *_what_was_missed(state, week)),
        asked=tuple(_asked(state, week)),
        their_worries=tuple(_their_worries(state, week)),
        worries=tuple(_worries(state, week)),
        wrong=(*_wrong_facts(state), *_wrong_tiers(state, week, tiers)),
    )


# -- the figures in sentences


def _in_sentences(counts: Sequence[DebriefCount]) -> Iterator[str]:
    if not counts:
        return
    whole = counts[-1]
    yield (
        f"You sent {many(whole.sent, 'application')}. {many(whole.called, 'program')} called or wrote, "
        f"{whole.asked or 'none'} interviewed you, {whole.offered or 'none'} made an offer."
    )
    tried = [count for count in counts[:-1] if count.sent]
    if len(tried) > 1 and whole.called >= FEW:
        best = max(tried, key=lambda count: count.called / count.sent)
        yield (
            f"For each application, most answers came from {best.label}: {best.called} of {best.sent}. "
            "The numbers are small: take it as a hint."
        )
    if whole.sent and not whole.called:
        yield "Nobody called. This says something about the list and the applications, and little about you."
    elif whole.asked and not whole.offered:
        yield (
            "You had interviews and no offer: your application was good enough. Practising interviews helps most now."
        )
    elif whole.called and not whole.asked:
        yield "They called and did not interview you. Begin with the questions of those calls."


def _what_was_missed(state: State, week: Season) -> Iterator[str]:
    answered = answered_calls(state)
    missed = [call for call in calls_of_week(state, week) if call.meaning.missed]
    if left := sum(call.id not in answered and may_return(state, week, call, call.started) for call in missed):
        yield f"{many(left, 'missed call was', 'missed calls were')} never returned."
    read = week.event("applications-released").at
    late = sum(one.sent is not None and read < one.sent <= week.ends for one in state.applications.values())
    if late:
        yield f"{many(late, 'application')} went out after programs began to read."
    offers = [offer for offer in state.offers.values() if not of_another_year(offer, week)]
    if gone := sum(offer.outcome == "expired" for offer in offers):
        yield f"{many(gone, 'offer')} expired without an answer."


# -- what they asked, and what worried whom


def _asked(state: State, week: Season) -> Iterator[str]:
    questions = Counter(question for call in calls_of_week(state, week) for question in call.asked)
    prepared = {question.short: question.text for question in shipped_texts().they_ask}
    for question, times in questions.most_common():
        yield f"{prepared.get(question, question)}{_how_often(times)}"


def _how_often(times: int) -> str:
    return f" ({many(times, 'time')})" if times > 1 else ""


WORRIES = {
    "that you did not match": ("match", "position"),
    "the years since you graduated": ("graduat", "gap", "years"),
    "exams": ("attempt", "fail", "step", "score"),
    "ECFMG and the visa": ("ecfmg", "visa", "j-1", "h-1b", "1 july"),
    "experience in the US": ("us clinical", "us experience", "in the us", "observership"),
    "whether you stay": ("why genetics", "long-term", "bridge", "another specialty", "why not"),
}
"""What a question may be asked out of, by words in it."""


def _their_worries(state: State, week: Season) -> Iterator[str]:
    """What worried them, as far as their questions show it; by how many programs."""
    asked: dict[str, set[str]] = {}
    for call in calls_of_week(state, week):
        text = " ".join(call.asked).casefold()
        for worry, found_by in WORRIES.items():
            if any(word in text for word in found_by):
                asked.setdefault(worry, set()).add(call.program or call.unknown or call.id)
    for worry, programs in sorted(asked.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"{worry.capitalize()}: asked by {many(len(programs), 'program')}"


def _worries(state: State, week: Season) -> Iterator[str]:
    for call in calls_of_week(state, week):
        if call.concerns.strip():
            who = program_title(state, call.program, call.unknown)
            yield f"{who}: {call.concerns.strip()} ({words.eastern_text(call.started)})"


# -- what was wrong


def facts_of_program(program: Program) -> Iterator[tuple[str, Fact]]:
    """Each fact that is judged by, under what it claims."""
    for name, claim in FACT_NAMES.items():
        yield claim, getattr(program, name)
    for name, claim in GENETICS_NAMES.items():
        yield claim, getattr(program.genetics, name)


def _wrong_facts(state: State) -> Iterator[str]:
    """What two sources said otherwise: one of them was wrong."""
    for program in sorted(state.programs.values(), key=lambda one: (one.title, one.id)):
        for claim, fact in facts_of_program(program):
            for other in fact.others:
                yield f"{program.title}: {claim}: {fact.claim_text}, but earlier {other.claim_text}."


def _wrong_tiers(state: State, week: Season, tiers: dict[str, str]) -> Iterator[str]:
    """Programs that were judged not to be for the user, and turned to them all the same."""
    turned = {call.program for call in calls_of_week(state, week) if call.meaning.theirs and call.program}
    turned |= {offer.program for offer in state.offers.values() if not of_another_year(offer, week)}
    for program in sorted(turned):
        if tiers.get(program) in TIERS and not TIERS[tiers[program]].for_you:  # type: ignore[index]
            yield f"{program_title(state, program)} was marked as not for you, but they contacted you."


# -- as a page

_HEADS = ("Applied to", "Called or wrote", "Interviewed", "Offered", "Accepted")


def debrief_blocks(debrief: Debrief) -> tuple[Block, ...]:
    """The debrief as it stands on a page."""
    blocks: list[Block] = []
    shown = [count for count in debrief.counts if count.label in (ALL, *(TIER_NAMES[tier] for tier in TIERS))]
    shown += [count for count in debrief.counts if count not in shown and count.contacts]
    shown.sort(key=lambda count: count.label == ALL)
    if shown:
        heads = (TableHead("Programs", "label"), *(TableHead(title, "number") for title in _HEADS))
        rows = tuple(
            (one.label, *map(str, (one.sent, one.called, one.asked, one.offered, one.accepted))) for one in shown
        )
        blocks.append(PageTable(heads, rows, figures=True))
    if debrief.problem:
        blocks.append(Paragraph(debrief.problem))
    blocks += [Paragraph(sentence) for sentence in debrief.sentences]
    for title, lines, none in (
        ("What they asked", debrief.asked, "No question was noted."),
        ("What worried them (from their questions)", debrief.their_worries, "Their questions show no doubt."),
        ("What worried you", debrief.worries, "You noted nothing."),
        ("Which facts were wrong", debrief.wrong, "No fact was contradicted."),
    ):
        blocks += [Heading(title), Prose(lines or (none,))]
    return tuple(blocks)


def debrief_page(debrief: Debrief, grown: Sequence[str]) -> PrintedPage:
    """The debrief with what has grown since."""
    more: tuple[Block, ...] = (Heading("What has improved since"), Prose(tuple(grown))) if grown else ()
    title = f"SOAP {debrief.year}: looking back"
    return PrintedPage(title=title, dateline="", blocks=(*debrief_blocks(debrief), *more))
