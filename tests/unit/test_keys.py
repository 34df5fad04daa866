"""One registry holds every key. What a sentence, a hint, the help and the README say of a key comes from it."""

import ast
import os
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from soaptui import ways
from soaptui.screens import commands
from soaptui.screens.commands import COMMANDS, REGISTRY, bindings, choose_keys, key_for, keys_for, with_keys
from soaptui.screens.keys.command import Command, printed_key
from soaptui.screens.keys.dialog_commands import DIALOG_COMMANDS
from soaptui.screens.keys.meanings import MAIN, MEANINGS
from tests.unit.key_tables import ROOMS, does_what_is_said, keys_in, printed

HERE = Path(__file__).resolve().parents[2]
PURE = sorted((HERE / "soaptui").rglob("*.py"))
SCREENS = sorted((HERE / "screens").rglob("*.py"))
TABLES = [HERE / "screens" / "commands.py", HERE / "screens" / "keys" / "dialog_commands.py"]
NAMED = re.compile(r"\{([a-z0-9.-]+)\+?\}")

# Enter, Tab and the arrows in a field belong to the field, not to the dashboard.
KEY = re.compile(
    r"\([A-Za-z0-9?]\)(?![\w|?*+])|\b[Pp]ress [a-zA-Z0-9]\b|\bF\d{1,2}\b|\b(Ctrl|Alt|Shift)\+"
    r"|\b(Esc|Del|Backspace|Space)\b"
    r"|(?<![\w.'’-])[b-zB-HJ-Z] (takes|brings|sets|marks|goes|plans|keeps|copies|opens|on Programs|none)\b"
    r"|(?<![\w.'’{])[a-z]: (I |it |no,|this )|\ba accepted\b|[a-zA-Z] or [a-zA-Z] on [A-Z]|(: |\(\d, )[a-z]\)?$"
)
NOT_OF_THE_DASHBOARD = {
    "soaptui/cli/rehearse_arguments.py": {
        "how many times faster than real time, 1 to 3600 (1)",
        "a number; each number makes another week (1)",
    },
    "soaptui/noise/desktop.py": {"[void]$texts.Item(0)", "[void]$texts.Item(1)"},
    "soaptui/official_page/page_moments.py": {r"\b([ECMP])"},  # E.S.T., in a pattern
}


@pytest.fixture(autouse=True)
def _the_keys_it_comes_with() -> Iterator[None]:
    yield
    choose_keys({})


def name_of(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


def sentences(path: Path) -> Iterator[str]:
    """Every text in a file but its docstrings; the pieces of one with values in it, each."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def calls_in(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


# -- the registry


def test_each_command_has_an_id_of_its_own() -> None:
    assert [id for id, count in Counter(c.id for c in (*COMMANDS, *DIALOG_COMMANDS)).items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)?", id) for id in REGISTRY)


def test_a_binding_is_made_in_the_registry_alone() -> None:
    for path in (*PURE, *SCREENS):
        binding = any(calls_in(ast.parse(path.read_text(encoding="utf-8")), "Binding"))
        assert binding is (path == TABLES[0]), path
    made = re.compile(r"^    BINDINGS\b.* = (?!\[?\*?bindings\(\"[a-z-]*\"\)\]?$).*", re.M)
    for path in (*SCREENS, HERE / "soaptui" / "app.py"):
        assert made.findall(path.read_text(encoding="utf-8")) == [], path


def test_every_key_of_every_class_stands_in_the_registry_and_every_room_is_some_class() -> None:
    rooms = set()
    for path in (*SCREENS, HERE / "soaptui" / "app.py"):
        relative = path.relative_to(HERE).with_suffix("").as_posix().replace("/", ".")
        if os.name == "nt" and path.name == "posix_driver.py":
            continue  # cannot be imported there, and has no key of its own
        module = import_module(f"soaptui.{relative}" if relative.startswith("screens") else relative)
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, DOMNode) and kind.__module__ == module.__name__:
                own = kind.__dict__.get("BINDINGS", [])
                assert all(isinstance(one, Binding) and one.id in REGISTRY for one in own), kind
                rooms |= {REGISTRY[one.id].room for one in own if isinstance(one, Binding) and one.id}
    assert rooms == {command.room for command in REGISTRY.values()}


def test_what_does_the_same_elsewhere_comes_with_the_same_key() -> None:
    for command in REGISTRY.values():
        if command.like:
            assert keys_for(command.id)[0] == keys_for(command.like)[0], command.id


def test_no_key_does_two_things_in_one_room() -> None:
    for room in {command.room for command in REGISTRY.values()}:
        keys = Counter(key for command in REGISTRY.values() if command.room == room for key in keys_for(command.id))
        assert [key for key, count in keys.items() if count > 1] == [], room


VIEWS = {command.room for command in COMMANDS} | {"grid", "board", "program-list"}
"""Where a key of a view works: the views, what works in all of them, and the lists in them."""


def _meaning(command: Command, key: str) -> str:
    return "what is done most" if key == "space" and command.id in MAIN else command.like or command.id


def test_a_key_means_one_thing_in_all_views() -> None:
    means: dict[str, set[str]] = {}
    for command in REGISTRY.values():
        if command.room in VIEWS and not command.id.startswith("board."):  # its keys move, as those of the grid do
            for key in keys_for(command.id):
                means.setdefault(key, set()).add(_meaning(command, key))
    assert {key: ids for key, ids in means.items() if len(ids) > 1} == {}


def test_what_means_the_same_follows_a_command_that_leads() -> None:
    ids = [id for meaning in MEANINGS for id in (meaning.leads, *meaning.follow)]
    assert len(ids) == len({*ids}) and {*ids} <= REGISTRY.keys()
    for meaning in MEANINGS:
        assert not REGISTRY[meaning.leads].like
        assert {REGISTRY[id].like for id in meaning.follow} == {meaning.leads}


def test_escape_never_quits() -> None:
    assert all("quit" not in c.action for c in REGISTRY.values() if "escape" in keys_for(c.id))


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("question_mark", "?"),
        ("ctrl+s", "Ctrl+S"),
        ("shift+up", "Shift+↑"),
        ("alt+7", "Alt+7"),
        ("f10", "F10"),
        ("f", "f"),
        ("F", "F"),
        ("less_than_sign", "<"),
        ("delete", "Del"),
    ],
)
def test_a_key_is_called_as_it_is_printed(key: str, printed: str) -> None:
    assert printed_key(key) == printed


def test_every_key_has_a_printed_name() -> None:
    for command in REGISTRY.values():
        for key in keys_for(command.id):
            assert "_" not in printed_key(key), key


# -- other keys than it comes with


def test_who_has_another_key_reads_of_it_everywhere() -> None:
    chosen = choose_keys({"undo": "ctrl+z,u", "offer": "f6", "sent": "s"})
    assert chosen["backups.undo"] == chosen["list-to-send.undo"] == "ctrl+z,u"
    assert chosen["list-to-send.sent"] == chosen["sent-when"] == "s"
    assert with_keys("{undo} takes it back.") == "Ctrl+Z takes it back."
    assert commands.key_names(REGISTRY["undo"]) == "Ctrl+Z u"
    assert commands.pressed(f"If one is there, {ways.NOTE_OFFER}.") == "If one is there, press F6."
    assert commands.pressed(f"{ways.MARK_IT}") == "mark it: s on Programs"
    choose_keys({})
    assert key_for("undo") == "u"


def test_what_is_named_alone_stays_with_its_own_key() -> None:
    chosen = choose_keys({"undo": "z", "backups.undo": "y"})
    assert (chosen["backups.undo"], chosen["official-times.undo"]) == ("y", "z")


def test_the_bindings_themselves_are_those_it_comes_with() -> None:
    """Textual lays the user's keys over them (App.set_keymap), by their ids."""
    choose_keys({"undo": "z"})
    (undo,) = (one for one in bindings("") if isinstance(one, Binding) and one.id == "undo")
    assert undo.key == "u"


# -- sentences


@pytest.mark.parametrize(
    "said",
    [
        "press o",
        "import it (I)",
        ". u takes it back.",
        "F9 copies",
        "Esc closes",
        "S on Programs",
        "Ctrl+S ended",
        "nrmp.org: v",
        "(1, v)",
    ],
)
def test_a_key_in_a_sentence_is_seen(said: str) -> None:
    assert KEY.search(said)


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_no_sentence_of_the_pure_layer_names_a_key(path: Path) -> None:
    allowed = NOT_OF_THE_DASHBOARD.get(name_of(path), set())
    named = [said for said in sentences(path) if KEY.search(said) and not any(said.startswith(a) for a in allowed)]
    assert named == []


@pytest.mark.parametrize("path", [path for path in SCREENS if path not in TABLES], ids=name_of)
def test_what_a_screen_says_of_its_keys_comes_from_the_registry(path: Path) -> None:
    if path.name in ("command.py", "terminal_input.py"):
        return  # the names of the keys themselves
    assert [said for said in sentences(path) if KEY.search(said)] == []


@pytest.mark.parametrize("path", SCREENS, ids=name_of)
def test_every_command_that_a_screen_names_is_one(path: Path) -> None:
    """`key_for("undo")`, `keys_for("undo")`, `with_keys("{undo} takes it back")`, and constants with such braces."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in (*calls_in(tree, "key_for"), *calls_in(tree, "keys_for")):
        texts = [node for argument in call.args for node in ast.walk(argument) if isinstance(node, ast.Constant)]
        assert {node.value for node in texts if isinstance(node.value, str)} <= {*REGISTRY, "view-"}
    for call in calls_in(tree, "with_keys"):
        for node in ast.walk(call):
            # What a user brought must not be read as the id of a command.
            assert not isinstance(node, ast.JoinedStr), ast.unparse(call)
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert set(NAMED.findall(node.value)) <= REGISTRY.keys(), node.value


@pytest.mark.parametrize("path", [path for path in SCREENS if path not in TABLES], ids=name_of)
def test_words_with_a_command_in_braces_get_its_key_where_they_are_shown(path: Path) -> None:
    """A constant with braces is handed to `with_keys` wherever it is used."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    wrapped = {id(node) for call in calls_in(tree, "with_keys") for node in ast.walk(call)}
    constants = set()
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(_names_a_command(node) for node in ast.walk(statement.value)):
            constants |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
    used = [
        n for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) and n.id in constants
    ]
    assert [node.id for node in used if id(node) not in wrapped] == []
    loose = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if _names_a_command(node) and id(node) not in wrapped and not _given_a_name(function, node)
    ]
    assert [ast.unparse(node) for node in loose] == []


def _names_a_command(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any(named in REGISTRY for named in NAMED.findall(node.value))
    )


def _given_a_name(function: ast.FunctionDef, node: ast.AST) -> bool:
    """Whether it is put into a variable of the function, which is handed to `with_keys`."""
    names = {
        target.id
        for statement in ast.walk(function)
        if isinstance(statement, ast.Assign) and statement.value is node
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    handed = {arg.id for call in calls_in(function, "with_keys") for arg in call.args if isinstance(arg, ast.Name)}
    return bool(names & handed)


@pytest.mark.parametrize("command", [*COMMANDS, *DIALOG_COMMANDS], ids=lambda command: str(command.id))
def test_what_the_help_says_of_a_command_names_no_key_but_by_a_command(command: Command) -> None:
    for said in (command.title, command.help):
        assert KEY.search(said) is None, said
        assert set(NAMED.findall(said)) <= REGISTRY.keys()


# -- the help and the README


def test_the_help_has_every_command_of_the_views() -> None:
    from soaptui.screens.dialogs.help import TITLES

    views = {command.room for command in COMMANDS}
    assert set(TITLES) == views


README_KEYS = (HERE / "README.md").read_text(encoding="utf-8").split("\n## Keys\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(("where", "key", "meaning"), [*keys_in(README_KEYS)])
def test_a_key_of_the_readme_does_what_the_readme_says(where: str, key: str, meaning: str) -> None:
    assert does_what_is_said(where, key, meaning)


def test_the_readme_has_every_command_that_the_palette_has() -> None:
    told = [*keys_in(README_KEYS)]
    missing = [
        command.id
        for command in COMMANDS
        if command.palette
        and command.keys
        and not any(command.room in ROOMS[where] and key_for(command.id) == printed(key) for where, key, _ in told)
    ]
    assert missing == []
