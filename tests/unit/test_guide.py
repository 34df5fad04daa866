"""The guide and the README: their keys, commands, pictures and words are those of the program."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from soaptui import __version__
from soaptui.cli.arguments import parser
from soaptui.screens.commands import REGISTRY, keys_for
from soaptui.screens.keys.command import printed_key
from soaptui.terms import glossary
from tests.picture import PICTURES, words_in
from tests.unit.key_tables import does_what_is_said, keys_in, printed

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
PAGES = [page for page in GUIDE if page.name != "glossary.md"]
TOLD = {page: page.read_text(encoding="utf-8") for page in (README, *GUIDE)}

FENCED = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
IN_LINE = re.compile(r"`([^`\n]+)`")
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
A_KEY = re.compile(r"[A-Za-z0-9?!*#%=<>+/-]|F\d{1,2}|(Ctrl|Alt|Shift)\+.|Esc|Del|Backspace|Enter|space|Tab|[↑↓←→]")


def name_of(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


# -- keys


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_keys_in_the_tables_do_what_is_said(page: Path) -> None:
    assert [told for told in keys_in(TOLD[page]) if not does_what_is_said(*told)] == []


def test_tables_with_keys_are_seen() -> None:
    assert sum(len([*keys_in(TOLD[page])]) for page in PAGES) > 100


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_key_in_a_sentence_is_one_of_the_rooms_that_the_page_names(page: Path) -> None:
    (named,) = re.findall(r"^<!-- keys: (.*) -->$", TOLD[page], re.MULTILINE)
    rooms = {"" if room == "everywhere" else room for room in named.split(", ")}
    assert rooms <= {command.room for command in REGISTRY.values()}
    there = {
        printed_key(key) for command in REGISTRY.values() if command.room in rooms for key in keys_for(command.id)
    }
    there |= {"Enter", "Tab", "↑", "↓", "←", "→"}  # in a field they belong to the field
    prose = "\n".join(line for line in FENCED.sub("", TOLD[page]).splitlines() if not line.startswith("|"))
    keys = [span for span in IN_LINE.findall(prose) if A_KEY.fullmatch(span)]
    assert [key for key in keys if printed(key) not in there] == []


# -- commands


def commands_in(text: str) -> Iterator[str]:
    """Every command of soaptui that is shown to be typed."""
    for block in FENCED.findall(text):
        yield from (line for line in block.splitlines() if re.match(r"soaptui( |$)", line))
    yield from (span for span in IN_LINE.findall(FENCED.sub("", text)) if span.startswith("soaptui "))


TYPED = sorted({command for text in TOLD.values() for command in commands_in(text)})
PARSER = parser()


def test_commands_are_seen() -> None:
    assert len(TYPED) > 100


@pytest.mark.parametrize("command", TYPED)
def test_a_command_is_understood(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    _, *words = shlex.split(command.split(" < ")[0], comments=True)
    try:
        PARSER.parse_args(words)
    except SystemExit as end:
        assert end.code == 0, command  # --help and --version end here


# -- pictures


def test_there_is_a_picture_of_each_name_and_no_other() -> None:
    there = {path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg")}
    assert there == set(PICTURES)
    shown = {Path(path).stem for text in TOLD.values() for _, path in PICTURE.findall(text)}
    assert shown == there


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_asks_no_other_computer_and_is_not_large(name: str) -> None:
    svg = (ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://[\w.]+", svg))
    assert addresses <= {"http://www.w3.org", "https://example.org"}  # the name of the format; a made-up meeting
    assert "url(http" not in svg and "@import" not in svg and "@font-face" not in svg
    assert len(svg) < 150_000
    assert str(Path.home()) not in svg and "/tmp/" not in svg
    assert PICTURES[name].shows in words_in(svg)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_begins_with_what_one_sees(page: Path) -> None:
    title, keys, picture = re.split(r"\n\n+", TOLD[page])[:3]
    assert title.startswith("# ") and "\n" not in title
    assert keys.startswith("<!-- keys: ")
    assert PICTURE.fullmatch(picture), picture


# -- words


def test_the_readme_links_every_page_of_the_guide() -> None:
    linked = set(re.findall(r"\(docs/guide/([\w-]+\.md)\)", TOLD[README]))
    assert linked == {page.name for page in GUIDE}


def test_the_first_screen_says_how_to_install_and_start_on_windows() -> None:
    first = TOLD[README].splitlines()[:24]
    (row,) = (line for line in first if line.startswith("| Windows"))
    assert "Expand-Archive" in row and "soaptui.exe" in row


@pytest.mark.parametrize("page", (README, *GUIDE), ids=name_of)
def test_the_files_to_download_are_of_this_version(page: Path) -> None:
    assert set(re.findall(r"soaptui-(\d+\.\d+\.\d+)", TOLD[page])) <= {__version__}


def glossary_page() -> str:
    """The page that is made from the terms."""
    lines = [
        "# Glossary",
        "",
        "Every word of SOAP and of soaptui that this guide uses. In the program: Help (`?`), at its end, or",
        "`soaptui terms WORD`.",
        "",
        "| word | what it means | source |",
        "|---|---|---|",
    ]
    for term in sorted(glossary(), key=lambda term: term.term.casefold()):
        also = f" (also: {', '.join(term.also)})" if term.also else ""
        lines.append(f"| **{term.term}**{also} | {term.means} | {term.source} |")
    return "\n".join(lines) + "\n"


def test_the_glossary_has_every_term() -> None:
    """`GLOSSARY=write pytest tests/unit/test_guide.py` writes it."""
    page = ROOT / "docs" / "guide" / "glossary.md"
    if os.environ.get("GLOSSARY") == "write":
        page.write_text(glossary_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == glossary_page()


@pytest.mark.parametrize("page", (README, *GUIDE), ids=name_of)
def test_what_is_typed_is_on_one_line(page: Path) -> None:
    prose = FENCED.sub("", TOLD[page])
    assert [line for line in prose.splitlines() if line.count("`") % 2] == []
