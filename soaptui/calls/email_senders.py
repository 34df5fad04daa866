"""Which program wrote an email, by code, address, number or name in it: proposed, never taken."""

import re
from collections.abc import Iterator

import msgspec

from soaptui.calls import phone_numbers
from soaptui.calls.email_text import email_parts, readable_text
from soaptui.nrmp_code import find_codes
from soaptui.programs import names
from soaptui.records import Program, State

MOST = 5
"""So many programs are proposed."""

LEAST = 30
"""What weighs less says nothing."""

TELLING = 0.4
"""A word that tells more than this of an institution (of 1) is one that its name cannot do without."""

SHORTEST = 4
"""A shorter word is found in any address by chance."""

_ADDRESS = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})")
_NUMBER = re.compile(r"\+?\(?\d[\d ().-]{7,}\d")
_ANYBODYS = frozenset(
    {"gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "aol.com"}
    | {"thalamusgme.com", "aamc.org", "ecfmg.org", "nrmp.org", "liaisonedu.com", "zoom.us", "microsoft.com"}
)
"""Domains of which every program may write."""


class ProposedSender(msgspec.Struct, frozen=True):
    """A program that may have written, and why it is thought of; the heavier, the likelier."""

    program: str
    why: str
    weight: int


class _Written(msgspec.Struct, frozen=True):
    """What stands in an email and may name a program."""

    codes: frozenset[str]
    addresses: frozenset[str]
    domains: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]
    specialties: frozenset[str]


def proposed_senders(state: State, text: str) -> tuple[ProposedSender, ...]:
    """The programs that may have written it, the likeliest first."""
    written = _read(text)
    sent = {item.program for item in state.applications.values() if item.sent is not None}
    proposals = []
    for program in state.programs.values():
        reasons = [*_reasons(program, written)]
        weight = max((weight for weight, _ in reasons), default=0)
        if weight < LEAST:
            continue
        weight += 2 * sum(1 for _ in reasons) + 5 * (program.id in sent)
        weight += 10 if names.discipline_of(program).specialty in written.specialties else 0
        proposals.append(ProposedSender(program.id, ", ".join(why for _, why in reasons), weight))
    unlisted = sorted(written.codes - state.programs.keys())
    proposals += [ProposedSender(code, "its code is in the email; it is not in your list", 100) for code in unlisted]
    proposals.sort(key=lambda one: (-one.weight, one.program))
    by_code = [one for one in proposals if one.program in written.codes]
    return tuple((by_code or proposals)[:MOST])


def likeliest(proposals: tuple[ProposedSender, ...]) -> ProposedSender | None:
    """The one that is ahead of all others; None where there are two alike, or none."""
    if not proposals or (len(proposals) > 1 and proposals[1].weight == proposals[0].weight):
        return None
    return proposals[0]


def _read(text: str) -> _Written:
    whole = readable_text(text)
    small = whole.casefold()
    found = {match[0].strip("."): match[1] for match in _ADDRESS.finditer(small)}
    lines = [line for line in email_parts(text).lines if line.strip()]
    return _Written(
        codes=frozenset(code.text for code in find_codes(whole)),
        addresses=frozenset(found),
        domains=frozenset(domain for one in found.values() if (domain := _registered(one)) not in _ANYBODYS),
        numbers=frozenset(phone_numbers.whole(match) for match in _NUMBER.findall(whole)),
        words=frozenset(names.words(whole)),
        specialties=frozenset(named for line in lines if (named := names.discipline(line[:300]).specialty)),
    )


def _registered(domain: str) -> str:
    """The part of a domain that somebody owns: mail.mercy.org is of mercy.org."""
    return ".".join(domain.split(".")[-2:])


def _reasons(program: Program, written: _Written) -> Iterator[tuple[int, str]]:
    """Why a program may have written, each with how much it weighs."""
    if program.code and program.code in written.codes:
        yield 100, "its code is in the email"
    if program.email and program.email.casefold() in written.addresses:
        yield 90, f"{program.email} is its address"
    if program.phone and phone_numbers.whole(program.phone) in written.numbers:
        yield 80, "its telephone number is in the email"
    telling = [word for word in names.institution_of(program) if names.weight(word) > TELLING]
    if telling and written.words.issuperset(telling):
        yield 50, "its name is in the email"
    own = {_registered(_host(address)) for address in (program.email, program.url) if address}
    if shared := sorted(own & written.domains):
        yield 40, f"{shared[0]} is its domain"
    elif domain := _named_in(telling, written):
        yield 30, f"its name is in {domain}"


def _host(address: str) -> str:
    host = address.casefold().rpartition("@")[2].partition("://")
    return (host[2] or host[0]).partition("/")[0]


def _named_in(telling: list[str], written: _Written) -> str:
    """A domain that has every telling word of the name in it."""
    long = [word for word in telling if len(word) >= SHORTEST]
    if not long or len(long) < len(telling):
        return ""
    return next((one for one in sorted(written.domains) if all(word in one for word in long)), "")
