"""What is kept. Every record is frozen, typed and whole: a change replaces a record, never a part of it.

Instants are UTC. A program's id is its NRMP code where it has one; everything else has a short random id.
Fields that this version does not know are kept in `extra`, verbatim, and written back (see store/codec.py).
"""

from typing import Literal

import msgspec

from soaptui.application_services import Service as Service
from soaptui.call_kinds import CallOutcome as CallOutcome
from soaptui.call_kinds import Channel as Channel
from soaptui.call_kinds import Direction as Direction
from soaptui.contact_records import Call as Call
from soaptui.contact_records import Interview as Interview
from soaptui.contact_records import Person as Person
from soaptui.offer_outcomes import OfferOutcome as OfferOutcome
from soaptui.one_year import OneYear as OneYear
from soaptui.parts import UNKNOWN as UNKNOWN
from soaptui.parts import CutOff as CutOff
from soaptui.parts import Earlier as Earlier
from soaptui.parts import EarlierDue as EarlierDue
from soaptui.parts import Fact as Fact
from soaptui.parts import FollowUp as FollowUp
from soaptui.parts import Genetics as Genetics
from soaptui.parts import HeldPosition as HeldPosition
from soaptui.parts import Instant as Instant
from soaptui.parts import Known as Known
from soaptui.parts import Pressure as Pressure
from soaptui.parts import RecordPart as RecordPart
from soaptui.parts import SheetRule as SheetRule
from soaptui.parts import StepResult as StepResult
from soaptui.parts import YearResult as YearResult
from soaptui.private_text import PrivateText
from soaptui.program_tiers import Tier as Tier
from soaptui.record import R as R
from soaptui.record import Record as Record
from soaptui.record import new_id as new_id
from soaptui.record import replace as replace
from soaptui.visa_needs import VisaNeed as VisaNeed

MatchStatus = Literal["unknown", "unmatched", "preliminary", "advanced", "matched", "ineligible"]
Surroundings = Literal["university", "university-affiliated", "community", "unknown"]
Closed = Literal["", "rejected", "expired", "filled", "accepted"]
Strength = Literal["strong", "some", "limited", "unknown"]
DocumentKind = Literal["statement", "letter"]
DocumentState = Literal["planned", "asked", "draft", "ready", "uploaded", "withdrawn"]


class Profile(Record, frozen=True, kw_only=True):
    """The user. `zone` is an IANA name; empty means the computer's own zone. `name` and `aamc_id` sign an email.

    `weights` is how much each part of the fit counts, where the user changed it (programs/tiers.py). `held` is the
    program that they matched to, where it is one part of a training (soaptui/status.py). `us_months` is hands-on
    experience in the US. `applies_in` has the codes of the specialties.
    """

    name: str = ""
    aamc_id: str = ""
    match: MatchStatus = "unknown"
    zone: str = ""
    visa: VisaNeed = "unknown"
    steps: tuple[StepResult, ...] = ()
    step3: str = ""
    ecfmg: str = ""
    graduation_year: int | None = None
    us_experience: str = ""
    failed_tries: int | None = None
    us_months: int | None = None
    us_observer_months: int | None = None
    one_year: OneYear = "ask"
    us_training: Known = "unknown"
    weights: dict[str, int] = {}
    specialties: tuple[str, ...] = ()
    applies_in: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    phone: str = ""
    nationality: str = ""
    held: HeldPosition = HeldPosition()


class Program(Record, frozen=True, kw_only=True):
    """One program (a track with an NRMP code of its own).

    `listed` says whether it stands on the newest List of Unfilled Programs ("unknown": it never stood on one;
    "no": it has left), and `unfilled` how many positions it has there.
    `results` is by Match year. `columns` holds what an import brought and nobody knew. `chance` (0 to 1) and
    `value` are the user's own figures for planning applications, where they gave any. `other_service` is what an
    application goes through, in the list's words, where `service` is "other". `cut_offs` is by kind (cut_offs.py).

    A program of the user's own research has no code until it is joined with one of the list.
    """

    code: str = ""
    acgme_id: str = ""
    institution: str = ""
    name: str = ""
    specialty: str = ""
    type: str = ""
    city: str = ""
    state: str = ""
    region: str = ""
    setting: Surroundings = "unknown"
    j1: Fact = UNKNOWN
    h1b: Fact = UNKNOWN
    imgs: Fact = UNKNOWN
    img_percent: float | None = None
    genetics: Genetics = Genetics()
    subspecialties: Strength = "unknown"
    service: Service = "unknown"
    other_service: str = ""
    cut_offs: dict[str, CutOff] = {}
    in_soap: Known = "unknown"
    quota: int | None = None
    listed: Known = "unknown"
    unfilled: int | None = None
    results: dict[str, YearResult] = {}
    phone: str = ""
    email: str = ""
    url: str = ""
    talking_points: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    columns: dict[str, str] = {}
    chance: float | None = None
    value: float | None = None
    tier_override: Literal["", Tier] = ""
    override_reason: str = ""

    @property
    def title(self) -> str:
        """What it is called in one line: "Institution · name"; its id if nothing else is known."""
        return " · ".join(part for part in (self.institution, self.name) if part) or self.id

    @property
    def place(self) -> str:
        """ "City, ST": as much of it as is known."""
        return ", ".join(part for part in (self.city, self.state) if part)


class Application(Record, frozen=True, kw_only=True):
    """The application to one program; its id is the program's. Once sent it is never un-sent.

    `sent` is when it was marked as sent, until the user says when it went out; then `sent_said` is true.
    """

    program: str
    service: Service = "unknown"
    planned: Instant | None = None
    sent: Instant | None = None
    sent_said: bool = False
    closed: Closed = ""
    closed_at: Instant | None = None


class Offer(Record, frozen=True, kw_only=True):
    """An offer of one round. What happened is decided in R3; `outcome` mirrors it."""

    program: str
    round: int
    seen: Instant
    outcome: OfferOutcome = "open"
    decided: Instant | None = None
    sheet_said: str = ""


class DecisionSheet(Record, frozen=True, kw_only=True):
    """What the calm user decided before Thursday: an order of programs, rules by round, and what had to be settled
    first (`answers`, by question)."""

    order: tuple[str, ...] = ()
    rules: tuple[SheetRule, ...] = ()
    answers: dict[str, str] = {}
    written: Instant | None = None


class Task(Record, frozen=True, kw_only=True):
    """Something to do: the user's own, or what they said of one that ships (then the id is that item's).

    `by_day` says that a day was meant and no hour: `due` is its end. `alarm` says that the user wants one before it.
    `turn` says who waits: the user for `person`
    ("theirs"), or that person for the user ("mine"). `due_words` is what was typed, `moved` when it was due before.
    """

    title: str
    section: str = ""
    why: str = ""
    note: str = ""
    link: str = ""
    due: Instant | None = None
    due_words: str = ""
    by_day: bool = False
    alarm: bool = False
    moved: EarlierDue | None = None
    person: str = ""
    turn: Literal["", "theirs", "mine"] = ""
    done: Instant | None = None
    hidden: Instant | None = None

    @property
    def waits(self) -> bool:
        """Whether it is still to be done, as far as the user has said."""
        return self.done is None and self.hidden is None


class Document(Record, frozen=True, kw_only=True):
    """A personal statement or a letter of recommendation. `specialty` is a code ("140") or words; empty: for any.

    `programs` are those that the user chose it for. The states it can be in: prepare/documents.py.
    """

    kind: DocumentKind
    specialty: str = ""
    writer: str = ""
    version: int = 1
    file: str = ""
    dated: str = ""
    state: DocumentState = "planned"
    programs: tuple[str, ...] = ()
    note: str = ""


class Answer(Record, frozen=True, kw_only=True):
    """A prepared answer to an interview question, in the user's words; or a question of their own, to be practised.

    The ids: calls/prepared_texts.py, practise/bank.py. `hidden` is when the question was put aside.
    """

    question: str
    text: str = ""
    updated: Instant | None = None
    hidden: Instant | None = None


class Attempt(Record, frozen=True, kw_only=True):
    """A practice run of an answer, in seconds spoken. `answer` is the id of the question that was answered.

    `track` is the specialty that it was answered for, `words` how many words the written answer had, `rating` how it
    went in the user's eyes (1 to 5), `mock` the mock interview that it was part of.
    """

    answer: str
    at: Instant
    seconds: float
    note: str = ""
    track: str = ""
    words: int | None = None
    rating: int | None = None
    mock: str = ""


class ListVersion(Record, frozen=True, kw_only=True):
    """One import of the List of Unfilled Programs: what it held (positions by program id) and what moved."""

    at: Instant
    source: str
    positions: dict[str, int | None] = {}
    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()


class AlarmMark(Record, frozen=True, kw_only=True):
    """What has become of one alarm, kept before it makes a noise; its id names the subject and the level.

    `due` is when it was to ring. `missed` says that nobody was there: it stands until it is acknowledged.
    """

    due: Instant
    fired: Instant | None = None
    acknowledged: Instant | None = None
    missed: bool = False


class OfficialTime(Record, frozen=True, kw_only=True):
    """The user's word on one official time; the id is "<year>/<event id>".

    `at` is the instant where they corrected it (None: as the season has it), `seen` when they saw it on nrmp.org.
    `quote` is the line of the official page that says it, where one was pasted. `number` is that of a limit.
    """

    at: Instant | None = None
    number: int | None = None
    seen: Instant | None = None
    quote: str = ""


class SavedView(Record, frozen=True, kw_only=True):
    """A way of looking at the program table that the user kept: its filter, its sorting, its columns.

    `widths` are those of the columns that the user made wider or narrower, by column.
    """

    name: str
    filter: str = ""
    sort: str = ""
    columns: tuple[str, ...] = ()
    widths: dict[str, int] = {}


class CellMeaning(Record, frozen=True, kw_only=True):
    """What a text means in imported columns of one `field`, as the user said; empty leaves such a cell unknown."""

    field: str
    text: str
    means: str = ""


class Setting(Record, frozen=True, kw_only=True):
    """A preference of the program itself; the id is its name."""

    value: str | int | float | bool | None = None


KINDS: dict[str, type[Record]] = {
    "profile": Profile,
    "programs": Program,
    "applications": Application,
    "calls": Call,
    "interviews": Interview,
    "people": Person,
    "offers": Offer,
    "sheets": DecisionSheet,
    "tasks": Task,
    "documents": Document,
    "answers": Answer,
    "attempts": Attempt,
    "list_versions": ListVersion,
    "alarms": AlarmMark,
    "official_times": OfficialTime,
    "views": SavedView,
    "cell_meanings": CellMeaning,
    "settings": Setting,
}
"""The kinds of record, by the name under which the store and `dump` list them."""

_KIND_OF = {record: kind for kind, record in KINDS.items()}


class State(PrivateText, frozen=True, kw_only=True):
    """Everything that is kept, by kind and id. Never changed in place: `with_records` makes the next one."""

    profile: dict[str, Profile] = {}
    programs: dict[str, Program] = {}
    applications: dict[str, Application] = {}
    calls: dict[str, Call] = {}
    interviews: dict[str, Interview] = {}
    people: dict[str, Person] = {}
    offers: dict[str, Offer] = {}
    sheets: dict[str, DecisionSheet] = {}
    tasks: dict[str, Task] = {}
    documents: dict[str, Document] = {}
    answers: dict[str, Answer] = {}
    attempts: dict[str, Attempt] = {}
    list_versions: dict[str, ListVersion] = {}
    alarms: dict[str, AlarmMark] = {}
    official_times: dict[str, OfficialTime] = {}
    views: dict[str, SavedView] = {}
    cell_meanings: dict[str, CellMeaning] = {}
    settings: dict[str, Setting] = {}

    @property
    def me(self) -> Profile:
        """The user's profile; an empty one before it is filled in."""
        return self.profile.get("me", Profile(id="me"))

    def table(self, kind: str) -> dict[str, Record]:
        """The records of one kind, by id."""
        table: dict[str, Record] = getattr(self, kind)
        return table

    def with_records(self, puts: "list[tuple[str, str, Record | None]]") -> "State":
        """The state after each (kind, id, record) is put in place; None removes."""
        tables: dict[str, dict[str, Record]] = {}
        for kind, record_id, record in puts:
            table = tables.setdefault(kind, dict(self.table(kind)))
            if record is None:
                table.pop(record_id, None)
            else:
                table[record_id] = record
        return msgspec.structs.replace(self, **tables)

    def setting(self, name: str, default: str = "") -> str:
        """A preference as text."""
        setting = self.settings.get(name)
        return default if setting is None or setting.value is None else str(setting.value)


def kind_of(record: Record) -> str:
    """The name of a record's kind."""
    return _KIND_OF[type(record)]


def program_title(state: State, program_id: str, unknown: str = "") -> str:
    """What a program is called in one line; its id if nobody knows it."""
    program = state.programs.get(program_id)
    return (program_id or unknown or "unknown program") if program is None else program.title
