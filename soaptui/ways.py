"""The ways to a thing that a sentence sends the user to: a key of the dashboard, or a command.

A sentence is written with the words for the dashboard (`keys`); `typed` puts the command in their place.
"""

from typing import NamedTuple


class Way(NamedTuple):
    """The words for one thing to do: as they stand on a screen, and as they stand on the command line."""

    keys: str
    command: str


SAY_MATCH = Way("in your profile (p)", "with soaptui profile set match=STATUS")
SAY_VISA = Way(
    "Say which visa you need, in your profile (p)", "Say which visa you need (soaptui profile set visa=NEED)"
)
SAY_ZONE = Way("Say yours in your profile (p).", "Say yours: soaptui profile set zone=Asia/Colombo.")
NOT_SAID = Way(
    "does not say whether you matched (p)", "does not say whether you matched (soaptui profile set match=STATUS)"
)
HOME_ZONE = Way("p sets a home zone", "soaptui profile set zone=ZONE sets a home zone")
TRAINING = Way("that you have it (W)", "that you have it (soaptui profile set prior-training=yes)")
IMPORT = Way("import it (I)", "import it (soaptui import FILE)")
IMPORT_AGAIN = Way("import it again (I)", "import it again (soaptui import FILE)")
IMPORT_REFRESHED = Way("Import the refreshed list (I)", "Import the refreshed list (soaptui import FILE)")
READ_LIST = Way("Read the list (2)", "Read the list (soaptui programs)")
CHOOSE_PROGRAMS = Way("Choose programs (2)", "Choose programs (soaptui programs)")
CHOOSE = Way("Choose (2)", "Choose (soaptui programs)")
MARK_EACH = Way("mark each one sent (S)", "mark each one sent (soaptui apply CODE --sent)")
MARK_IT = Way("mark it: S on Programs", "mark it: soaptui apply CODE --sent-at TIME")
RIGHT_TIME = Way("put its time right: S on Programs", "put its time right: soaptui apply CODE --sent-at TIME")
RIGHT_TIME_TOO = Way(
    "put its time right: S on Programs or Calls", "put its time right: soaptui apply CODE --sent-at TIME"
)
NOTE_OFFER = Way("press o", "note it: soaptui offer add --program CODE --round N")
NOTE_ANSWER = Way("note that too: a or x on Offers", "note that too: soaptui offer decide CODE accepted|rejected")
SAY_ANSWER = Way(
    "Say so on Offers (4): a accepted, x rejected, e no.",
    "Say so: soaptui offer decide CODE accepted|rejected|expired.",
)
TAKE_BACK = Way("Del on its line on Offers, or soaptui offer take-back", "soaptui offer take-back")
NOTE_CALL = Way("When it rings, press c", "When it rings: soaptui call add")
CLOCK_FIRST = Way("Say so first (T)", "Say so first: soaptui clock")
CLOCK_BEHIND = Way("or this clock is behind (T)", "or this clock is behind (soaptui clock)")
CLOCK_UNCHECKED = Way("clock unchecked (T)", "clock unchecked (soaptui clock)")
MAKE_SEASON = Way("can be made (v)", "can be made (soaptui season make YEAR)")
TAKE_IN = Way(
    "Ctrl+P, then copies, takes in what it holds; so does soaptui merge, once this window is closed.",
    "soaptui merge takes in what it holds.",
)

WAYS = tuple(way for way in globals().values() if isinstance(way, Way))
_LONGEST_FIRST = sorted(WAYS, key=lambda way: -len(way.keys))


def typed(sentence: str) -> str:
    """A sentence as the command line says it: with what to type, and no key."""
    for way in _LONGEST_FIRST:
        sentence = sentence.replace(way.keys, way.command)
    return sentence
