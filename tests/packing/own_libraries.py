"""Run by a packed program before anything of its own: what it starts (a sound, a notification) has its own libraries."""

import os

ours, before = "LD_LIBRARY_PATH", os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is not None:
    os.environ[ours] = before
else:
    os.environ.pop(ours, None)
