"""What the tests of the store share: a clock that ticks, made-up records, and eyes that read the disk afresh."""

import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from soaptui.records import (
    AlarmMark,
    Answer,
    Application,
    Attempt,
    Call,
    CellMeaning,
    DecisionSheet,
    Document,
    Fact,
    FollowUp,
    Genetics,
    Interview,
    ListVersion,
    Offer,
    OfficialTime,
    Person,
    Pressure,
    Profile,
    Program,
    Record,
    SavedView,
    Setting,
    SheetRule,
    State,
    StepResult,
    Task,
    YearResult,
)
from soaptui.store import loading
from soaptui.store.change import build_change
from soaptui.store.store import Store

START = datetime(2027, 3, 18, 14, 12, 5, tzinfo=UTC)


class Ticking:
    """A clock that moves on by a second each time it is asked."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def call(number: int, **fields: Any) -> Call:
    """The call with this number."""
    return Call(id=f"call{number:04d}", started=START + timedelta(minutes=number), **fields)


def opened(folder: Path, **options: Any) -> Store:
    """A store on the folder, with a clock of its own."""
    return Store.open(folder, options.pop("now", Ticking()), **options)


def add(store: Store, *records: Record, label: str = "Add", quiet: bool = False) -> int:
    """Commit the records as one change; the change's number."""
    return store.commit(build_change(label, store.state, *records, quiet=quiet)).seq


def journal_changes(folder: Path) -> list[dict[str, Any]]:
    """Every whole line of the journal, read without the code under test, its checksum confirmed."""
    changes = []
    for segment in sorted((folder / "journal").glob("*.jsonl")):
        for line in segment.read_bytes().split(b"\n")[:-1]:
            outer = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
            body = bytes(outer["change"])
            assert msgspec.json.decode(outer["crc"]) == f"{zlib.crc32(body):08x}"
            changes.append(msgspec.json.decode(body))
    return changes


def on_disk(folder: Path) -> State:
    """The state that somebody who opens the folder now would find."""
    return loading.load_folder(folder).state


def data_files(folder: Path) -> dict[str, bytes]:
    """The content of every file but the lock and its note."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("lock")
    }


def last_segment(folder: Path) -> Path:
    """The newest file of the journal."""
    return max((folder / "journal").glob("*.jsonl"))


SAMPLES: dict[str, Record] = {
    "profile": Profile(
        id="me",
        match="unmatched",
        zone="Asia/Colombo",
        visa="J-1",
        steps=(StepResult(step="Step 1", result="pass"), StepResult(step="Step 2 CK", result="241", attempts=2)),
        graduation_year=2021,
        states=("OH", "PA"),
    ),
    "programs": Program(
        id="1999140C0",
        code="1999140C0",
        institution="Lake Meredith Medical Center",
        j1=Fact(value="yes", source="their page", as_of="2026-11"),
        genetics=Genetics(clinic=Fact(value="yes")),
        img_percent=41.5,
        results={"2026": YearResult(quota=12, matched=9)},
        tags=("near home",),
        columns={"Remarks": "new wing"},
    ),
    "applications": Application(id="1999140C0", program="1999140C0", service="ERAS", sent=START),
    "calls": Call(
        id="c1",
        started=START,
        program="1999140C0",
        asked=("why us",),
        pressure=(Pressure(kind="commit", at=START, words="Would you come?"),),
        follow_up=FollowUp(what="send the letter", due=START + timedelta(hours=2)),
        outcome="call back",
    ),
    "interviews": Interview(id="i1", program="1999140C0", at=START, zone="America/Chicago", words="9:12 CT"),
    "people": Person(id="p1", program="1999140C0", name="Jane Doe", role="coordinator", phone="555 0142"),
    "offers": Offer(id="o1", program="1999140C0", round=1, seen=START, outcome="accepted", decided=START),
    "sheets": DecisionSheet(id="s1", order=("1999140C0",), rules=(SheetRule(from_round=3, text="take any"),)),
    "tasks": Task(id="t1", title="Charge the telephone", done=START),
    "documents": Document(id="d1", kind="letter", specialty="140", writer="Dr. Abara", state="asked"),
    "answers": Answer(id="a1", question="Why this city?", text="Family.", updated=START),
    "attempts": Attempt(id="r1", answer="a1", at=START, seconds=74.5),
    "list_versions": ListVersion(
        id="l1", at=START, source="list.csv", positions={"1999140C0": 3, "x": None}, appeared=("1999140C0",)
    ),
    "alarms": AlarmMark(id="round-1-closes@5", due=START, fired=START, missed=True),
    "official_times": OfficialTime(id="2027/round-1-opens", at=START, seen=START),
    "views": SavedView(id="v", name="New York", filter="state:NY", sort="-fit", columns=("code", "program")),
    "cell_meanings": CellMeaning(id="type-ua", field="type", text="UA", means="university-affiliated"),
    "settings": Setting(id="theme", value="dark"),
}
"""One record of every kind, with parts inside where the kind has any."""
