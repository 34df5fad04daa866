"""What ships to be done: before the week (fixtures/preparation.json) and after it (fixtures/afterwards.json).

Each item has why, how, and by a rule of dates when it is due in a season.
"""

from functools import cache

import msgspec

from soaptui import paths, ways
from soaptui.records import MatchStatus, VisaNeed
from soaptui.week.date_rules import DateRule, date_rule


class PreparationSection(msgspec.Struct, frozen=True):
    """A part of the preparation; `short` is its title where there is little room."""

    id: str
    title: str
    short: str


class PreparationItem(
    msgspec.Struct, frozen=True, kw_only=True, rename={"statuses": "for"}, forbid_unknown_fields=True
):
    """One thing to prepare.

    `where` is where it is done, `differs` what official pages say otherwise than guides. `begins`, `due` and `until`
    are rules of dates: from
    when it can be done, by when it should be, from when on it is of no use. `lead` is how many days it needs to bear
    fruit, `worth` how much it helps (1 to 5). `statuses` are those it is for, `visas` the needs (none named: each).
    `ticks` names how it ticks itself (prepare/ticks.py); empty where only the user can say.
    """

    id: str
    section: str
    title: str
    why: str
    how: str
    where: str
    source: str
    due: str
    until: str
    statuses: tuple[MatchStatus, ...]
    worth: int
    lead: int
    differs: str = ""
    begins: str = ""
    visas: tuple[VisaNeed, ...] = ()
    ticks: str = ""

    @property
    def due_rule(self) -> DateRule:
        """When it should be done."""
        return date_rule(self.due)

    @property
    def until_rule(self) -> DateRule:
        """From when on it is of no use."""
        return date_rule(self.until)

    @property
    def how_said(self) -> str:
        """How it is done, with the marks of the ways there; whoever shows it puts them into words."""
        return self.how.format_map(_WAYS)


_WAYS = {name: str(way) for name, way in vars(ways).items() if isinstance(way, ways.Way)}


class ShippedPreparation(msgspec.Struct, frozen=True):
    """Everything that ships, in the order in which it is shown."""

    sections: tuple[PreparationSection, ...]
    items: tuple[PreparationItem, ...]


def _shipped(name: str) -> ShippedPreparation:
    return msgspec.json.decode((paths.fixtures() / name).read_bytes(), type=ShippedPreparation)


@cache
def shipped_preparation() -> ShippedPreparation:
    """What ships to be done before the week."""
    return _shipped("preparation.json")


@cache
def shipped_afterwards() -> ShippedPreparation:
    """What ships to be done after the week, by how it ended."""
    return _shipped("afterwards.json")


def _sections() -> tuple[PreparationSection, ...]:
    return (*shipped_preparation().sections, *shipped_afterwards().sections)


OWN_SECTION = "own"
"""The section of tasks that the user put in none."""


@cache
def section_titles() -> dict[str, str]:
    """What each section is called, by its id."""
    return {section.id: section.title for section in _sections()} | {OWN_SECTION: "Your own"}


@cache
def short_titles() -> dict[str, str]:
    """What each section is called in few letters, by its id."""
    return {section.id: section.short for section in _sections()} | {OWN_SECTION: "Your own"}


@cache
def shipped_items() -> dict[str, PreparationItem]:
    """Every item that ships, by its id."""
    return {item.id: item for item in (*shipped_preparation().items, *shipped_afterwards().items)}


def item_of(item_id: str) -> PreparationItem | None:
    """The item of that id."""
    return shipped_items().get(item_id)
