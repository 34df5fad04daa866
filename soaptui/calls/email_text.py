"""An email as it was meant, to be read and not to be kept: its head, and what it says. It is kept as it came."""

import html
import re
from datetime import UTC, datetime
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple

from soaptui.text import clean
from soaptui.typed_time.details import pattern

READ_LIMIT = 12_000
"""So many characters of an email are looked through; what follows is the thread of older ones."""

SOMEBODY_WROTE = "somebody who wrote"
"""Who wrote an email that does not say so."""

_QUOTED_PRINTABLE = re.compile(r"=\n|=3D|=20\n|=C2=A0|=E2=80=[0-9A-F]{2}")
_BYTES = re.compile(r"(?:=[0-9A-F]{2})+")
_ENTITY = re.compile(r"&(?:nbsp|amp|ndash|mdash|lt|gt|quot|rsquo|#\d{2,5});")
_HEADER = pattern(
    r"[\s>*]*(?P<name>from|sent|to|cc|bcc|date|received|reply-to|importance|subject)\*?\s*:\*?(?P<rest>.*)"
)
_WROTE = pattern(r"[\s>]*on\b.{6,120}\bwrote:\s*$")
_SENDER = ("from", "to", "sent", "subject", "cc")


def readable_text(text: str) -> str:
    """The text as it was meant, to be read and not to be kept: without what mail programs put into it."""
    text = text[:READ_LIMIT]
    if _QUOTED_PRINTABLE.search(text):
        text = _BYTES.sub(_letters, re.sub(r"=[ \t]*\n", "", text))
    return html.unescape(text) if _ENTITY.search(text) else text


def _letters(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("=", "")).decode("utf-8", errors="replace")


class EmailParts(NamedTuple):
    """An email taken apart: what stands in its head by name, and the lines of what it says, with its subject."""

    head: dict[str, str]
    lines: tuple[str, ...]


def email_parts(text: str) -> EmailParts:
    """The head of an email, and what it says. A line such as "Date: Thursday" in its middle is no head."""
    head: dict[str, str] = {}
    lines: list[str] = []
    block: list[re.Match[str]] = []
    for line in [*readable_text(text).split("\n"), ""]:
        match = _HEADER.fullmatch(line)
        if match is not None:
            block.append(match)
            continue
        is_head = sum(one["name"].lower() in _SENDER for one in block) > 1 or (len(block) > 1 and not lines)
        for one in block:
            name = one["name"].lower()
            if is_head:
                head.setdefault(name, one["rest"].strip())
            if not is_head or name == "subject":
                lines.append(one["rest"].strip() if name == "subject" else one[0])
        block = []
        lines.append("" if _WROTE.fullmatch(line) else line.lstrip("> \t"))
    return EmailParts(head, tuple(lines))


class EmailSender(NamedTuple):
    """Who wrote, by the head of the email: name and address; empty where it has none."""

    name: str = ""
    address: str = ""


def sender_of(text: str) -> EmailSender:
    """Who wrote, by the head of the email."""
    name, address = parseaddr(email_parts(text).head.get("from", "").replace("[mailto:", "<").replace("]", ">"))
    return EmailSender(clean(name if name != address else ""), clean(address) if "@" in address else "")


def sender_words(text: str) -> str:
    """Who wrote, in words, as long as no program is known."""
    sender, subject = sender_of(text), email_parts(text).head.get("subject", "")
    return sender.name or sender.address or clean(subject) or SOMEBODY_WROTE


def came_at(text: str, now: datetime) -> datetime | None:
    """When it came, where its head says so with an offset from UTC; a clock without a zone may be anybody's."""
    head = email_parts(text).head
    for name in ("date", "sent", "received"):
        try:
            moment = parsedate_to_datetime(head.get(name, ""))
        except (ValueError, TypeError, IndexError):
            continue
        if moment.tzinfo is not None and moment <= now:
            return moment.astimezone(UTC)
    return None
