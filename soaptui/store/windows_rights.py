"""Who else may open the data on Windows: what the rights of a folder say, in the words of Windows itself (SDDL).

A folder outside the user's own may be open to everybody who works at the computer, whatever its mode seems to be.
"""

import re
import sys
from pathlib import Path

_OTHERS = {
    "WD": "everyone",
    "S-1-1-0": "everyone",
    "AU": "everyone who logs on",
    "S-1-5-11": "everyone who logs on",
    "IU": "everyone who logs on",
    "S-1-5-4": "everyone who logs on",
    "BU": "the users of this computer",
    "S-1-5-32-545": "the users of this computer",
    "DU": "the users of this domain",
    "BG": "guests",
    "S-1-5-32-546": "guests",
    "AN": "strangers",
    "S-1-5-7": "strangers",
    "NU": "everyone over the network",
    "S-1-5-2": "everyone over the network",
}
"""Groups that hold other people than the user (learn.microsoft.com, SID strings)."""

_READING = {"GA", "GR", "FA", "FR", "CC"}
"""Rights to read a file, in two letters each; the same as bits."""

_READING_BITS = 0x80000000 | 0x10000000 | 0x1
_ENTRY = r"\(([^()]*)\)"
_ALLOWS = {"A", "XA", "OA"}


def other_readers(sddl: str) -> list[str]:
    """Who may read, apart from the user, the system and its administrators; in plain words, each once."""
    _, found, rights = sddl.partition("D:")
    if not found:
        return []
    if rights.startswith("NO_ACCESS_CONTROL"):
        return ["everyone"]
    readers: list[str] = []
    for entry in re.findall(_ENTRY, rights.partition("S:")[0]):
        kind, _, what, _, _, who = [*entry.split(";"), "", "", "", "", "", ""][:6]
        if kind in _ALLOWS and _may_read(what) and who in _OTHERS and _OTHERS[who] not in readers:
            readers.append(_OTHERS[who])
    return readers


def _may_read(rights: str) -> bool:
    if rights.casefold().startswith("0x"):
        return bool(int(rights, 16) & _READING_BITS)
    return any(rights[at : at + 2] in _READING for at in range(0, len(rights), 2))


def rights_of(path: Path) -> str:
    """The rights of a folder or file; empty where they cannot be told."""
    return _rights(str(path))


if sys.platform == "win32":
    import ctypes

    _FILE, _ACCESS_LIST, _REVISION = 1, 4, 1
    """SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, SDDL_REVISION_1."""

    def _rights(path: str) -> str:
        advapi, kernel = ctypes.WinDLL("advapi32"), ctypes.WinDLL("kernel32")
        kernel.LocalFree.argtypes = [ctypes.c_void_p]
        descriptor, text = ctypes.c_void_p(), ctypes.c_wchar_p()
        refused = advapi.GetNamedSecurityInfoW(
            ctypes.c_wchar_p(path), _FILE, _ACCESS_LIST, None, None, None, None, ctypes.byref(descriptor)
        )
        if refused:
            return ""
        try:
            told = advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                descriptor, _REVISION, _ACCESS_LIST, ctypes.byref(text), None
            )
            return (text.value or "") if told else ""
        finally:
            kernel.LocalFree(descriptor)
            kernel.LocalFree(text)

else:

    def _rights(path: str) -> str:
        return ""
