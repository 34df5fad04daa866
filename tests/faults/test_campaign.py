"""Faults: a small part of the campaign. `make faults` runs the whole of it."""

import pytest

from soaptui.store import files, witness
from soaptui.store.witness import Witness
from tests.faults.campaign import FAULTS, Fault, Row, run, table

SHORT = [fault for fault in FAULTS if fault.seldom]
"""The others have a test of their own."""


@pytest.mark.parametrize("fault", SHORT, ids=[fault.name for fault in SHORT])
def test_nothing_that_was_called_saved_is_lost_unsaid(fault: Fault) -> None:
    row = run(fault, fault.seldom)
    assert row.times >= 1
    assert row.saved > 0
    assert row.unsaid == 0


def named(word: str) -> Fault:
    """The fault that has the word in its name."""
    return next(fault for fault in FAULTS if word in fault.name)


def test_the_campaign_sees_a_disk_that_is_not_synced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "sync", lambda descriptor: None)
    assert run(named("power"), 30).unsaid > 0


def test_the_campaign_sees_a_loss_that_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    write = witness.write_witness
    monkeypatch.setattr(witness, "write_witness", lambda folder, said: write(folder, Witness(store=said.store)))
    assert run(named("cut short"), 40).unsaid > 0


def test_the_table_has_a_line_for_each_fault() -> None:
    assert table([Row("kill", 1000, 7123, 3, 1)]).splitlines()[-1] == "| kill | 1,000 | 7,123 | 2 | 1 |"
