"""A new list compared with what is known: who has left it, who may only have been misread, and what cannot be."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from soaptui.counted import many
from soaptui.imports.row_entries import RowEntry, UnreadRow
from soaptui.imports.table_finding import ListTable
from soaptui.programs import names
from soaptui.programs.titles import full_title
from soaptui.records import Program, State, replace
from soaptui.week import official
from soaptui.week.slots_left import list_is_stale

FEW_GONE = 5
"""So many programs may leave a list at once without anybody being asked whether it is one."""

MOST_OF_A_ROUND = 0.95
"""No more of a list goes in an offer round, or in two: about 60% of the positions fill in the first one, and 80% by
the end of the second."""

NAMED = 4
"""So many programs are named in a warning of many."""

KEPT_NAMED = 20
"""So many are named of those that stay only because a row cannot be read: each is to be looked up."""


class Missing(NamedTuple):
    """The programs of the last list that this one does not name: those that are `gone`, as they are then; and by id
    those that are `perhaps` in a row that could not be read, each with that row: they stay as they were."""

    gone: list[Program]
    perhaps: dict[str, UnreadRow]

    def but(self, still: set[str]) -> "Missing":
        """Without those that are on this list after all."""
        gone = [program for program in self.gone if program.id not in still]
        return Missing(gone, {key: row for key, row in self.perhaps.items() if key not in still})


NONE_MISSING = Missing([], {})


def missing_programs(state: State, there: set[str], unread: Sequence[UnreadRow]) -> Missing:
    """The programs that stood on the last list and that no row of this one is known to be about."""
    missing = [each for each in state.programs.values() if each.listed == "yes" and each.id not in there]
    perhaps = _perhaps_unread(missing, unread)
    gone = [replace(program, listed="no", unfilled=0) for program in missing if program.id not in perhaps]
    return Missing(gone, perhaps)


def _perhaps_unread(missing: Sequence[Program], unread: Sequence[UnreadRow]) -> dict[str, UnreadRow]:
    """Those of the missing programs that an unread row may be about, by id, with that row.

    A row speaks of the institution that it names, else of a program in its city, else, where it names no place at
    all, of any. A place that none of the missing programs has is spelt in another way, perhaps.
    """
    of_words: dict[names.Words, list[Program]] = {}
    for program in missing:
        for text in {program.institution, program.city}:
            of_words.setdefault(names.words(text), []).append(program)
    perhaps: dict[str, UnreadRow] = {}
    unplaced: list[UnreadRow] = []
    for row in unread:
        near = [program for said in row.words for program in of_words.get(said, ())]
        same = [program for program in near if names.words(program.institution) in row.words]
        may_be = same or near or (() if row.placed else missing)
        unplaced += [] if may_be else [row]
        for program in may_be:
            perhaps.setdefault(program.id, row)
    rest = [program for program in missing if program.id not in perhaps]
    if len(rest) <= len(unplaced):
        perhaps |= {program.id: row for program, row in zip(rest, unplaced, strict=False)}
    return perhaps


def whole_list_doubt(
    table: ListTable,
    entries: Iterable[RowEntry],
    before: State,
    after: State,
    gone: Sequence[Program],
    now: datetime,
) -> str:
    """What makes it doubtful that this is the whole List, as a question; empty where nothing does.

    An offer round fills most positions, and whole specialties: once one has closed since the last list, only what
    leaves next to nothing is asked about.
    """
    counted = any(entry.fields.unfilled is not None for entry in entries)
    if len(gone) > FEW_GONE and (not counted or table.mapping.unfilled_is_size):
        went = f"{many(len(gone), 'program')} would be marked as gone: is this the whole list?"
        if not counted:
            return f"no row says how many positions are open, and {went}"
        heading = table.headers[table.mapping.fields["unfilled"]]
        return f"no heading says unfilled, {heading} may be the size of each program, and {went}"
    last = sum(1 for program in before.programs.values() if program.listed == "yes")
    season = official.season_at(now, before.setting(official.MADE), before.official_times)
    refreshed = list_is_stale(before, season, now)
    if len(gone) > (MOST_OF_A_ROUND if refreshed else 0.5) * last:
        went = f"{len(gone):,} of {many(last, 'program')} on the last list would be marked as gone"
    elif not refreshed and (specialties := _specialties_gone(after, gone)):
        went = f"no program of {specialties} is in it any more, and they would be marked as gone"
    else:
        return ""
    return f"{went}: is this the whole list, or only one page?"


def _specialties_gone(after: State, gone: Iterable[Program]) -> str:
    """The specialties of which many programs went and none is left, with how many each."""
    left = {program.specialty for program in after.programs.values() if program.listed == "yes"}
    went = Counter(program.specialty for program in gone if program.specialty not in left)
    return ", ".join(f"{name} ({count:,})" for name, count in went.most_common() if name and count >= FEW_GONE)


def warnings_against_last(
    state: State, entries: Iterable[RowEntry], missing: Missing, unread: Sequence[UnreadRow]
) -> list[str]:
    """What is to be read of a new list beside the last one: a sentence each, with the programs by name."""
    before = [(known, entry.fields.unfilled) for entry in entries if (known := state.programs.get(entry.id))]
    silent: list[str] = []
    risen: list[str] = []
    for known, now in before:
        if known.listed != "yes" or known.unfilled is None:
            continue
        if now is None:
            silent.append(f"{_called(known)}: {known.unfilled}")
        elif now > known.unfilled:
            risen.append(f"{_called(known)}: {known.unfilled}, now {now}")
    sentences = [*_kept_sentence(state, missing), *_unread_sentence(missing.gone, unread)]
    if silent:
        programs = many(len(silent), "program")
        sentences.append(f"{programs} without a number in this list; the earlier number is kept: {_named(silent)}")
    if risen:
        have = many(len(risen), "program has", "programs have")
        sentences.append(
            f"{have} more open positions than on the last list, and in SOAP none can come back: "
            f"is this an older list, or another column? {_named(risen)}"
        )
    return sentences


def _kept_sentence(state: State, missing: Missing) -> list[str]:
    """Which programs stay only because a row that cannot be read may be about them."""
    if not missing.perhaps:
        return []
    stay = [f"{_called(state.programs[key])}, line {row.where}" for key, row in missing.perhaps.items()]
    are = many(len(stay), "program is", "programs are")
    return [
        f"{are} not in this list, but may be in a row that cannot be read, and not known to be gone: "
        f"{_named(stay, KEPT_NAMED)}. Mend the code in the file, and import it again"
    ]


def _unread_sentence(gone: Sequence[Program], unread: Sequence[UnreadRow]) -> list[str]:
    """Which programs went beside rows that could not be read, and that seem to be about others."""
    if not gone or not unread:
        return []
    rows = many(len(unread), "row")
    lines = ", ".join(row.where for row in unread[:KEPT_NAMED]) + (" ..." if len(unread) > KEPT_NAMED else "")
    programs = many(len(gone), "program")
    return [
        f"{rows} cannot be read (line {lines}), and {programs} would be gone: look whether one of them is there: "
        f"{_named([_called(program) for program in gone])}"
    ]


def _called(program: Program) -> str:
    return f"{full_title(program)} ({program.code or program.id})"


def _named(programs: Sequence[str], most: int = NAMED) -> str:
    more = len(programs) - most
    return "; ".join(programs[:most]) + (f"; and {more:,} more" if more > 0 else "")
