"""The commands that look at the files: verify, history, merge."""

from itertools import islice

from soaptui.cli import DONE, REFUSED
from soaptui.cli.context import Context
from soaptui.refusal import Refusal
from soaptui.week import words, zones


def verify_command(context: Context) -> int:
    """Read the snapshot and the whole journal, replay one onto nothing, and compare. Changes nothing."""
    from soaptui.store.checking import check_files

    report = check_files(context.folder)
    if context.json:
        lost = [
            {"seq": seq, "at": zones.utc_iso(at) if at else None, "label": label} for seq, at, label in report.lost
        ]
        notes = [*report.problems, *report.facts]
        context.print_json({"sound": report.sound, "changes": report.changes, "lost": lost, "notes": notes})
    else:
        problems = (f"PROBLEM: {problem}" for problem in report.problems)
        context.print_lines([*report.facts, *problems])
        context.print_lines(["sound" if report.sound else "not sound"])
    return DONE if report.sound else REFUSED


def merge_command(context: Context) -> int:
    """Take in what a sync tool's copies in the folder hold that is not here; the copies go to quarantine."""
    from soaptui.cli.writing_commands import print_saved
    from soaptui.store import merging_copies

    with context.store(write=True) as store:
        change = merging_copies.merge_sync_copies(store, context.true.stamp())
    if change is None:
        raise Refusal("No copy of a sync tool in the folder has anything that is not here.")
    return print_saved(context, change, records=len(change.puts))


def history_command(context: Context) -> int:
    """What was done, newest first."""
    from soaptui import store_words

    arguments = context.arguments
    limit = arguments.limit or None
    everything = context.json or arguments.all
    with context.store() as store:
        zone = context.zone(store.state)
        # A note is saved at every pause in the typing: a person wants to see the steps.
        steps = (item for item in store.history() if everything or not item.quiet)
        headings = list(islice(store_words.searched_history(steps, arguments.search, zone), limit))
    if context.json:
        context.print_json(
            [
                {
                    "seq": item.seq,
                    "at": item.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                    "label": item.label,
                    "undone": item.undone,
                    "quiet": item.quiet,
                }
                for item in headings
            ]
        )
        return DONE
    if arguments.search and not headings:
        context.print_lines([f"Nothing in the history has {arguments.search!r}."])
        return DONE
    context.print_table(
        ("number", "when", zones.zone_place(zone), "what", ""),
        [
            (
                str(item.seq),
                words.eastern_text(item.at),
                words.local_text(item.at, zone),
                item.label,
                "undone" if item.undone else "",
            )
            for item in headings
        ],
    )
    return DONE
