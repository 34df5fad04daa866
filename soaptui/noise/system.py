"""The system on which the program runs: what is asked of it, in one value, so that a test can hand in another one."""

import os
import shutil
import sys
from collections.abc import Mapping
from typing import Protocol


class System(Protocol):
    """A system. `platform` is as in sys.platform; `found` is where a command is."""

    @property
    def platform(self) -> str: ...

    @property
    def environment(self) -> Mapping[str, str]: ...

    def where_is(self, command: str) -> str | None: ...

    def exists(self, path: str) -> bool: ...

    def beep(self) -> bool: ...

    def stay_awake(self, flags: int) -> bool: ...


class ThisSystem:
    """This computer's."""

    platform: str = sys.platform

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of this process."""
        return os.environ

    def where_is(self, command: str) -> str | None:
        """Where a command is, or None."""
        return shutil.which(command)

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return os.path.exists(path)  # noqa: PTH110  # never raises, unlike Path.exists

    def beep(self) -> bool:
        """Windows' own sound for "critical stop", which returns at once. Whether it was made."""
        return _beep()

    def stay_awake(self, flags: int) -> bool:
        """Tell Windows, for the thread that says it and as long as that lives. Whether it was taken."""
        return _stay_awake(flags)


if sys.platform == "win32":
    import ctypes
    import winsound

    def _beep() -> bool:
        try:
            winsound.MessageBeep(winsound.MB_ICONHAND)
        except RuntimeError:
            return False
        return True

    def _stay_awake(flags: int) -> bool:
        return bool(ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(flags)))

else:

    def _beep() -> bool:
        return False

    def _stay_awake(flags: int) -> bool:
        return False
