"""What rings, in which words, by which command: all of it without a sound."""

import io
import re
import wave
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soaptui.noise import Noise, desktop, terminal
from soaptui.noise.alarm_sound import WaveFile, alarm_wave
from soaptui.noise.awake import keeper
from soaptui.week.alarm_levels import SOFTEST_FIRST, AlarmLevel
from tests.clocks import FakeClock
from tests.unit.agenda_helpers import at

EVERY_LEVEL = st.sampled_from(SOFTEST_FIRST)
HOSTILE = "Quill\x1b\\\x1b]52;c;ZXZpbA==\x07 Harbor\x9c\x07;rm\r\n`id` $(id) \"x\" 'y' \u202eabc\ud800"
SEQUENCE = re.compile("\x1b\\]([0-9]+);([^\x00-\x1f\x7f-\x9f]*)\x1b\\\\")
NAMES = {
    "linux": ("notify-send", "paplay", "systemd-inhibit", "cat"),
    "darwin": ("/usr/bin/osascript", "/usr/bin/afplay", "/usr/bin/caffeinate"),
    "win32": ("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",),
}


class Pretended:
    """A system that has the commands named, and starts none: they are found in a folder that is not there."""

    def __init__(self, platform: str, names: tuple[str, ...] | None = None, **environment: str) -> None:
        self.platform = platform
        self.names = NAMES[platform] if names is None else names
        self.environment: Mapping[str, str] = MappingProxyType({"TERM": "xterm-256color", **environment})
        self.flags: list[int] = []
        self.played = 0

    def where_is(self, command: str) -> str | None:
        return f"/nowhere/{command}" if command in self.names else None

    def wave_file(self) -> str:
        return "/nowhere/alarm.wav"

    def play(self) -> str:
        self.played += 1
        return "alarm sound"

    def tidy(self) -> None:
        """Nothing was made."""

    def stay_awake(self, flags: int) -> bool:
        self.flags.append(flags)
        return True


def silent(**environment: str) -> Pretended:
    """A Linux without any command."""
    return Pretended("linux", (), **environment)


def noise(system: Pretended, notify: str = "", clock: FakeClock | None = None) -> Noise:
    return Noise(lambda: notify, clock or FakeClock(at("03-18 10:00")), system)


def rung(level: AlarmLevel, what: str, notify: str = "", **environment: str) -> str:
    """What reaches the terminal when it rings once."""
    written: list[str] = []
    noise(silent(**environment), notify).ring(level, what, written.append)
    assert len(written) == 1
    return written[0]


# -- the terminal


@pytest.mark.parametrize(("level", "bells"), [("toast", 1), ("banner", 2), ("screen", 3)])
def test_the_bell_rings_more_often_as_it_gets_urgent(level: AlarmLevel, bells: int) -> None:
    assert rung(level, "Round 1 closes").count("\x07") == bells


def test_a_toast_is_a_bell_and_no_more() -> None:
    assert rung("toast", "Round 1 opens") == "\x07"


@pytest.mark.parametrize("level", ["banner", "screen"])
def test_what_is_urgent_is_in_the_title_and_in_a_notification(level: AlarmLevel) -> None:
    found = dict(SEQUENCE.findall(rung(level, "Answer the offer of Quill Harbor")))
    assert found == {"2": "! Answer the offer of Quill Harbor", "9": "soaptui: Answer the offer of Quill Harbor"}


def test_the_setting_adds_the_other_notifications() -> None:
    both = dict(SEQUENCE.findall(rung("screen", "One; two", "777 99")))
    assert both["777"] == "notify;soaptui;One, two"
    assert both["99"] == "i=soaptui:u=2:d=1:p=body;One; two"
    assert "777" not in dict(SEQUENCE.findall(rung("screen", "One", "99")))
    assert "99" not in dict(SEQUENCE.findall(rung("screen", "One", "nonsense \x1b]0;x")))


def test_the_setting_is_asked_anew_at_each_ring() -> None:
    said, written = [""], list[str]()
    ringing = Noise(lambda: said[0], FakeClock(at("03-18 10:00")), silent())
    ringing.ring("banner", "One", written.append)
    said[0] = "777"
    ringing.ring("banner", "One", written.append)
    assert ["777;notify" in text for text in written] == [False, True]


@given(st.text(), EVERY_LEVEL)
@example(HOSTILE, "screen")
@example("4;1;50", "banner")
@settings(max_examples=150)
def test_no_text_ends_a_sequence_or_begins_one(what: str, level: AlarmLevel) -> None:
    written = rung(level, what, "777 99")
    rest = SEQUENCE.sub("", written)
    assert rest.strip("\x07") in ("", "\x1b[22;2t")
    numbers = [number for number, _ in SEQUENCE.findall(written)]
    assert numbers == {"toast": ["777", "99", "99"]}.get(level, ["2", "9", "777", "99", "99"])
    assert "]9;4;" not in written
    written.encode("utf-8")


def test_a_text_of_any_length_makes_a_short_title_and_a_short_notification() -> None:
    found = dict(SEQUENCE.findall(rung("screen", "Quill " * 1000)))
    assert len(found["2"]) == terminal.TITLE_LIMIT
    assert len(found["9"]) == len("soaptui: ") + terminal.NOTE_LIMIT
    assert found["2"].endswith("…")


def test_tmux_is_asked_to_hand_notifications_on_and_keeps_the_title() -> None:
    written = rung("banner", "One", TMUX="/tmp/tmux-1/default,1,0")
    assert "\x1bPtmux;\x1b\x1b]9;soaptui: One\x1b\x1b\\\x1b\\" in written
    assert "\x1b]2;! One\x1b\\" in written


@pytest.mark.parametrize("term", ["linux", "dumb"])
def test_a_bare_console_gets_the_bell_alone(term: str) -> None:
    assert rung("screen", "One", "777 99", TERM=term) == "\x07\x07\x07"


def test_the_title_is_put_aside_once_and_comes_back_once() -> None:
    ringing, written = noise(silent()), list[str]()
    ringing.quiet(written.append)
    assert written == []
    ringing.ring("banner", "One", written.append)
    ringing.ring("screen", "Two", written.append)
    assert "".join(written).count("\x1b[22;2t") == 1
    written.clear()
    ringing.end(written.append)
    ringing.end(written.append)
    assert written == ["\x1b]2;soaptui\x1b\\\x1b[23;2t"]
    ringing.ring("banner", "Three", written.append)
    assert "\x1b[22;2t" in written[-1]


def test_a_terminal_that_is_gone_is_said_and_stops_nothing() -> None:
    def refuse(text: str) -> None:
        raise BrokenPipeError("gone")

    ringing = noise(silent())
    assert ringing.ring("screen", "One", refuse)[0] == "the terminal accepted nothing: gone"
    ringing.end(refuse)


def test_what_was_done_is_told_for_the_log() -> None:
    done = noise(silent(), "99").ring("banner", "One", len)
    assert done == ["bell 2", "title", "OSC 9", "OSC 99", "no command for notifications"]


# -- the desktop


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@given(what=st.text(), level=EVERY_LEVEL)
@example(what=HOSTILE, level="screen")
@example(what='-e do shell script "id"', level="banner")
@example(what="--help", level="banner")
@settings(max_examples=60)
def test_the_words_are_one_argument_or_one_variable_and_never_part_of_a_script(
    platform: str, what: str, level: AlarmLevel
) -> None:
    system = Pretended(platform)
    made, other = (desktop.notification(system, level, text) for text in (what, "something else"))
    assert made is not None and other is not None
    text = terminal.spoken(what)
    values = [*made.arguments, *made.environment.values()]
    others = [*other.arguments, *other.environment.values()]
    place = others.index("something else")
    assert values[place] == text
    assert values[:place] + values[place + 1 :] == others[:place] + others[place + 1 :]
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text)
    if platform == "linux":
        assert made.arguments[place - 1] == "--"
    elif platform == "darwin":
        assert made.arguments[place - 1] == "soaptui"
    else:
        assert made.environment == {"SOAPTUI_SAYS": text}


def test_the_script_for_windows_comes_through_a_command_line_as_it_is() -> None:
    made = desktop.notification(Pretended("win32"), "screen", "One")
    assert made is not None
    script = made.arguments[-1]
    assert '"' not in script
    assert "\n" not in script
    assert "$env:SOAPTUI_SAYS" in script


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_system_without_commands_has_no_notification_no_sound_and_no_way_to_stay_awake(platform: str) -> None:
    system = Pretended(platform, ())
    assert desktop.notification(system, "screen", "One") is None
    assert desktop.sound(system) is None
    assert keeper(system, 7) is None


def test_a_command_that_cannot_be_started_is_said_and_the_rest_rings() -> None:
    written: list[str] = []
    done = noise(Pretended("linux")).ring("screen", "One", written.append)
    assert written[0].count("\x07") == 3
    assert any(one.startswith("notify-send cannot be started") for one in done)
    assert any(one.startswith("paplay cannot be started") for one in done)


def test_the_same_words_come_on_the_desktop_again_only_after_a_while_whatever_their_figures() -> None:
    clock = FakeClock(at("03-18 10:59"))
    ringing = noise(silent(), clock=clock)

    def tried(level: AlarmLevel, what: str) -> bool:
        return "no command for notifications" in ringing.ring(level, what, len)

    assert tried("screen", "Round closes in 0:59")
    clock.advance(2)
    assert not tried("screen", "Round closes in 0:57")
    assert tried("screen", "Interview at Mossgrove")
    assert tried("banner", "Round closes in 0:57")
    clock.advance(28)
    assert tried("screen", "Round closes in 0:29")


def test_windows_plays_the_sound_for_what_fills_the_screen_alone() -> None:
    system = Pretended("win32", ())
    ringing = noise(system)
    for level in SOFTEST_FIRST:
        ringing.ring(level, "One", len)
    assert system.played == 1


# -- the sound of the last alarm


def test_the_sound_is_a_wave_of_several_seconds_that_is_loud() -> None:
    with wave.open(io.BytesIO(alarm_wave())) as read:
        samples = read.readframes(read.getnframes())
        seconds = read.getnframes() / read.getframerate()
        assert (read.getnchannels(), read.getsampwidth()) == (1, 1)
    assert 3 < seconds < 10
    assert max(samples) > 220
    assert min(samples) < 36
    assert samples.count(0x80) < len(samples) / 2, "more tone than pause"


def test_the_file_for_commands_is_that_wave_made_once_and_taken_away() -> None:
    file = WaveFile()
    path = Path(file.path())
    assert path.read_bytes() == alarm_wave()
    assert file.path() == str(path)
    file.remove()
    file.remove()
    assert not path.exists()
    assert Path(file.path()).exists(), "and made again when it is wanted again"
    file.remove()


def test_no_file_can_be_made_and_the_bell_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert WaveFile().path() == ""


@pytest.mark.parametrize(
    ("platform", "names", "expected"),
    [
        ("darwin", ("/usr/bin/afplay",), "afplay"),
        ("linux", ("aplay", "paplay"), "paplay"),
        ("linux", ("aplay",), "aplay"),
        ("linux", ("canberra-gtk-play",), "canberra-gtk-play"),
    ],
)
def test_each_system_plays_it_by_what_it_has(platform: str, names: tuple[str, ...], expected: str) -> None:
    command = desktop.sound(Pretended(platform, names))
    assert command is not None
    assert command.name == expected
    assert ("/nowhere/alarm.wav" in command.arguments) is (expected != "canberra-gtk-play")


# -- Linux inside Windows

WSL = ("/mnt/c/Windows/System32/WindowsPowerShell/v1.0/powershell.exe", "notify-send")


def test_linux_inside_windows_shows_windows_own_notification_with_the_words_handed_over() -> None:
    system = Pretended("linux", WSL, WSL_DISTRO_NAME="Ubuntu", WSLENV="OTHER/p")
    made = desktop.notification(system, "screen", "Round 1 closes")
    assert made is not None
    assert made.name == "toast"
    assert made.environment == {"SOAPTUI_SAYS": "Round 1 closes", "WSLENV": "OTHER/p:SOAPTUI_SAYS"}
    alone = desktop.notification(Pretended("linux", WSL, WSL_DISTRO_NAME="Ubuntu"), "screen", "One")
    assert alone is not None
    assert alone.environment["WSLENV"] == "SOAPTUI_SAYS"


def test_linux_inside_windows_without_a_player_has_windows_tones() -> None:
    command = desktop.sound(Pretended("linux", WSL, WSL_DISTRO_NAME="Ubuntu"))
    assert command is not None
    assert command.name == "tones"
    assert '"' not in command.arguments[-1]
