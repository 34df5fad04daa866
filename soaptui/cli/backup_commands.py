"""The commands for backups: list them, show one, make one, keep a second set elsewhere, go back to one."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from soaptui import store_words
from soaptui.cli import DISK_REFUSES, DONE
from soaptui.cli.arguments import OFF
from soaptui.cli.context import Context
from soaptui.counted import many
from soaptui.paths import user_path
from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.store import making_backups, restoring, second_set
from soaptui.store.bases import BACKUPS
from soaptui.store.restoring import Backup, BackupContents
from soaptui.text import shown
from soaptui.week import zones
from soaptui.week.clock import SystemClock

if TYPE_CHECKING:
    from soaptui.store.snapshot import Snapshot


def backups_command(context: Context) -> int:
    """Every backup, newest first; or, with --also, where a second set is kept from now on."""
    arguments = context.arguments
    if arguments.also is not None and arguments.also.strip().casefold() != OFF:
        return _second_set(context)
    if arguments.encrypt:
        raise Refusal("Encrypt what? Give a folder with --also DIR, or make one backup: backups make FILE --encrypt.")
    if arguments.also is not None:
        return _no_second_set(context)
    with context.store() as store:
        state, store_id, zone = store.state, store.store_id, context.zone(store.state)
    contents = [
        (backup, store_words.contents_against_now(backup, state, store_id))
        for backup in restoring.all_backups(context.folder)
    ]
    if context.json:
        context.print_json([_as_json(backup, held) for backup, held in contents])
        return DONE
    if contents:
        context.print_table(
            ("id", "when", "kind", "holds", "since then"),
            [
                (
                    backup.id,
                    store_words.when_taken(backup.at, zone, context.now),
                    backup.kind,
                    store_words.in_short(held),
                    _since(held),
                )
                for backup, held in contents
            ],
        )
    else:
        context.print_lines(["there is no backup yet: soaptui backups make makes one now"])
    context.print_lines(_about_second_set(context))
    return DONE


def _since(held: BackupContents) -> str:
    if held.difference is None:
        return ""
    return store_words.since_backup(held.difference) if held.own else "a backup of other data"


def _as_json(backup: Backup, held: BackupContents) -> dict[str, Any]:
    row = {
        "id": backup.id,
        "at": zones.utc_iso(backup.at),
        "kind": backup.kind,
        "counts": held.counts,
        "where": str(backup.path),
    }
    return row | ({"problem": held.problem} if held.problem else {})


def _about_second_set(context: Context) -> list[str]:
    choice, trouble = second_set.second_set_choice(context.folder), second_set.second_set_problem(context.folder)
    lines = [f"No second backup: {trouble}"] if trouble else []
    if choice is None:
        offered = second_set.offer(context.folder)
        return [f"{offered} soaptui backups --also FOLDER keeps one on another."] if offered else lines
    how = "encrypted" if choice.lock is not None else "not encrypted"
    return [f"second set: {choice.folder}, each day, {how}", *lines]


def show_backup_command(context: Context) -> int:
    """What one backup holds, and how that differs from what is there now."""
    with context.store() as store:
        state, store_id, zone = store.state, store.store_id, context.zone(store.state)
    backup = _chosen(context, context.arguments.id)
    then = _opened(backup)
    held = restoring.held_by(then, state, store_id, store_words.OF_THIS_COMPUTER)
    difference = held.difference or {}
    if context.json:
        context.print_json(
            _as_json(backup, held)
            | {
                "change": then.seq,
                "now": restoring.counted_records(state),
                "difference": {kind: moved._asdict() for kind, moved in difference.items()},
                "unreadable": len(then.damaged),
                "own": held.own,
            }
        )
        return DONE
    lines = [
        f"backup   {backup.id}",
        f"of       {store_words.when_taken(backup.at, zone, context.now)}, change {then.seq}",
        f"kind     {backup.kind}",
        f"holds    {store_words.in_short(held)}",
        f"now      {store_words.holds(restoring.counted_records(state))}",
        f"since    {store_words.since_backup(difference)}",
        f"where    {backup.path}",
    ]
    lines += [] if held.own else ["It is a backup of other data: restore asks for --other."]
    lines += [f"{len(then.damaged)} of its records cannot be read by this version."] if then.damaged else []
    context.print_lines(lines)
    return DONE


def _chosen(context: Context, text: str) -> Backup:
    """The backup that was named, which may be a file anywhere. Raises Refusal."""
    named = restoring.backup_named(context.folder, text)
    if isinstance(named, Backup):
        if named.path.is_symlink():
            raise Refusal(f"{shown(named.id)} is only a link to another file: name another backup.")
        return named
    path = user_path(str(named)).absolute()
    sealed = restoring.is_encrypted_file(path)
    return Backup(str(named), context.now, "file, encrypted" if sealed else "file", path, of_the_user=True)


def _opened(backup: Backup) -> "Snapshot":
    """What it holds; the passphrase is asked for where it needs one. Raises Refusal."""
    needed = restoring.is_encrypted_file(backup.path)
    return restoring.read_backup(
        backup.path, passphrase(f"Passphrase of {shown(backup.path.name)}: ") if needed else None
    )


def passphrase(prompt: str, *, twice: bool = False) -> str:
    """A passphrase typed without echo; the first line of standard input where that is no terminal. Raises Refusal."""
    if sys.stdin.isatty():
        import getpass

        typed = getpass.getpass(prompt)
        if twice and typed != getpass.getpass("Type it again: "):
            raise Refusal("The two passphrases are different. Nothing was changed.")
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    if not typed.strip():
        raise Refusal("A passphrase is needed: type it, or give it as the first line of standard input.")
    return typed


def backup_command(context: Context) -> int:
    """A backup of now: among the others, or to a file elsewhere, which may be encrypted."""
    arguments = context.arguments
    if arguments.file is None:
        return _make_here(context)
    from soaptui.exports.writing import CONFIDENTIAL, write_export

    path = user_path(arguments.file)
    with context.store() as store:
        secret = passphrase("A passphrase for it: ", twice=True) if arguments.encrypt else None
        write_export(path, making_backups.sealed_copy(store, secret), kept=context.folder)
        counts = restoring.counted_records(store.state)
    if context.json:
        kind = "file, encrypted" if secret is not None else "file"
        now = zones.utc_iso(context.now)
        context.print_json({"id": str(path), "at": now, "kind": kind, "counts": counts, "where": str(path)})
        return DONE
    forget = ["Without the passphrase nobody can open it, not even you."] if secret is not None else [CONFIDENTIAL]
    context.print_lines([f"saved in {path}: {store_words.holds(counts)}", *forget])
    return DONE


def _make_here(context: Context) -> int:
    if context.arguments.encrypt:
        raise Refusal(
            "Name a file for it: backups make FILE --encrypt. The backups in your data folder are not encrypted."
        )
    with context.store(write=True) as store:
        try:
            backup = making_backups.make_backup(store)
        except OSError as error:
            if error.errno in DISK_REFUSES:
                raise
            why = error.strerror or str(error)
            raise Refusal(f"No backup can be made in {context.folder / BACKUPS}: {why}. All is saved here.") from None
        held = store_words.contents_against_now(backup, store.state, store.store_id)
        trouble = making_backups.daily_copy(store, SystemClock().now(), at_once=True)
    if trouble:
        print(f"soaptui: {context.out(trouble)}", file=sys.stderr)
    if context.json:
        context.print_json(_as_json(backup, held))
    else:
        context.print_lines([f"{backup.id}  {store_words.in_short(held)}", f"saved in {backup.path}"])
    return DONE


def _second_set(context: Context) -> int:
    """From now on a copy each day in that folder, the first one at once."""
    arguments = context.arguments
    folder = user_path(arguments.also)
    second_set.check_second_folder(context.folder, folder)
    secret = passphrase("A passphrase for it: ", twice=True) if arguments.encrypt else None
    with context.store(write=True) as store:
        choice = making_backups.begin_second_set(store, folder, SystemClock().now(), secret)
    open_ones = [path for _, path in second_set.second_set_copies(choice) if path.suffix == ".json"]
    if context.json:
        context.print_json({"also": choice.folder, "encrypted": choice.lock is not None})
        return DONE
    lines = [f"A backup each day in {choice.folder}, while the dashboard is open. The first one is there."]
    if choice.lock is not None:
        lines.append("Without the passphrase nobody can open them, not even you.")
        if open_ones:
            older = many(len(open_ones), "older one there is", "older ones there are")
            lines.append(f"{older} not encrypted: remove them if others can read them.")
    context.print_lines(lines)
    return DONE


def _no_second_set(context: Context) -> int:
    choice = second_set.second_set_choice(context.folder)
    with context.store(write=True):
        second_set.keep_choice(context.folder, None)
    if context.json:
        context.print_json({"also": None, "encrypted": False})
    else:
        left = "" if choice is None else f" What is in {choice.folder} stays there."
        context.print_lines([f"No second set of backups.{left}"])
    return DONE


def restore_command(context: Context) -> int:
    """Go back to a backup, as one change; it asks first, or says what to add, unless --yes says so already."""
    arguments = context.arguments
    backup = _chosen(context, arguments.id)
    then = _opened(backup)
    at = then.saved_at if backup.of_the_user else backup.at
    if not arguments.yes and not _agreed(context, then, at):
        context.print_lines(["Nothing was changed."])
        return DONE
    with context.store(write=True) as store:
        _refuse_stranger(context, store.state, store.store_id, then)
        change = store_words.restore_backup(store, then, at)
        state = store.state
        if change is not None:
            store.close()  # with store.json up to date: the journal's line is as long as the difference
    counts = restoring.counted_records(state)
    if context.json:
        seq = None if change is None else change.seq
        context.print_json({"saved": seq, "restored": backup.id, "counts": counts, "unreadable": len(then.damaged)})
    elif change is None:
        context.print_lines(["It is the same as your data now: nothing was changed."])
    else:
        context.print_lines(
            [f"saved {change.seq}  {change.label}", store_words.holds(counts), "soaptui undo takes it back"]
        )
        _say_unreadable(then)
    return DONE


def _say_unreadable(then: "Snapshot") -> None:
    if then.damaged:
        print(f"soaptui: {many(len(then.damaged), 'record')} of it cannot be read by this version.", file=sys.stderr)


def _agreed(context: Context, then: "Snapshot", at: datetime | None) -> bool:
    """Ask, on a terminal. Raises Refusal, saying what it would mean, where there is nobody to ask."""
    with context.store() as store:
        state, store_id, zone = store.state, store.store_id, context.zone(store.state)
        read_only_notices = len(store.notices)
    del context.notices[len(context.notices) - read_only_notices :]  # said by the writer, if it comes to that
    _refuse_stranger(context, state, store_id, then)
    question = store_words.restore_question(then, at, state, zone, context.now)
    if context.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(f"{question} Nothing was changed: add --yes to restore it.")
    context.print_lines([question])
    try:
        answer = input("Restore it? (y, or Enter for no) ")
    except EOFError:
        return False
    return answer.strip().casefold() in ("y", "yes")


def _refuse_stranger(context: Context, now: State, store_id: str, then: "Snapshot") -> None:
    if restoring.is_stranger(now, store_id, then) and not context.arguments.other:
        raise Refusal(
            "It is a backup of other data, with a different history. "
            "Nothing was changed: add --other to replace your data anyway."
        )
