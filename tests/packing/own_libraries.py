"""Runs first in a packed program: what it starts (a sound, a notification) is to load the libraries of the system."""

import os

ours, before = "LD_LIBRARY_PATH", os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is not None:
    os.environ[ours] = before
else:
    os.environ.pop(ours, None)
