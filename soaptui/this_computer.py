"""This computer: its name, what tells one start of it from another, its seconds asleep and awake, who runs on it.

Python's `platform` is not asked: from Python 3.12 it asks Windows' management service for most of what it says, which
takes seconds, and on a sick computer does not answer.
"""

import os
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

_TICKS = 1e7
"""Windows counts 100 nanoseconds."""


@cache
def computer_name() -> str:
    """The computer's name, as `platform.node()` would say it."""
    return _name()


def system_release() -> str:
    """The system and its version: "Linux 6.1", "Windows 10.0.22631"."""
    return _release()


@cache
def start_id() -> str:
    """What tells this start of this computer from others: its seconds, sleep included, begin again with each.

    Where the system has no name for it, that of the computer.
    """
    try:
        return _start_id() or computer_name()
    except (OSError, UnicodeError, AttributeError):
        return computer_name()


def start_is_told() -> bool:
    """Whether this system tells one start from another at all."""
    return start_id() != computer_name()


def seconds_with_sleep() -> float:
    """Seconds since some moment, those asleep too. Nobody can set them."""
    return _with_sleep()


def seconds_awake() -> float:
    """Seconds since some moment, those asleep left out where the system can tell."""
    return _awake()


def two_counts(with_sleep: Callable[[], int], awake: Callable[[], int]) -> tuple[Callable[[], float], ...]:
    """Windows' two counts in seconds, or, where it lacks one of them, Python's own twice: from two of different kinds
    no sleep can be told.
    """
    try:
        if not with_sleep() or not awake():
            return time.monotonic, time.monotonic
    except (OSError, AttributeError):  # Windows 8 and before
        return time.monotonic, time.monotonic
    return lambda: with_sleep() / _TICKS, lambda: awake() / _TICKS


def process_runs(process: int) -> bool:
    """Whether there is a process of that id; what cannot be told is yes."""
    return process > 0 and _runs(process)


if sys.platform == "win32":
    import ctypes
    import winreg

    _BOOTS = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
    _QUERY, _SYNCHRONIZE, _TIMED_OUT, _DENIED, _TOO_BIG = 0x1000, 0x00100000, 0x102, 5, 0xFFFFFFFF
    """PROCESS_QUERY_LIMITED_INFORMATION, SYNCHRONIZE, WAIT_TIMEOUT, ERROR_ACCESS_DENIED (learn.microsoft.com)."""

    def _name() -> str:
        import socket

        return socket.gethostname()

    def _release() -> str:
        version = sys.getwindowsversion()
        return f"Windows {version.major}.{version.minor}.{version.build}"

    def _start_id() -> str:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _BOOTS) as key:
            return f"{computer_name()} start {winreg.QueryValueEx(key, 'BootId')[0]}"

    def _windows_ticks(library: str, name: str) -> int:
        """One of Windows' counts of 100 nanoseconds."""
        ticks = ctypes.c_ulonglong(0)
        getattr(ctypes.WinDLL(library), name)(ctypes.byref(ticks))
        return ticks.value

    _with_sleep, _awake = two_counts(
        lambda: _windows_ticks("kernelbase", "QueryInterruptTime"),
        lambda: _windows_ticks("kernel32", "QueryUnbiasedInterruptTime"),
    )

    def _runs(process: int) -> bool:
        if process > _TOO_BIG:
            return False
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_QUERY | _SYNCHRONIZE, 0, process)
        if not handle:
            return ctypes.get_last_error() == _DENIED  # somebody else's
        try:
            return bool(kernel.WaitForSingleObject(ctypes.c_void_p(handle), 0) == _TIMED_OUT)
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))

else:

    def _name() -> str:
        return os.uname().nodename

    def _release() -> str:
        names = os.uname()
        return f"{names.sysname} {names.release}"

    def _start_id() -> str:
        if sys.platform == "darwin":
            return _system_text(b"kern.bootsessionuuid")
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()

    def _system_text(name: bytes) -> str:
        """A text that macOS knows by that name (sysctlbyname); empty where it does not."""
        import ctypes

        size = ctypes.c_size_t(128)
        answer = ctypes.create_string_buffer(size.value)
        asked = ctypes.CDLL(None).sysctlbyname(name, answer, ctypes.byref(size), None, ctypes.c_size_t(0))
        return "" if asked else answer.value.decode("ascii")

    def _with_sleep() -> float:
        # macOS' raw clock goes on in sleep, though Python's own count there does not.
        clock = time.CLOCK_MONOTONIC if sys.platform == "darwin" else getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if clock is None else time.clock_gettime(clock)

    def _awake() -> float:
        return time.monotonic()

    def _runs(process: int) -> bool:
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except OSError:
            return True  # it is somebody else's
        return True
