"""A dialog of the profile that is left: what is filled in and can be taken is kept, what cannot be is asked once."""

from collections.abc import Mapping
from datetime import datetime

from soaptui.profile_settings import profile_with
from soaptui.records import Profile
from soaptui.refusal import Refusal
from soaptui.screens.commands import key_for
from soaptui.screens.session import Session


def kept_profile(profile: Profile, typed: Mapping[str, str], now: datetime) -> tuple[Profile, dict[str, str]]:
    """The profile with every value that can be taken; and of each that cannot, why not."""
    refused: dict[str, str] = {}
    for key, value in typed.items():
        try:
            profile = profile_with(profile, [f"{key}={value}"], now)
        except Refusal as error:
            refused[key] = str(error)
    return profile, refused


class LeavingKept:
    """What was filled in when it was opened, and what was refused at the last try to leave."""

    def __init__(self, opened: Mapping[str, str]) -> None:
        self._opened = dict(opened)
        self._told: dict[str, str] | None = None

    def leave(self, session: Session, typed: dict[str, str]) -> tuple[Profile | None, tuple[str, str] | None]:
        """The profile to be kept, None if nothing was filled in; and the field to ask about, the first time."""
        if typed == self._opened:
            return None, None
        kept, refused = kept_profile(session.state.me, typed, session.now)
        if refused and typed != self._told:
            self._told = typed
            field, reason = next(iter(refused.items()))
            return kept, (field, f"{reason} {key_for('dialog.close')} again leaves without it.")
        return kept, None
