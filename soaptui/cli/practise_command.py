"""Practising on the command line: what comes next, all of it, and a run, an answer or a question to keep."""

from typing import TYPE_CHECKING, Any

from soaptui import ways
from soaptui.calls import prepared_texts
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import as_text, from_standard_input, print_saved
from soaptui.practise import bank, runs
from soaptui.practise.proposal import REASONS, Proposal, next_proposal, proposals, why_now
from soaptui.records import Answer, Attempt, State
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.week import zones

if TYPE_CHECKING:
    from soaptui.calls.prepared_texts import AskedQuestion
    from soaptui.practise.bank import BankQuestion


def practise_next_command(context: Context) -> int:
    """The question to practise now."""
    with context.store() as store:
        state = store.state
    one = next_proposal(proposals(state, context.now))
    track = _track(state, context.arguments.specialty)
    if context.json:
        context.print_json(_as_json(context, state, one, track))
        return DONE
    question = one.question.question
    lines = [f"{question.text} [{one.id}]", why_now(one, context.now, context.zone(state)), ""]
    lines += ["Stress:", *(f"  + {point}" for point in question.stress)] if question.stress else []
    lines += ["Avoid:", *(f"  - {point}" for point in question.avoid)] if question.avoid else []
    answer = prepared_texts.answer_to(state, question, track)
    lines += ["", f"Your answer ({_track_title(question, track)}):", *answer.splitlines()] if answer else []
    lines += (
        [runs.written_length(runs.word_count(answer))]
        if answer
        else ["", f"You have not written an answer yet. {ways.WRITE_ANSWER}"]
    )
    lines += ["", "Runs:", *(f"  {run_line(run)}" for run in reversed(one.runs[-3:]))] if one.runs else []
    context.print_lines(lines)
    return DONE


def run_line(run: Attempt) -> str:
    """A run with its Eastern day."""
    wall = zones.eastern(run.at)
    return f"{wall:%a} {wall.day} {wall:%b} {wall:%H:%M} {zones.abbreviation(wall)}  {runs.run_in_words(run)}"


def practise_list_command(context: Context) -> int:
    """Every question, what comes next first."""
    with context.store() as store:
        state = store.state
    track = bank.usual_track(state)
    ordered = proposals(state, context.now)
    if context.json:
        context.print_json([_as_json(context, state, one, track) for one in ordered])
        return DONE
    rows = []
    for one in ordered:
        written = "written" if prepared_texts.answer_to(state, one.question.question, track) else ""
        last = runs.run_in_words(one.last) if one.last is not None else ""
        rows.append((one.id, one.reason, written, str(len(one.runs) or ""), one.question.question.short, last))
    context.print_table(("id", "why", "answer", "runs", "question", "last run"), rows)
    if context.arguments.runs:
        told = [f"{one.question.question.short}: {run_line(run)}" for one in ordered for run in one.runs]
        context.print_lines(["", *(told or ["No runs yet."])])
    return DONE


def _as_json(context: Context, state: State, one: Proposal, track: str) -> dict[str, Any]:
    question = one.question.question
    answer = prepared_texts.answer_to(state, question, track)
    return {
        "id": one.id,
        "question": question.text,
        "short": question.short,
        "section": question.section,
        "reason": one.reason,
        "place": REASONS[one.reason].place,
        "why": why_now(one, context.now, context.zone(state)),
        "due": None if one.due is None else zones.utc_iso(one.due),
        "asked": [
            {"at": zones.utc_iso(each.at), "program": each.program, "title": each.who, "words": each.words}
            for each in one.question.asked
        ],
        "stress": list(question.stress),
        "avoid": list(question.avoid),
        "prompt": question.prompt,
        "specialty": track,
        "answer": answer,
        "words": runs.word_count(answer),
        "written_seconds": round(runs.word_count(answer) * 60 / runs.WRITTEN_PACE),
        "steps": {
            step.id: prepared_texts.own_words(state, prepared_texts.step_id(question.flag, step))
            for step in prepared_texts.shipped_texts().steps
            if question.flag
        },
        "runs": [_run_as_json(run) for run in one.runs],
    }


def _run_as_json(run: Attempt) -> dict[str, Any]:
    return {
        "id": run.id,
        "at": zones.utc_iso(run.at),
        "seconds": run.seconds,
        "length": runs.length_of(run.seconds),
        "words_per_minute": runs.words_a_minute(run),
        "rating": run.rating,
        "specialty": run.track,
        "mock": run.mock,
        "note": run.note,
    }


def practise_add_command(context: Context) -> int:
    """Keep a run, an answer, or a question of the user's own: whichever is given, as one change."""
    asked = context.arguments
    words = _words_given(asked.answer)
    with context.store(write=True) as store:
        state = store.state
        known = bank.question_named(bank.question_bank(state, context.now), asked.question)
        records: list[Answer | Attempt] = []
        if known is None:
            own = _question_of_the_user(asked.question)
            question = bank.question_of_the_user(own)
            records.append(own)
        else:
            question = known.question
            if asked.seconds is None and words is None:
                raise Refusal(
                    f"{question.short!r} is a question. Say what to save: --seconds N for a run, or --answer TEXT."
                )
        track = _track(state, asked.specialty)
        if words is not None:
            records.append(_answer(context, state, question, track, words, records))
        elif asked.step is not None:
            raise Refusal("--step says which step of an answer is meant: give it with --answer.")
        if asked.seconds is not None:
            spoken = words or prepared_texts.answer_to(state, question, track)
            records.append(_run(context, question, track, spoken))
        elif asked.rating is not None or asked.note:
            raise Refusal("--rating and --note belong to a run: also give --seconds N.")
        label = f"{_what(known, records)}: {question.short}"
        change = store.commit(build_change(label, state, *{record.id: record for record in records}.values()))
    run = next((record for record in records if isinstance(record, Attempt)), None)
    lines = [runs.run_in_words(run)] if run is not None else []
    return print_saved(context, change, lines=lines, id=question.id, run=None if run is None else _run_as_json(run))


def _words_given(argument: str | None) -> str | None:
    """The answer as it was typed; of "-", what comes on the standard input."""
    if argument is None:
        return None
    return from_standard_input() if argument == "-" else as_text(argument)


def _what(known: "BankQuestion | None", records: list[Answer | Attempt]) -> str:
    if known is None:
        return "Question"
    return "Practised" if any(isinstance(record, Attempt) for record in records) else "Answer"


def _question_of_the_user(words: str) -> Answer:
    """A question of several words; one word alone is rather an id that was mistyped."""
    if len(words.split()) < 2:
        raise Refusal(f"There is no question {words.strip()!r}. soaptui practise list shows all of them.")
    return bank.new_question(words)


def _run(context: Context, question: "AskedQuestion", track: str, spoken: str) -> Attempt:
    asked = context.arguments
    return runs.new_run(
        question.id,
        context.now,
        asked.seconds,
        track="" if question.flag else track,
        words=runs.word_count(spoken),
        rating=asked.rating,
        note=asked.note,
    )


def _answer(
    context: Context,
    state: State,
    question: "AskedQuestion",
    track: str,
    words: str,
    records: list[Answer | Attempt],
) -> Answer:
    """The answer to keep: for a specialty, of a weak point in whole or a step of it."""
    step = context.arguments.step
    if step is not None:
        steps = {one.id: one for one in prepared_texts.shipped_texts().steps}
        if not question.flag:
            raise Refusal("Only a weak point has steps: why-unmatched, attempts, gap, us-experience, visa.")
        if step not in steps:
            raise Refusal(f"There is no step {step!r}. The steps: {', '.join(steps)}.")
        answer_id, title = prepared_texts.step_id(question.flag, steps[step]), steps[step].title
    elif question.flag:
        answer_id, title = question.flag, question.text
    else:
        answer_id, title = prepared_texts.specialty_answer_id(question.id, track), question.text
    new = next((record for record in records if record.id == answer_id and isinstance(record, Answer)), None)
    before = state if new is None else state.with_records([("answers", new.id, new)])
    return bank.answer_kept(before, answer_id, title, words, context.now)


def _track(state: State, specialty: str | None) -> str:
    """The specialty that is asked for, else the profile's first. Raises Refusal for one that nobody knows."""
    if specialty is None:
        return bank.usual_track(state)
    if specialty.strip().casefold() in ("any", "general"):
        return ""
    track = bank.track_meant(specialty)
    if not track:
        known = ", ".join(key for key in bank.tracks() if key)
        raise Refusal(f"{specialty.strip()!r} is not a known specialty. There are: {known}, any.")
    return track


def _track_title(question: "AskedQuestion", track: str) -> str:
    return "every specialty" if question.flag else bank.tracks()[track]
