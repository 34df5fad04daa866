"""A page that a person reads, with a whole copy of the data in it: what is kept of a season, in one file.

The copy stands in base64, so that nothing of it can be taken for markup, and has the checksum of every backup.
"""

import base64
import binascii

from soaptui.refusal import Refusal

_BEGINS, _ENDS = b'<script type="text/plain" id="soaptui-data">\n', b"\n</script>\n"
_PAGE = b"<!DOCTYPE html>"
_CLOSES = b"</body>"


def page_with_data(page: bytes, data: bytes) -> bytes:
    """The page with the copy at its end, where no browser shows it."""
    head, body_ends, rest = page.rpartition(_CLOSES)
    return head + _BEGINS + base64.encodebytes(data).rstrip(b"\n") + _ENDS + body_ends + rest


def data_in_page(whole: bytes, name: str) -> bytes:
    """The copy that stands in such a page; what is no such page as it is. Raises Refusal for a damaged one."""
    if not whole.startswith(_PAGE):
        return whole
    _, begins, rest = whole.rpartition(_BEGINS)
    coded, ends, _ = rest.partition(_ENDS)
    if not begins or not ends:
        raise Refusal(f"{name} is a page without a copy of the data: soaptui cannot restore it.")
    try:
        return base64.b64decode(b"".join(coded.split()), validate=True)
    except binascii.Error:
        raise Refusal(f"{name} is damaged: the copy in it cannot be read. Nothing was changed.") from None
