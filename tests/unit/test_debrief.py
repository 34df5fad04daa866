"""The debrief's figures, which pandas works out, agree with the log and with plain Python."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui import demo
from soaptui.calls.numbers import ALL, TIER_NAMES, week_in_figures
from soaptui.insight.debrief import debrief_of
from soaptui.insight.debrief_facts import DebriefFact, debrief_facts, tiers_without_closing
from soaptui.insight.frames import debrief_counts
from soaptui.records import Application, Call, Fact, Interview, Offer, Program, Record, kind_of
from soaptui.records import State as Kept
from soaptui.week import season
from tests.unit.agenda_helpers import at, state

WEEK = season.load_season(2027)
TUESDAY = at("2027-03-16 10:00")
LABELS = tuple(TIER_NAMES.values())
FACTS = st.lists(
    st.builds(
        DebriefFact,
        st.sampled_from(LABELS),
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from(["sent", "contact", "interview", "offer", "accepted"]),
    ),
    max_size=40,
)
NAMES = {"sent": "sent", "called": "contact", "asked": "interview", "offered": "offer", "accepted": "accepted"}


@settings(deadline=None, max_examples=60)
@given(FACTS)
def test_pandas_counts_as_plain_python_does(facts: list[DebriefFact]) -> None:
    for count in debrief_counts(facts, LABELS, ALL):
        own = [fact for fact in facts if count.label in (fact.tier, ALL)]
        for name, deed in NAMES.items():
            assert getattr(count, name) == len({fact.program for fact in own if fact.deed == deed}), name
        assert count.contacts == Counter(fact.deed for fact in own)["contact"]


CODES = ("1234140C0", "2345120C0", "3456320C0", "")
CALLS = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        st.sampled_from(["in", "out", "missed", "voicemail"]),
        st.sampled_from(["phone", "video", "email"]),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=40)
@given(CALLS)
def test_the_contacts_of_each_tier_are_those_of_the_log(made: list[tuple[str, str, str]]) -> None:
    yes = Fact(value="yes")
    programs = [Program(id=code, code=code, institution=code, j1=yes, imgs=yes) for code in CODES[:2]]
    calls = [
        Call(id=str(n), started=TUESDAY, ended=TUESDAY, program=code, direction=way, channel=over)  # type: ignore[arg-type]
        for n, (code, way, over) in enumerate(made)
    ]
    kept = state(*programs, *calls)
    tiers = tiers_without_closing(kept)
    figures = week_in_figures(kept, WEEK, tiers)
    log = {count.label: count for count in (*figures.tiers, figures.whole)}
    written = Counter(
        label
        for call in calls
        if call.is_email and not call.meaning.theirs
        for label in (ALL, TIER_NAMES[tiers.get(call.program, "")])
    )
    for count in debrief_counts(debrief_facts(kept, WEEK, tiers), LABELS, ALL):
        own = log[count.label]
        assert count.contacts == own.came + own.missed + own.emails - written[count.label]


def test_the_demo_is_told_as_it_is() -> None:
    kept = Kept().with_records([(kind_of(one), one.id, one) for one in demo.records(WEEK, at("2027-03-18 10:12"))])
    whole = debrief_of(kept, WEEK).whole
    assert whole.sent == sum(one.sent is not None for one in kept.applications.values())
    assert whole.offered == len({offer.program for offer in kept.offers.values()})
    assert whole.asked == len({one.program for one in kept.interviews.values() if one.means.counted})


IM = Program(
    id="1234140C0",
    code="1234140C0",
    institution="Ohio Valley",
    j1=Fact(value="yes", source="program site", as_of="Mar 2027", others=(Fact(value="no", source="FREIDA"),)),
)


def test_it_says_what_they_asked_what_worried_whom_and_which_facts_were_wrong() -> None:
    records: tuple[Record, ...] = (
        IM,
        Application(id=IM.id, program=IM.id, service="ERAS", sent=at("2027-03-16 09:00")),
        Call(id="c", started=TUESDAY, program=IM.id, asked=("why unmatched",), concerns="far from everything"),
        Call(id="m", started=TUESDAY, program=IM.id, direction="missed"),
        Interview(id="i", program=IM.id, at=at("2027-03-17 09:00"), outcome="fine"),
        Offer(id="o", program=IM.id, round=1, seen=at("2027-03-18 09:05"), outcome="expired"),
    )
    found = debrief_of(state(*records), WEEK)
    told = " ".join(found.sentences)
    assert "1 missed call was never returned." in told and "1 offer expired" in told
    assert "1 application went out after programs began to read." in told
    assert found.asked == ("Why did you not match?",)
    assert found.their_worries == ("That you did not match: asked by 1 program",)
    assert found.worries[0].startswith("Ohio Valley: far from everything")
    assert found.wrong[0] == "Ohio Valley: sponsors J-1: yes (program site, Mar 2027), but earlier no (FREIDA)."


def test_the_season_before_is_not_counted() -> None:
    old = Call(id="c", started=at("2026-03-17 10:00"), program=IM.id)
    assert debrief_of(state(IM, old), WEEK).whole.called == 0
