"""Cut-offs set by hand, in the dialog and on the command line alike: `years=5`, `step2=230 soft`, or nothing."""

from datetime import datetime

from msgspec.structs import replace as replace_fields

from soaptui.cut_offs import CUT_OFFS, CutOffKind, cut_off_typed_text
from soaptui.programs.editing import YOU
from soaptui.programs.written_cut_offs import united_cut_offs, written_cut_off
from soaptui.records import CutOff, Program, replace
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week import zones

TYPED_CUT_OFFS: tuple[CutOffKind, ...] = ("step2", "years", "attempts", "us-months", "step1", "step3", "ecfmg")
"""What can be typed. A year of graduation is typed where the years are: 2020."""


def _kinds_in(field: CutOffKind) -> tuple[CutOffKind, ...]:
    """The kinds that one field is for."""
    return ("years", "since") if field == "years" else (field,)


def typed_cut_off(program: Program, kind: CutOffKind) -> str:
    """A cut-off of the program as it is typed; empty where it is not known."""
    for one in _kinds_in(kind):
        if (cut := program.cut_offs.get(one)) is not None:
            return cut_off_typed_text(one, cut)
    return ""


def with_cut_off(
    program: Program, kind: CutOffKind, text: str, now: datetime, *, source: str = "", as_of: str = ""
) -> Program:
    """The program after a cut-off as the user typed it; nothing makes it unknown again.

    Who says so is the user, this month, unless they say who and when, also in brackets behind it. Raises Refusal.
    """
    text, source, as_of = clean(text), clean(source), clean(as_of)
    kinds = _kinds_in(kind)
    before: dict[str, CutOff] = {one: cut for one, cut in program.cut_offs.items() if one in kinds}
    others = {one: cut for one, cut in program.cut_offs.items() if one not in kinds}
    if not text:
        return replace(program, cut_offs=others)
    reading = written_cut_off(kind, text, failures=True)
    if reading is None:
        raise Refusal(f"{text!r} is not understood as {CUT_OFFS[kind].name}: write {_examples(kind)}, or nothing.")
    found, cut = reading
    cut = replace_fields(
        cut, source=cut.source or source or YOU, as_of=cut.as_of or as_of or f"{zones.eastern(now):%Y-%m}"
    )
    return replace(program, cut_offs=others | {found: _with_others(cut, before)})


def _with_others(cut: CutOff, before: dict[str, CutOff]) -> CutOff:
    """The cut-off, with what other sources say to the contrary beside it: by hand, it is the one that counts."""
    if not before:
        return cut
    (old,) = list(before.values())[:1]
    united = united_cut_offs({"": old}, {"": cut})[""]
    claims = [replace_fields(each, others=()) for each in (united, *united.others)]
    mine = (cut.limit, cut.soft, cut.counted)
    contrary = (one for one in claims if (one.limit, one.soft, one.counted) != mine and one.source != YOU)
    return replace_fields(cut, others=tuple(contrary))


def _examples(kind: CutOffKind) -> str:
    example = CUT_OFFS[kind].example
    without = "any" if CUT_OFFS[kind].is_number and kind != "us-months" else "not needed"
    return f"{example}, {example} soft, {without}"
