"""The icon as each system wants it. Windows' and macOS' own formats both hold a PNG as it is."""

import struct

SUFFIX = {"linux": ".png", "windows": ".ico", "macos": ".icns"}

SIZE = 256
"""Pixels of the PNG, across and down."""


def icon_for(system: str, png: bytes) -> bytes:
    """The bytes of the icon's file on that system."""
    if system == "windows":
        return windows_icon(png)
    return mac_icon(png) if system == "macos" else png


def windows_icon(png: bytes) -> bytes:
    """An .ico with one picture; 256 is written as 0 there."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", SIZE % 256, SIZE % 256, 0, 0, 1, 32, len(png), len(head) + 16)
    return head + entry + png


def mac_icon(png: bytes) -> bytes:
    """An .icns with one picture of 256 by 256 (its kind is ic08)."""
    return b"icns" + struct.pack(">I", 16 + len(png)) + b"ic08" + struct.pack(">I", 8 + len(png)) + png
