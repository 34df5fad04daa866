"""`soaptui calendar`: a calendar file that is kept current with every change."""

from soaptui.cli import DONE
from soaptui.cli.context import Context

HOW = "Copy it to the phone again after changes. Or put it in a place that your calendar can subscribe to."


def calendar_command(context: Context) -> int:
    """Show which file is kept current, or choose another one, or none."""
    from soaptui.exports.calendar import GOOGLE
    from soaptui.exports.current_calendar import chosen_calendar, keep_calendar
    from soaptui.exports.writing import CONFIDENTIAL

    wanted = context.arguments.file
    if wanted:
        with context.store() as store:
            state = store.state
        keep_calendar(context.folder, wanted, state, context.season(state), context.zone(state), context.true.stamp())
    path = chosen_calendar(context.folder)
    if context.json:
        context.print_json({"file": None if path is None else str(path)})
    elif path is None:
        context.print_lines(
            ["No calendar file is updated. soaptui calendar on makes one in your data folder and updates it."]
        )
    else:
        context.print_lines([f"Updated with every change: {path}", HOW, CONFIDENTIAL, *([GOOGLE] if wanted else [])])
    return DONE
