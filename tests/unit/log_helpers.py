"""Calls for the log's tests, each unlike the others, and text that would do harm where it is not taken as text."""

from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import msgspec

from soaptui.document import BarCell, TableHead
from soaptui.records import (
    Application,
    Call,
    DecisionSheet,
    Earlier,
    Fact,
    FollowUp,
    Genetics,
    Interview,
    ListVersion,
    Offer,
    Pressure,
    Program,
    Record,
    SheetRule,
    State,
    kind_of,
)
from soaptui.week import zones
from tests.weeks import week_of

SEASON = week_of(2027)
COLOMBO = "Asia/Colombo"
HOSTILE = (
    "=cmd()|' /C calc'!A0 [/] [@click=app.quit]x[/] <script>alert(1)</script> [a](javascript:b) "
    "\x1b[31m\x1b]0;t\x07\u202eq"
)


def at(text: str) -> datetime:
    """An Eastern Time of March 2027: "16 08:11"."""
    return zones.eastern_instant(f"2027-03-{text.replace(' ', 'T')}")


NOW = at("18 10:12")

OHIO = Program(
    id="9001140C0", code="9001140C0", type="C", institution="Quill Harbor Medical Center", name="Internal Medicine",
    specialty="Internal Medicine", city="Quill", state="OH", service="ERAS", listed="yes", unfilled=4, quota=6,
    j1=Fact(value="yes", source="FREIDA", as_of="Feb 2027"), h1b=Fact(value="yes", source="a resident", as_of="2023"),
    genetics=Genetics(clinic=Fact(value="yes", source="their page")), phone="(614) 555-0142",
    talking_points="The metabolic clinic.\nWho teaches genetics?", notes="Coordinator answers at once.",
)  # fmt: skip
PEDS = Program(
    id="9002320C0", code="9002320C0", type="C", institution="Mossgrove Hospital", name="Pediatrics",
    specialty="Pediatrics", city="Mossgrove", state="NY", listed="yes", unfilled=2,
)  # fmt: skip
TIERS = {OHIO.id: "1", PEDS.id: "2"}

TALK = Call(
    id="talk", started=at("16 08:11"), ended=at("16 08:18"), program=OHIO.id, number="(614) 555-0142",
    who_name="Dr. Ada Smith", who_role="program director", asked=("Do you need a visa?", "Why genetics?"),
    impression=5, outcome="interview set", note="she READ my statement\nasks for the case report",
    follow_up=FollowUp(what="Send the PDF", due=at("16 18:00"), done=at("16 15:20")),
)  # fmt: skip
PUSHY = Call(
    id="pushy", started=at("16 16:18"), ended=at("16 16:26"), program=PEDS.id, number="+1 212 555 0199",
    who_name="Conrad Vell", impression=2, concerns="asked twice for a promise", outcome="talked",
    pressure=(
        Pressure(kind="commit", at=at("16 16:23"), words="Will you accept?"),
        Pressure(kind="where else", at=at("16 16:24"), words="Who else called?"),
    ),
)  # fmt: skip
MISSED = Call(id="missed", started=at("17 09:00"), direction="missed", program=PEDS.id, number="+1 212 555 0199")
BACK = Call(
    id="back", started=at("17 09:21"), ended=at("17 09:30"), direction="out", program=PEDS.id, outcome="call back",
    follow_up=FollowUp(what="Ask for the contract", due=at("18 12:00")),
)  # fmt: skip
STRANGER = Call(
    id="stranger", started=at("18 09:40"), direction="voicemail", unknown="Merle from the county hospital",
    number="3085550187", note="speaks fast",
)  # fmt: skip
NOW_ON = Call(id="now", started=at("18 10:05"), program=OHIO.id)

CALLS = (TALK, PUSHY, MISSED, BACK, STRANGER, NOW_ON)
INTERVIEWS = (
    Interview(
        id="i1", program=OHIO.id, at=at("17 12:00"), zone="America/Chicago", words="11 Central", minutes=30,
        platform="Zoom", link="https://example.org/meet", confirmed=True, outcome="warm", note="two faculty",
        earlier=(Earlier(at=at("17 10:00"), zone="America/Chicago", words="9 Central", moved=at("16 19:05")),),
    ),
    Interview(id="i2", program=PEDS.id, at=at("17 15:00"), outcome="cancelled by them"),
)  # fmt: skip
OTHERS: tuple[Record, ...] = (
    Application(id=OHIO.id, program=OHIO.id, service="ERAS", planned=at("15 11:00"), sent=at("15 14:30")),
    Offer(id="o", program=OHIO.id, round=1, seen=at("18 09:04"), sheet_said="Take it."),
    ListVersion(id="v", at=at("15 10:04"), source="list.csv", positions={OHIO.id: 4, PEDS.id: 2}),
    DecisionSheet(
        id="sheet", order=(PEDS.id, OHIO.id), rules=(SheetRule(from_round=2, text="take any tier"),),
        answers={"Would I move there?": "yes, for two years"},
    ),
)  # fmt: skip


def state_of(*records: Record) -> State:
    """A state that holds these records."""
    return State().with_records([(kind_of(record), record.id, record) for record in records])


STATE = state_of(OHIO, PEDS, *CALLS, *INTERVIEWS, *OTHERS)


def hostile() -> State:
    """One program, one call and one interview, with the harmful text in every field that takes any."""
    program = Program(
        id="9009140C0", code="9009140C0", institution=HOSTILE, name=HOSTILE, specialty=HOSTILE, city=HOSTILE,
        state=HOSTILE, phone=HOSTILE, email=HOSTILE, url=HOSTILE, talking_points=f"{HOSTILE}\n# {HOSTILE}",
        notes=f"- {HOSTILE}\n\n{HOSTILE}", j1=Fact(value="yes", source=HOSTILE, as_of=HOSTILE), tier_override="1",
        override_reason=HOSTILE, service="ERAS",
    )  # fmt: skip
    call = replace_text(TALK, program.id)
    interview = Interview(
        id="i", program=program.id, at=at("17 12:00"), zone="America/Chicago", words=HOSTILE, platform=HOSTILE,
        link=HOSTILE, outcome=HOSTILE, note=HOSTILE, earlier=(Earlier(at=at("17 10:00"), words=HOSTILE),),
    )  # fmt: skip
    offer = Offer(id="o", program=program.id, round=1, seen=at("18 09:04"), sheet_said=HOSTILE)
    sheet = DecisionSheet(
        id="sheet", order=(program.id,), rules=(SheetRule(from_round=1, text=HOSTILE),),
        answers={"Would I move there?": HOSTILE},
    )  # fmt: skip
    return state_of(program, call, interview, offer, sheet)


def replace_text(call: Call, program: str) -> Call:
    """A call with the harmful text in every field that takes any."""
    return Call(
        id=call.id, started=call.started, ended=call.ended, program=program, unknown=HOSTILE, number=HOSTILE,
        who_name=HOSTILE, who_role=HOSTILE, asked=(HOSTILE, HOSTILE), concerns=HOSTILE, note=f"{HOSTILE}\n{HOSTILE}",
        pressure=(Pressure(kind="commit", at=call.started, words=HOSTILE),), follow_up=FollowUp(what=HOSTILE),
    )  # fmt: skip


class Reader(HTMLParser):
    """The tags of a page with their attributes, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ended: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a tag."""
        self.ended.append(tag)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data.strip())


def with_words(found: Any) -> Any:
    """A page, or a part of one, with a plain word for every text of it; what is empty stays so."""
    if isinstance(found, str):
        return "word" if found.strip() else ""
    if isinstance(found, tuple):
        return tuple(map(with_words, found))
    if isinstance(found, msgspec.Struct) and not isinstance(found, TableHead | BarCell):
        changed = {name: with_words(getattr(found, name)) for name in found.__struct_fields__}
        return msgspec.structs.replace(found, **changed)
    return found
