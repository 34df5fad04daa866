"""The shells whose commands can be completed."""

from typing import Literal, get_args

Shell = Literal["bash", "zsh", "fish", "powershell"]
SHELLS: tuple[Shell, ...] = get_args(Shell)
