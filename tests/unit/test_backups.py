"""Which backups are taken, and which are kept for how long."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.store import backups
from tests.unit.store_helpers import START

Backup = tuple[datetime, Path]


def backup(taken: datetime, number: int = 0, before: str = "") -> Backup:
    """A backup under the name that it would have."""
    mark = f"-before-{before}" if before else ""
    return taken, Path(f"store-{taken:%Y%m%dT%H%M%S}Z-{number}{mark}.json")


ONE = st.tuples(
    st.one_of(st.integers(-3600, 90_000), st.integers(0, 40 * 86_400)), st.sampled_from(["", "", "", "import"])
)
SETS = st.lists(ONE, max_size=80).map(
    lambda ages: sorted(
        (backup(START - timedelta(seconds=age), n, before) for n, (age, before) in enumerate(ages)), reverse=True
    )
)


@settings(deadline=None, max_examples=150)
@given(found=SETS)
def test_the_newest_twenty_are_kept(found: list[Backup]) -> None:
    assert {path for _, path in found[:20]} <= backups.backups_to_keep(found, START)


@settings(deadline=None, max_examples=150)
@given(found=SETS)
def test_every_hour_of_the_last_day_keeps_one_if_it_had_one(found: list[Backup]) -> None:
    kept = backups.backups_to_keep(found, START)
    recent = [(t, p) for t, p in found if START - t <= timedelta(hours=24)]
    assert {f"{t:%d %H}" for t, p in recent if p in kept} == {f"{t:%d %H}" for t, _ in recent}


@settings(deadline=None, max_examples=150)
@given(found=SETS)
def test_every_day_of_two_weeks_keeps_one_if_it_had_one(found: list[Backup]) -> None:
    kept = backups.backups_to_keep(found, START)
    recent = [(t, p) for t, p in found if START - t <= timedelta(days=14)]
    assert {t.date() for t, p in recent if p in kept} == {t.date() for t, _ in recent}


@settings(deadline=None, max_examples=150)
@given(found=SETS)
def test_a_backup_before_something_large_is_kept_for_a_month_and_no_longer_for_its_own_sake(
    found: list[Backup],
) -> None:
    kept = backups.backups_to_keep(found, START)
    for position, (taken, path) in enumerate(found):
        if "-before-" in path.name and START - taken <= timedelta(days=30):
            assert path in kept
        elif START - taken > timedelta(days=14) and position >= 20:
            assert path not in kept


@settings(deadline=None, max_examples=150)
@given(found=SETS)
def test_pruning_what_is_pruned_removes_nothing_more(found: list[Backup]) -> None:
    kept = backups.backups_to_keep(found, START)
    assert kept <= {path for _, path in found}
    assert backups.backups_to_keep([item for item in found if item[1] in kept], START) == kept


def test_a_month_of_backups_every_quarter_of_an_hour_stays_a_few_dozen() -> None:
    held: list[Backup] = []
    for number in range(4 * 24 * 30):
        now = START + timedelta(minutes=15 * number)
        held = [backup(now, number), *held]
        keep = backups.backups_to_keep(held, now)
        held = [item for item in held if item[1] in keep]
        assert len(held) <= 20 + 25 + 15
    assert len({taken.date() for taken, _ in held}) == 15


@pytest.mark.posix
def test_a_backup_is_the_file_as_it_was_and_for_its_user_alone(tmp_path: Path) -> None:
    current = tmp_path / "store.json"
    current.write_bytes(b"one")
    current.chmod(0o600)
    copy = backups.take_backup(tmp_path / "backups", current, 7, START)
    assert copy is not None
    assert copy.name == "store-20270318T141205Z-7.json"
    assert copy.read_bytes() == b"one"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "backups").stat().st_mode) == 0o700
    assert backups.rolling_backups(tmp_path / "backups") == [(START, copy)]


def test_a_minute_passes_between_backups(tmp_path: Path) -> None:
    current = tmp_path / "store.json"
    current.write_bytes(b"one")
    folder = tmp_path / "backups"
    taken = [backups.take_backup(folder, current, n, START + timedelta(seconds=20 * n)) for n in range(7)]
    assert [copy is not None for copy in taken] == [True, False, False, True, False, False, True]


def test_a_clock_that_was_set_back_does_not_stop_the_backups(tmp_path: Path) -> None:
    current = tmp_path / "store.json"
    current.write_bytes(b"one")
    assert backups.take_backup(tmp_path / "backups", current, 1, START)
    assert backups.take_backup(tmp_path / "backups", current, 2, START - timedelta(hours=1))


def test_a_backup_before_something_large_is_always_taken_and_stands_on_its_own(tmp_path: Path) -> None:
    """The current file stays in use, and a program that writes into it in place must not reach the backup."""
    current = tmp_path / "store.json"
    current.write_bytes(b"one")
    folder = tmp_path / "backups"
    backups.take_backup(folder, current, 1, START)
    copy = backups.take_backup(folder, current, 1, START + timedelta(seconds=1), "import")
    assert copy is not None
    assert copy.name.endswith("-1-before-import.json")
    current.write_bytes(b"two")
    assert copy.read_bytes() == b"one"


def test_where_there_is_nothing_yet_there_is_no_backup(tmp_path: Path) -> None:
    assert backups.take_backup(tmp_path / "backups", tmp_path / "store.json", 0, START) is None
    assert backups.rolling_backups(tmp_path / "backups") == []


def test_files_of_other_names_are_no_backups_and_stay(tmp_path: Path) -> None:
    strangers = ["store-mine.json", "store-20271399T000000Z-1.json", "store-20270318T141205Z-1.json.bak", "x.txt"]
    for name in strangers:
        (tmp_path / name).write_bytes(b"mine")
    old = tmp_path / "store-20200101T000000Z-1.json"
    for n in range(20):
        (tmp_path / f"store-20270318T1412{n:02d}Z-1.json").write_bytes(b"one")
    old.write_bytes(b"old")
    backups.prune(tmp_path, START)
    assert not old.exists()
    assert len(backups.rolling_backups(tmp_path)) == 20
    assert all((tmp_path / name).exists() for name in strangers)


def test_the_oldest_go_when_the_room_is_used_up_but_never_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "TOTAL_BYTES", 250)
    for n in range(5):
        (tmp_path / f"store-20270318T1412{n:02d}Z-{n}.json").write_bytes(b"x" * 100)
    backups.prune(tmp_path, START)
    assert [path.name[-6:] for _, path in backups.rolling_backups(tmp_path)] == ["4.json", "3.json"]
    monkeypatch.setattr(backups, "TOTAL_BYTES", 50)
    backups.prune(tmp_path, START)
    assert [path.name for _, path in backups.rolling_backups(tmp_path)] == ["store-20270318T141204Z-4.json"]


def test_the_room_is_not_used_up_by_what_goes_anyway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "TOTAL_BYTES", 2150)
    day = datetime(2027, 3, 17, 3, 0, tzinfo=UTC)  # more than a day ago: one of these is kept
    for n in range(15):
        (tmp_path / f"store-{day + timedelta(minutes=n):%Y%m%dT%H%M%S}Z-0.json").write_bytes(b"x" * 100)
    for n in range(20):
        (tmp_path / f"store-{START - timedelta(minutes=n):%Y%m%dT%H%M%S}Z-0.json").write_bytes(b"x" * 100)
    backups.prune(tmp_path, START)
    assert len(backups.rolling_backups(tmp_path)) == 21
