"""Encrypted backups: only the passphrase opens them, and nothing that was changed is taken for whole."""

import base64
from unittest import mock

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.store import sealing


def _quick_lock(words: str) -> sealing.SealingKey:
    """One that costs as little as a file may ask for: for many examples of what does not hang on the cost."""
    with mock.patch.object(sealing, "COST", 2**10):
        return sealing.new_lock(words)


LOCK = _quick_lock("tall ships")


def test_a_lock_costs_who_guesses_what_is_promised() -> None:
    dear = sealing.new_lock("tall ships")
    assert (dear.cost, dear.blocks, dear.lanes) == (2**16, 8, 1)
    assert sealing.unseal(sealing.seal(b"data", dear), "tall ships", "x") == b"data"
    with pytest.raises(Refusal, match=r"^That is not the passphrase of x. Nothing was changed.$"):
        sealing.unseal(sealing.seal(b"data", dear), "tall shipsx", "x")


@settings(deadline=None, max_examples=40)
@given(data=st.binary(max_size=3000), words=st.text(min_size=1, max_size=30).filter(str.strip))
def test_what_was_sealed_is_opened_with_the_passphrase_alone(data: bytes, words: str) -> None:
    lock = _quick_lock(words)
    sealed = sealing.seal(data, lock)
    assert sealing.is_sealed(sealed)
    assert sealing.unseal(sealed, words, "x") == data
    with pytest.raises(Refusal, match=r"^That is not the passphrase of x. Nothing was changed.$"):
        sealing.unseal(sealed, words + "x", "x")


def test_nothing_of_the_data_or_the_passphrase_stands_in_the_file_or_the_lock() -> None:
    sealed = sealing.seal(b"Quill Harbor" * 50, LOCK)
    assert b"Quill" not in sealed
    assert b"tall ships" not in sealed
    assert b"tall ships" not in msgspec.json.encode(LOCK)
    assert sealing.seal(b"same", LOCK) != sealing.seal(b"same", LOCK), "no two files share a key"


def test_the_same_words_from_another_keyboard_open_it() -> None:
    sealed = sealing.seal(b"data", sealing.new_lock("caf\u00e9"))
    assert sealing.unseal(sealed, "cafe\u0301", "x") == b"data"


@settings(deadline=None, max_examples=150)
@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_a_file_with_one_bit_flipped_is_refused(place: int, bit: int) -> None:
    sealed = bytearray(sealing.seal(b"everything that is kept", LOCK))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(Refusal, match=r"damaged|passphrase|newer"):
        sealing.unseal(bytes(sealed), "tall ships", "x")


@pytest.mark.parametrize("left", [0, 1, 30, 200, 300, -60, -17, -1])
def test_a_file_that_was_cut_is_refused(left: int) -> None:
    sealed = sealing.seal(b"everything", LOCK)
    with pytest.raises(Refusal, match="damaged"):
        sealing.unseal(sealed[:left], "tall ships", "x")


@pytest.mark.parametrize("empty", ["", " ", "\n"])
def test_an_empty_passphrase_is_refused(empty: str) -> None:
    with pytest.raises(Refusal, match="passphrase is needed"):
        sealing.new_lock(empty)


@pytest.mark.parametrize(
    "asked", [{"cost": 2**40}, {"cost": 1000}, {"cost": 0}, {"cost": -(2**16)}, {"blocks": 10**6}, {"lanes": 0}]
)
def test_a_forged_file_cannot_ask_for_all_the_memory(asked: dict[str, int]) -> None:
    head, _, rest = sealing.seal(b"x", LOCK).partition(b"\n")
    forged = msgspec.json.decode(head)
    forged["lock"] |= asked
    with pytest.raises(Refusal, match="damaged"):
        sealing.unseal(msgspec.json.encode(forged) + b"\n" + rest, "tall ships", "x")


@pytest.mark.parametrize("public", ["", "AAAA", "not base64!", base64.b64encode(bytes(31)).decode()])
def test_a_damaged_lock_seals_nothing(public: str) -> None:
    with pytest.raises(Refusal, match="choose the passphrase again"):
        sealing.seal(b"x", msgspec.structs.replace(LOCK, public=public))
