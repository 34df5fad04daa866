"""The text of the page in whole lines: what a PDF or a paste has broken in the middle is put together again."""

import re

from soaptui.imports.html_tables import read_markup
from soaptui.refusal import Refusal
from soaptui.text import visible

PAGE_LETTERS = 100_000
"""Longest text read. A calendar page is a tenth of it."""

LINE_LETTERS = 1_000
"""Longest line read; what is longer is no line of a calendar."""


class PageRefused(Refusal):
    """The text is not taken for the season's page; the sentence says why."""


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_HALF = r"(?<![a-z])[ap]\.?\s?m\b\.?"
_ZONE = r"\(?(?:e[sd]?t|eastern(?: (?:standard |daylight )?time)?)\b\)?"
_CLOCK = rf"(?:\d{{1,2}}(?::\d\d)?\s?{_HALF}|noon\b)"
_ENDS = rf"(?:\d|{_HALF}|\bnoon|\b{_ZONE})"
_DASH = r"(?:[-‐‑‒–—]|\bto\b)"
_BREAK = r"[ \t]*\n\s*"
_BROKEN = tuple(
    (re.compile(what, re.IGNORECASE | re.MULTILINE), instead)
    for what, instead in (
        (rf"\b({_WEEKDAY},?){_BREAK}(?={_MONTH}\s*\d)", r"\1 "),
        (rf"\b({_MONTH}){_BREAK}(?=\d{{1,2}}(?:st|nd|rd|th)?\b(?!:|\s?[ap]\.?\s?m\b))", r"\1 "),
        (rf"\b({_MONTH}\s\d{{1,2}},?){_BREAK}(?=20\d\d\b)", r"\1 "),
        (rf"(\d){_BREAK}(?=[ap]\.?\s?m\b)", r"\1 "),
        (rf"\b([ap]\.){_BREAK}(?=m\.)", r"\1"),
        (rf"(\d|{_HALF}|\bnoon){_BREAK}(?={_ZONE})", r"\1 "),
        (rf"({_ENDS}\s*{_DASH}){_BREAK}(?={_CLOCK})", r"\1 "),
        # A dash before a time is a bullet too: it goes on only where nothing else stands in its line.
        (rf"({_ENDS}){_BREAK}(?={_DASH}\s*{_CLOCK}(?:\s?{_ZONE})?$)", r"\1 "),
        (r"([a-z])[-‐]\n\s*(?=[a-z])", r"\1"),
    )
)
_BULLETS = re.compile(r"[•◦▪▫●○■□‣⁃►▶✓✔·]")
_DASH_BULLETS = re.compile(r"^[*+o–—-]\s+", re.MULTILINE)
_SEVERAL = re.compile(r";(?=.*\d\s?[ap]\.?\s?m\b)", re.IGNORECASE)
_TIME = re.compile(r"\d\s?[ap]\.?\s?m\b|\bnoon\b", re.IGNORECASE)


def whole_lines(text: str) -> list[str]:
    """The lines of the page that say something, each a whole one. Raises Refusal for what is no page's text."""
    if text.lstrip().startswith("%PDF"):
        raise PageRefused("This is a PDF and not its text: open it, select all, copy, and paste that.")
    if len(text) > PAGE_LETTERS:
        raise PageRefused(f"The text is longer than {PAGE_LETTERS:,} letters: copy only the calendar.")
    if text.lstrip().startswith("<"):
        _, text = read_markup(text, "the page")
    plain = "\n".join(re.sub(r"[^\S\n]+", " ", line) for line in _split(visible(text)))
    plain = re.sub(r"\s*\n\s*", "\n", plain)
    for what, instead in _BROKEN:
        plain = what.sub(instead, plain)
    plain = _DASH_BULLETS.sub("", plain)
    return [line.strip() for whole in plain.split("\n") for line in _at_semicolons(whole) if line.strip()]


def _split(text: str) -> list[str]:
    return _BULLETS.sub("\n", text.replace("\u00ad", "")).split("\n")


def _at_semicolons(line: str) -> list[str]:
    """ "Round 1: 9-11 a.m.; Round 2: 12-2 p.m." is two lines; one time with two names is one."""
    if len(line) > LINE_LETTERS or not _SEVERAL.search(line):
        return [line]
    parts = line.split(";")
    return parts if all(_TIME.search(part) for part in parts) else [line]
