"""What may be said to whom, and when: the contact rules of SOAP as they bear on one program at one moment.

The rules are those of the NRMP's Match Participation Agreement (its clause on SOAP communication) and its pages on
violations, read in 2025 and 2026. What somebody holds comes first: a match, or an accepted offer, is binding also
when the contact rules are over. A ruling is an aid to memory and no legal advice; where the sources do not settle
a question it says so.
"""

from datetime import datetime
from typing import Literal, assert_never

import msgspec

from soaptui import ways
from soaptui.call_kinds import CHANNELS, PRESSURE_KINDS, PressureKind
from soaptui.eligibility import UNSETTLED as BOTH_PARTS
from soaptui.eligibility import may_take
from soaptui.meaning import Meaning
from soaptui.records import Application, Call, MatchStatus, State, replace
from soaptui.status import PARTS, STATUSES, UNFILLED, part_held
from soaptui.week import words
from soaptui.week.early_contact import came_too_early, early_contact, first_early_contact
from soaptui.week.offers import accepted
from soaptui.week.season import Season
from soaptui.week.situation import held_in_all, next_registration, program_of, stands_at, the_other_part

May = Literal["yes", "no", "unsettled", "over"]
No = Literal["now", "never", "theirs"]

AGREEMENT = "NRMP Match Participation Agreement, SOAP communication"
COMMITMENT = "nrmp.org, the Match commitment"
VIOLATIONS = "nrmp.org, reporting and investigation of violations"
UNSETTLED = "sources disagree"

RulingKind = Literal["allowed", "not now", "never", "they may not", "not settled", "ended"]
"""What a ruling comes to."""


class RulingMeaning(Meaning):
    """How a ruling is headed: its word, the mark beside its colour, and the look of both."""

    heading: str
    mark: str
    look: str


RULING_KINDS: dict[RulingKind, RulingMeaning] = {
    "allowed": RulingMeaning(heading="YOU MAY", mark="✓", look="good"),
    "not now": RulingMeaning(heading="NOT NOW", mark="○", look="warn"),
    "never": RulingMeaning(heading="NEVER", mark="✗", look="urgent"),
    "they may not": RulingMeaning(heading="THEY MAY NOT", mark="▲", look="warn"),
    "not settled": RulingMeaning(heading="NOT SETTLED", mark="?", look=""),
    "ended": RulingMeaning(heading="THE RULES HAVE ENDED", mark="·", look=""),
}
"""The kinds of rulings, from what is allowed on."""

_KINDS: dict[May, RulingKind] = {"yes": "allowed", "no": "not now", "unsettled": "not settled", "over": "ended"}
_KINDS_OF_NO: dict[No, RulingKind] = {"now": "not now", "never": "never", "theirs": "they may not"}


class Ruling(msgspec.Struct, frozen=True):
    """Whether something may be done, why, and where the rule stands.

    `no` says of a "no" whether it is one for now, for ever, or one that binds the program and not the user.
    """

    may: May
    why: str
    source: str
    no: No = "now"

    @property
    def kind(self) -> RulingKind:
        """What it comes to."""
        return _KINDS_OF_NO[self.no] if self.may == "no" else _KINDS[self.may]

    @property
    def heading(self) -> str:
        """How the answer is headed."""
        return RULING_KINDS[self.kind].heading


def ended(season: Season, now: datetime) -> bool:
    """Whether the contact rules are over: with the end of SOAP, Thursday 21:00 Eastern Time."""
    return season.over(now)


def in_force(season: Season, now: datetime) -> bool:
    """Whether the contact rules of SOAP hold: from the match status on until SOAP ends."""
    return season.event("match-status").at <= now and not season.over(now)


def may_contact(state: State, season: Season, program_id: str, now: datetime) -> Ruling:
    """Whether the user, or anybody for them, may call or write to a program at that moment.

    What the program did before it could have an application stays to be reported, whatever is so now.
    """
    ruling = _may_contact(state, season, program_id, now)
    early = first_early_contact(state, season, program_id, now)
    return msgspec.structs.replace(ruling, why=f"{ruling.why} {early}") if early else ruling


def _may_contact(state: State, season: Season, program_id: str, now: datetime) -> Ruling:
    taken = accepted(state)
    if taken is not None and taken.program == program_id:
        return Ruling("yes", "You accepted their offer: they will write to you, and you may reply.", AGREEMENT)
    stands = stands_at(state, season, now)
    ruling = None
    match stands:
        case "placed":
            ruling = _placed(state, season, program_id, now)
        case "matched":
            ruling = _MATCHED
        case "preliminary" | "advanced":
            ruling = _partly(state, season, program_id, now)
        case "ineligible":
            ruling = _ineligible(state, season, program_id, now)
        case "unknown" | "unmatched":
            pass
        case _:
            assert_never(stands)
    if ruling is not None:
        return ruling
    if ended(season, now):
        return _over(season, now, held_in_all(state))
    return _by_contact(state, season, program_id, now) if in_force(season, now) else rules_not_begun(season)


def general(state: State, season: Season, now: datetime) -> Ruling:
    """Whether any program may be called or written to, where none is named."""
    stands = stands_at(state, season, now)
    over = ended(season, now)
    match stands:
        case "placed":
            why = f"You accepted an offer, and it is binding: {_no_other(state)} You may write to its program."
            return Ruling("no", why, COMMITMENT, "never")
        case "matched":
            return _MATCHED
        case "preliminary" | "advanced":
            why = f"You hold {part_held(stands)}, and it is binding: do not look for another one like it. {RELEASE}"
            return Ruling("no", why, COMMITMENT, "never") if over else _until_they_do(season, now)
        case "ineligible":
            why = f"You are not SOAP-eligible: {_in_the_match(season)}."
            return Ruling("no", why, AGREEMENT) if in_force(season, now) else _until_they_do(season, now)
        case "unknown" | "unmatched":
            return _until_they_do(season, now, stands)
        case _:
            assert_never(stands)


def _until_they_do(season: Season, now: datetime, match: MatchStatus = "unmatched") -> Ruling:
    """For who is bound by nothing: nobody may begin, until SOAP ends."""
    if ended(season, now):
        return _over(season, now, match)
    if not in_force(season, now):
        return rules_not_begun(season)
    until = words.eastern_text(season.event("soap-ends").at)
    return Ruling(
        "no", f"Do not call or write before they contact you. Nobody may do it for you. This ends {until}.", AGREEMENT
    )


# -- what somebody holds

RELEASE = "Only the NRMP can release you."
BINDING = f"do not look for another position. {RELEASE}"

_MATCHED = Ruling(
    "no",
    f"You are matched, and that is binding: {BINDING} You may write to the program that you matched to, once you "
    "know it (Match Day).",
    COMMITMENT,
    "never",
)


def _placed(state: State, season: Season, program_id: str, now: datetime) -> Ruling:
    if the_other_part(state, program_id):
        return _both_parts(season, now)
    return Ruling("no", f"You accepted an offer, and it is binding: {_no_other(state)}", COMMITMENT, "never")


def _no_other(state: State) -> str:
    """What may not be looked for by who accepted an offer: of one part of a training, that part."""
    return f"do not look for another one like it. {RELEASE}" if STATUSES[held_in_all(state)].seeks else BINDING


def _both_parts(season: Season, now: datetime) -> Ruling:
    """To who accepted one part in SOAP, of the other one: nothing settles whether they may have it."""
    until = words.eastern_text(season.event("soap-ends").at)
    why = f"What you accepted is binding. {BOTH_PARTS}"
    if ended(season, now):
        return Ruling("unsettled", why, UNSETTLED)
    return Ruling("no", f"{why} Do not call or write first before {until}.", UNSETTLED)


def _partly(state: State, season: Season, program_id: str, now: datetime) -> Ruling | None:
    """Whoever holds one part is bound by it, and may look for the other one alone."""
    held = held_in_all(state)
    may, why = may_take(program_of(state, program_id), replace(state.me, match=held))
    if may == "no":
        return Ruling("no", f"{why} What you hold is binding: only the NRMP can release you.", COMMITMENT, "never")
    if not ended(season, now):
        return None
    if may == "unsettled":
        other = PARTS[STATUSES[held].seeks]
        return Ruling("unsettled", f"What you hold is binding. {why} Write only if it is {other}.", COMMITMENT)
    return _over(season, now, held)


def _ineligible(state: State, season: Season, program_id: str, now: datetime) -> Ruling | None:
    """Until SOAP ends no program of the Match may be approached; programs outside it from Tuesday 8:00 on."""
    if not in_force(season, now):
        return None
    never = f"You are not SOAP-eligible: {_in_the_match(season)}."
    if program_of(state, program_id).code or now < season.event("applications-released").at:
        return Ruling("no", never, AGREEMENT)
    return Ruling("unsettled", f"{never} If this one is outside the Match, you may apply to it now.", AGREEMENT)


def _in_the_match(season: Season) -> str:
    until = words.eastern_text(season.event("soap-ends").at)
    return f"do not call or write to a program of the Match before {until}; nobody may do it for you"


def other_part_rule(state: State, season: Season, now: datetime) -> Ruling | None:
    """Whether whoever holds one part of a training may look for the other; None for everybody else."""
    held = held_in_all(state)
    if not STATUSES[held].seeks:
        return None
    if stands_at(state, season, now) == "placed":
        return _both_parts(season, now)
    if ended(season, now):
        return _over(season, now, held)
    return Ruling("yes", "Do it in SOAP, like everybody: apply, and wait until they contact you.", AGREEMENT)


def _over(season: Season, now: datetime, match: MatchStatus) -> Ruling:
    """That the rules are over; from the next registration on nobody is told so who may be in SOAP again."""
    if now < next_registration(season):
        return Ruling("over", _ended_for(season, match), AGREEMENT)
    why = (
        f"The contact rules of {season.year} have ended. Those of Match Week {season.year + 1} are not in soaptui "
        f"yet: a season for it {ways.MAKE_SEASON}. In that week do not call or write before programs contact you."
    )
    return Ruling("unsettled", why, AGREEMENT)


def _ended_for(season: Season, match: MatchStatus) -> str:
    """That the rules are over, and what follows from it: nothing that what one holds would forbid."""
    status = STATUSES[match]
    when = f"The contact rules ended {words.eastern_text(season.event('soap-ends').at)}"
    if status.seeks:
        return (
            f"Your {PARTS[status.holds]} position stays binding: do not look for another one like it. {when}: you "
            f"may write to programs with {UNFILLED[status.seeks]} now, and to no others."
        )
    if match == "unknown":
        return f"{when}. If you hold no position, you may write to unfilled programs. If you matched, it is binding."
    return f"{when}: you may write to unfilled programs."


# -- who has contacted whom


def rules_not_begun(season: Season) -> Ruling:
    """That the rules of the week do not hold yet."""
    begins = words.eastern_text(season.event("match-status").at)
    return Ruling("unsettled", f"SOAP has not begun. Its contact rules begin {begins}.", AGREEMENT)


def _by_contact(state: State, season: Season, program_id: str, now: datetime) -> Ruling:
    """The latest contact counts: it gives leave if the application was there by then."""
    calls = contacts(state, season, program_id, now)
    if not calls:
        return Ruling("no", _not_yet(state, season, program_id, now), AGREEMENT)
    latest = calls[-1]
    if not has_applied(state, program_id, latest.started):
        return Ruling("no", _without_application(state.applications.get(program_id), latest), AGREEMENT)
    when = words.eastern_text(latest.started)
    return Ruling(
        "yes",
        f"They contacted you {when}, with your application: you may reply and agree on times.",
        AGREEMENT,
    )


def _not_yet(state: State, season: Season, program_id: str, now: datetime) -> str:
    released = season.event("applications-released").at
    if now < released:
        when = words.eastern_text(released)
        return f"Programs see no application before {when}. Nobody may start contact before."
    if not has_applied(state, program_id, now):
        return "You marked no application to them as sent, and they have not called. Do not call or write."
    return "They have not contacted you since they got your application. Call or write only after they do."


def has_applied(state: State, program_id: str, by: datetime) -> bool:
    """Whether an application to the program is marked as sent by that moment."""
    application = state.applications.get(program_id)
    return application is not None and application.sent is not None and application.sent <= by


def contacts(state: State, season: Season, program_id: str, now: datetime) -> list[Call]:
    """When the program called, left a message or wrote since applications were released, the first one first.

    A call that was missed is contact: to return it is a reply.
    """
    released = season.event("applications-released").at
    theirs = (
        call
        for call in state.calls.values()
        if program_id and call.program == program_id and call.meaning.theirs and released <= call.started <= now
    )
    return sorted(theirs, key=lambda call: call.started)


def reportable(state: State, season: Season, call: Call) -> str:
    """Why contact from a program may have to be reported to the NRMP; empty where nothing is wrong with it.

    What came before programs see applications is a breach whatever was sent, and whoever called later. An application
    that is marked only after the call may well have been sent before it: that is asked, until the user says when it
    went out or the program has called again.
    """
    if not call.meaning.theirs or not call.program or not in_force(season, call.started):
        return ""
    if early := early_contact(season, call):
        back = "write back" if call.is_email else "call back"
        again = bool(contacts(state, season, call.program, season.ends))
        return early if again else f"{early} Do not {back}: wait until they contact you again."
    if has_applied(state, call.program, call.started):
        return ""
    application = state.applications.get(call.program)
    if application is not None and application.sent is not None and not application.sent_said:
        sent = application.sent
        if any(other.started >= sent for other in state.calls.values() if _theirs(other, call.program)):
            return ""
    status = STATUSES[state.me.match]
    if status.in_soap == "no" and (application is None or application.sent is None):
        return f"You are {status.phrase}: contact without an application in SOAP must be reported to the NRMP."
    return _without_application(application, call)


def to_report(state: State, season: Season) -> tuple[tuple[Call, str], ...]:
    """The contacts of the week that must be reported to the NRMP, or asked about, as they came; and why."""
    calls = sorted(state.calls.values(), key=lambda call: (call.started, call.id))
    return tuple((call, why) for call in calls if (why := reportable(state, season, call)))


def _without_application(application: Application | None, contact: Call) -> str:
    """What to do about a call or an email that came while no application was marked as sent."""
    over = CHANNELS[contact.channel]
    if application is None or application.sent is None:
        return (
            f"Is it the right program? No application to it was marked sent when it {over.they_did}: contact without "
            f"one must be reported to the NRMP. If you had sent it, {ways.MARK_IT}."
        )
    when = words.eastern_text(application.sent)
    if application.sent_said:
        return f"Your application went out only {when}, after this {over.noun}: it must be reported to the NRMP."
    return (
        f"Sent before they {over.they_did}? The application is marked sent {when}, after this {over.noun}. "
        f"If it went out before, {ways.RIGHT_TIME_TOO}. If it did not, the {over.noun} must be reported to the NRMP."
    )


def _theirs(call: Call, program_id: str) -> bool:
    return call.program == program_id and call.meaning.theirs


def called_before(state: State, season: Season, program_id: str) -> Call | None:
    """The first contact in the week that came before the application is marked sent, where nobody has said yet when
    it went out; None where nothing is to be asked."""
    application = state.applications.get(program_id)
    if application is None or application.sent is None or application.sent_said:
        return None
    sent = application.sent
    theirs = (c for c in state.calls.values() if _theirs(c, program_id) and in_force(season, c.started))
    return min(
        (c for c in theirs if not came_too_early(season, c) and c.started < sent),
        key=lambda call: call.started,
        default=None,
    )


# -- questions that they may not ask

REPORT = "Report it to the NRMP."


def what_to_know_when_asked(kind: PressureKind) -> str:
    """What to know when they ask what they may not (nrmp.org, violations; R3 guide)."""
    return f"They may not {PRESSURE_KINDS[kind].they_may_not}. You do not have to answer. {REPORT}"
