"""A signal before the dashboard's own end stands guard: held, obeyed, or sent on to a command."""

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from soaptui import cli
from soaptui.cli import INTERRUPTED
from soaptui.cli import signals as cli_signals
from soaptui.cli.signals import Signals


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_what_comes_while_it_is_not_known_what_was_asked_for_ends_the_dashboard_with_0() -> None:
    signals = Signals()
    signals.hold()
    signal.raise_signal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended:
        signals.obey(INTERRUPTED)
    assert ended.value.code == 0


def test_what_comes_later_ends_it_at_once_and_control_c_too() -> None:
    signals = Signals()
    signals.hold()
    signals.obey(INTERRUPTED)
    with pytest.raises(SystemExit):
        signal.raise_signal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended:
        signal.raise_signal(signal.SIGINT)
    assert ended.value.code == INTERRUPTED


@pytest.mark.posix
def test_control_c_in_the_middle_of_code_made_of_a_text_is_no_death_by_it() -> None:
    code = (
        "from soaptui.cli.signals import SIGNALS\n"
        "SIGNALS.obey(130)\n"
        "exec('import signal; signal.raise_signal(signal.SIGINT)')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == INTERRUPTED


def test_an_end_that_was_swallowed_is_made_up_for() -> None:
    signals = Signals()
    signals.hold()
    signals.obey(INTERRUPTED)
    with contextlib.suppress(SystemExit):
        signal.raise_signal(signal.SIGTERM)
    with pytest.raises(SystemExit):
        signals.check()


def test_a_command_is_sent_what_was_held_as_if_nothing_had_been() -> None:
    came: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: came.append(number))
    signals = Signals()
    signals.hold()
    signal.raise_signal(signal.SIGTERM)
    assert came == []
    signals.release()
    assert came == [signal.SIGTERM]
    signal.raise_signal(signal.SIGTERM)
    assert came == [signal.SIGTERM] * 2


def test_what_this_process_was_told_to_ignore_stays_ignored() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signals = Signals()
    signals.hold()
    signals.obey(INTERRUPTED)
    signal.raise_signal(signal.SIGTERM)
    signals.check()


def test_an_exception_that_python_makes_of_a_signals_ends_politely_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(arguments: object) -> int:
        cli_signals.SIGNALS._came = signal.SIGTERM
        raise RuntimeError("Error calling __set_name__")  # what Python 3.11 makes of SystemExit there

    monkeypatch.setattr(cli_signals, "SIGNALS", Signals())
    monkeypatch.setattr(cli, "_run", breaking)
    with pytest.raises(SystemExit) as ended:
        cli.main(["next"])
    assert ended.value.code == 0
