"""The system on which the program runs: what is asked of it, in one value, so that a test can hand in another one."""

import contextlib
import os
import shutil
import sys
from collections.abc import Mapping
from typing import Protocol

from soaptui.noise.alarm_sound import WaveFile, alarm_wave


class System(Protocol):
    """A system. `platform` is as in sys.platform; `found` is where a command is."""

    @property
    def platform(self) -> str: ...

    @property
    def environment(self) -> Mapping[str, str]: ...

    def where_is(self, command: str) -> str | None: ...

    def wave_file(self) -> str: ...

    def play(self) -> str: ...

    def tidy(self) -> None: ...

    def stay_awake(self, flags: int) -> bool: ...


class ThisSystem:
    """This computer's."""

    platform: str = sys.platform

    def __init__(self) -> None:
        self._wave = WaveFile()

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of this process."""
        return os.environ

    def where_is(self, command: str) -> str | None:
        """Where a command is, or None."""
        return shutil.which(command)

    def wave_file(self) -> str:
        """Where the sound of the last alarm is, for a command that plays files; empty where there can be none."""
        return self._wave.path()

    def play(self) -> str:
        """Have Windows play the sound of the last alarm, without waiting. What was done."""
        return _play()

    def tidy(self) -> None:
        """Leave nothing behind."""
        self._wave.remove()

    def stay_awake(self, flags: int) -> bool:
        """Tell Windows, for the thread that says it and as long as that lives. Whether it was taken."""
        return _stay_awake(flags)


if sys.platform == "win32":
    import ctypes
    import threading
    import winsound

    _playing = threading.Event()

    def _play() -> str:
        if not ctypes.WinDLL("winmm").waveOutGetNumDevs():
            return "no sound: Windows has no loudspeaker"
        if not _playing.is_set():
            _playing.set()
            threading.Thread(target=_play_to_its_end, name="alarm sound", daemon=True).start()
        return "alarm sound"

    def _play_to_its_end() -> None:
        # From memory Windows plays only while somebody waits for it.
        try:
            winsound.PlaySound(alarm_wave(), winsound.SND_MEMORY | winsound.SND_NODEFAULT)
        except RuntimeError:
            with contextlib.suppress(RuntimeError):
                winsound.MessageBeep(winsound.MB_ICONHAND)
        finally:
            _playing.clear()

    def _stay_awake(flags: int) -> bool:
        return bool(ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(flags)))

else:

    def _play() -> str:
        return "no sound"

    def _stay_awake(flags: int) -> bool:
        return False
