"""Who may come in: which names the server answers to, which pages may talk to it, and the words that open it once.

Another web page in the same browser can send requests here, and can have its own name lead here (DNS rebinding). It
is refused by the names in `Host` and `Origin`, which no page can choose; anybody else on this computer, by the token.
"""

import hmac
import secrets
from collections.abc import Mapping
from typing import Literal, NamedTuple

TOKEN_BYTES = 24

Asked = Literal["page", "data", "socket", "write"]
"""What is asked for: a page or its parts, data for it, a connection that stays, something to be written down."""

MOST_BROWSERS = 20

FROM_HERE = ("same-origin", "none")
"""What a browser says of a request of the page itself, or of its user; another port here is "same-site"."""


class NotLetIn(NamedTuple):
    """Why a request is not answered: an HTTP status, and a sentence."""

    status: int
    why: str


WRONG_HOST = NotLetIn(421, "This address is wrong. Use the one that soaptui printed in its terminal.")
WRONG_ORIGIN = NotLetIn(403, "Another web page asked for this. Only soaptui's own page may.")
NO_ORIGIN = NotLetIn(403, "This is not from soaptui's own page. Open the address that soaptui printed.")
NO_TOKEN = NotLetIn(
    401, "This browser is not allowed yet. Open the whole address that soaptui printed in its terminal."
)
USED_TOKEN = NotLetIn(
    401,
    "This address was already used, or there is a newer one. soaptui printed a new one in its terminal: use "
    "the new one.",
)
FULL = NotLetIn(503, "Too many browsers are open. Stop soaptui serve in its terminal, and start it again.")


class Doors:
    """The doors of one server: its names (host and port) and its origins, the newest token, the browsers let in."""

    def __init__(self, names: frozenset[str], scheme: str) -> None:
        self.names = names
        self.origins = frozenset(f"{scheme}://{name}" for name in names)
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self._browsers: list[str] = []

    def why_refused(self, asked: Asked, headers: Mapping[str, str], browser: str) -> NotLetIn | None:
        """Why this request is not answered; None where it is. `browser` is what its cookie says."""
        if headers.get("Host", "").casefold() not in self.names:
            return WRONG_HOST
        origin = headers.get("Origin")
        if origin is not None and origin.casefold() not in self.origins:
            return WRONG_ORIGIN
        if headers.get("Sec-Fetch-Site", "none") not in FROM_HERE and asked != "page":
            return WRONG_ORIGIN
        if asked in ("socket", "write") and origin is None:
            return NO_ORIGIN
        return None if self.knows(browser) else NO_TOKEN

    def knows(self, browser: str) -> bool:
        """Whether this browser was let in."""
        known = [hmac.compare_digest(browser.encode(), one.encode()) for one in self._browsers]
        return any(known)

    def let_in(self, token: str) -> str | NotLetIn:
        """What a browser's cookie is to say, for the newest token, which is good no second time; or why not."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return USED_TOKEN
        if len(self._browsers) >= MOST_BROWSERS:
            return FULL
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self._browsers.append(secrets.token_urlsafe(TOKEN_BYTES))
        return self._browsers[-1]
