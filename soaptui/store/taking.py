"""Who becomes the writer, how long that is waited for, and what is said where somebody else is."""

from datetime import datetime

from soaptui.store.lock import Holder, Lock


def take(lock: Lock, what: str, now: datetime, wait: float) -> bool:
    """Try to become the writer. A dashboard stays for days: only a command is worth a long wait.

    The note may be that of a dashboard that died, while it is a command that holds the lock now.
    """
    if lock.take(what, now, min(wait, 0.5)):
        return True
    holder = lock.holder()
    return wait > 0 and (holder is None or holder.what != "dashboard") and lock.take(what, now, wait)


def why_read_only(holder: Holder | None) -> str:
    """Why this process may only read."""
    return f"{holder or 'another soaptui'} is writing to this data"
