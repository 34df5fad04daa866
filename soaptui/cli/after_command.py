"""What comes after the week on the command line: the path, the debrief, the emails that may be written."""

from typing import TYPE_CHECKING, Any

import msgspec

from soaptui import ways
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.task_commands import step_as_json
from soaptui.cli.writing_commands import say_beside
from soaptui.prepare.after_path import AfterPath, after_path, not_tonight, week_looked_back_on
from soaptui.prepare.grown import grown_since
from soaptui.prepare.items import section_titles
from soaptui.prepare.step_words import GLYPHS, due_column, mark_of, title_with_person
from soaptui.refusal import Refusal
from soaptui.week import zones
from soaptui.week.season_opened import seasons_kept

if TYPE_CHECKING:
    from soaptui.prepare.preparation import PreparedStep
    from soaptui.records import State
    from soaptui.week.season import Season


def after_command(context: Context) -> int:
    """The path; or what else was asked for. Raises Refusal."""
    asked = context.arguments
    with context.store() as store:
        state = store.state
    season = context.season(state)
    path = after_path(state, season, context.now)
    week = week_looked_back_on(state, season, context.now)
    if path.stage == "evening" and asked.debrief:
        raise Refusal(not_tonight(state, week, context.now, state.me.zone))
    if asked.debrief:
        return _debrief(context, state, week)
    if asked.emails is not None:
        return _emails(context, state, week, asked.emails)
    return _path(context, state, path)


def _path(context: Context, state: "State", path: AfterPath) -> int:
    now, zone = context.now, context.zone(state)
    steps = [step for step in path.steps if context.arguments.all or not (step.hidden or step.lapsed)]
    archives = seasons_kept(state)
    if context.json:
        context.print_json(
            {
                "stage": path.stage,
                "season": path.year,
                "title": path.title,
                "says": list(path.says),
                "next": path.next and path.next.id,
                "steps": [step_as_json(step) for step in steps],
                "kept": {str(year): file for year, file in archives.items()},
            }
        )
        return DONE
    context.print_lines([path.title, *path.says])
    if path.next is not None:
        context.print_lines(["", f"NEXT  {_line(path.next, zone)}", f"      {path.next.why}"])
    for section in dict.fromkeys(step.section for step in steps):
        context.print_lines(["", section_titles().get(section, section)])
        for step in (step for step in steps if step.section == section):
            context.print_lines([f"  {GLYPHS[mark_of(step, now)]} {_line(step, zone)} [{step.id}]"])
    for year, file in archives.items():
        context.print_lines(["", f"The week of {year} is saved for reading: {file}"])
    return DONE


def _line(step: "PreparedStep", zone: str) -> str:
    due = f"{due_column(step, zone)}: " if step.due is not None else ""
    return f"{due}{title_with_person(step)}"


def _debrief(context: Context, state: "State", week: "Season") -> int:
    from soaptui.exports.plain_text import document_lines
    from soaptui.insight.debrief import debrief_of, debrief_page

    if context.now < week.event("applications-released").at:
        raise Refusal("There is no debrief yet: programs have not seen your applications.")
    debrief, grown = debrief_of(state, week), grown_since(state, week, context.now)
    if context.json:
        context.print_json({**msgspec.to_builtins(debrief), "grown": list(grown)})
        return DONE
    page = debrief_page(debrief, grown)
    context.print_lines([page.title, *document_lines(page)])
    return DONE


def _emails(context: Context, state: "State", week: "Season", code: str) -> int:
    from soaptui.calls.after_emails import after_emails, list_is_old, nobody_to_write_to
    from soaptui.programs.program_by_code import program_id_for

    emails = after_emails(state, week, context.now)
    if not emails:
        raise Refusal(f"{nobody_to_write_to(state, week, context.now)} The rules: soaptui rules.")
    if code:
        wanted = code if code in {email.id for email in emails} else program_id_for(state, code)
        emails = tuple(email for email in emails if email.id == wanted)
        if not emails:
            raise Refusal(f"{code} is not one of the open programs: soaptui after --emails lists them.")
    if context.json:
        context.print_json([_email_as_json(email) for email in emails])
    elif code:
        context.print_lines([f"To: {emails[0].to or 'the program'}", "", *emails[0].text.split("\n")])
    else:
        context.print_table(
            ("id", "to", "written"),
            [(email.id, email.title, "written" if email.written is not None else "") for email in emails],
        )
    old = list_is_old(state, week, context.now) if any(email.program for email in emails) else ""
    say_beside(context, [old] if old else [])
    return DONE


def _email_as_json(email: Any) -> dict[str, Any]:
    return {
        "id": email.id,
        "title": email.title,
        "to": email.to,
        "text": ways.typed(email.text),
        "written": email.written and zones.utc_iso(email.written),
    }
