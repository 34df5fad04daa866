"""Whom to speak to next: who, why, when, how; each program once, the earliest first."""

from soaptui.records import Call, FollowUp, Interview, Offer, Person, replace
from soaptui.week.agenda import agenda
from soaptui.week.next_people import NextPerson, next_people
from tests.unit.agenda_helpers import IDAHO, MAINE, NEVADA, OHIO, WEEK, at, me, sent, state

NOW = at("03-18 10:12")
MISSED = Call(id="missed", program=OHIO, started=at("03-18 09:26"), ended=at("03-18 09:26"), direction="missed")
PROMISED = Call(
    id="promised",
    program=MAINE,
    started=at("03-17 15:00"),
    ended=at("03-17 15:05"),
    who_name="Ada Kent",
    who_role="coordinator",
    follow_up=FollowUp(what="send the visa form", due=at("03-18 10:40")),
)
SOON = Interview(id="soon", program=IDAHO, at=at("03-18 10:30"), platform="Zoom", link="https://example.org/1")
LATER = Interview(id="later", program=NEVADA, at=at("03-18 13:15"))


def found(*records: Call | Interview | Person) -> tuple[NextPerson, ...]:
    kept = state(me(), sent(OHIO), *records)
    return next_people(kept, agenda(kept, WEEK, NOW).due, NOW)


def test_the_earliest_come_first_and_three_are_enough() -> None:
    people = found(MISSED, PROMISED, SOON, LATER)
    assert [(one.program, one.by) for one in people] == [(OHIO, "call"), (IDAHO, "link"), (MAINE, "call")]
    assert [one.why for one in people] == ["you missed their call", "interview · Zoom", "send the visa form"]
    assert people[2].who == "Ada Kent, coordinator"


def test_a_program_is_named_once_for_what_comes_first() -> None:
    again = Interview(id="again", program=OHIO, at=at("03-18 10:20"))
    assert [one.id for one in found(MISSED, again, LATER)] == ["missed", "later"]


def test_who_accepted_an_offer_is_sent_to_no_other_program() -> None:
    taken = Offer(id="o", program=NEVADA, round=1, seen=at("03-18 09:05"), outcome="accepted")
    own = replace(PROMISED, id="own", program=NEVADA)
    kept = state(me(), sent(OHIO), sent(MAINE), sent(NEVADA), taken, MISSED, PROMISED, own)
    assert [one.id for one in next_people(kept, agenda(kept, WEEK, NOW).due, NOW)] == ["own"]


def test_nobody_waits_where_everything_is_over_or_returned() -> None:
    back = Call(id="back", program=OHIO, started=at("03-18 09:40"), ended=at("03-18 09:42"), direction="out")
    held = Interview(id="held", program=IDAHO, at=at("03-18 09:00"), outcome="held")
    assert found(MISSED, back, held) == ()


def test_who_is_known_of_a_program_is_named_and_a_stranger_by_their_words() -> None:
    director = Person(id="p", program=NEVADA, name="Jane Doe", role="director")
    stranger = Call(id="s", unknown="bad line, county hospital", started=at("03-18 09:00"), direction="missed")
    first, second = found(director, LATER, stranger)
    assert (first.title, first.program) == ("bad line, county hospital", "")
    assert (second.who, second.by) == ("Jane Doe, director", "they ring")
