"""The command that lists the keys of the dashboard, with those that the user chose."""

from typing import Any

from soaptui.cli import DONE
from soaptui.cli.context import Context


def keys_command(context: Context) -> int:
    """Every command with its id, its keys and where it works; and what of keys.toml is not used."""
    from soaptui.screens.commands import REGISTRY, choose_keys, key_names, with_keys
    from soaptui.screens.keymap_file import FILE, read_own_keys

    own = read_own_keys(context.folder)
    choose_keys(own.chosen)
    rows: list[dict[str, Any]] = [
        {
            "id": command.id,
            "keys": key_names(command),
            "where": command.room or "everywhere",
            "what": with_keys(command.title),
            "own": command.id in own.chosen,
        }
        for command in REGISTRY.values()
    ]
    if context.json:
        context.print_json({"file": str(context.folder / FILE), "keys": rows, "problems": [*own.problems]})
        return DONE
    context.print_table(
        ("id", "keys", "where", "what"),
        [(row["id"], f"{row['keys']}{' (yours)' if row['own'] else ''}", row["where"], row["what"]) for row in rows],
    )
    context.print_lines(["", f'Others in {context.folder / FILE}: under [keys], such as undo = "ctrl+z".'])
    context.print_lines([*own.problems])
    return DONE
