"""The ways to a thing that a sentence sends the user to: a command of the dashboard, or one to be typed.

Here nobody knows which key the user has for what. A sentence carries a mark in place of the words
(`{ways.NOTE_OFFER}`). There the dashboard puts the words with its keys (screens/commands.py), and the command line
what to type (`typed`).
"""

import re
from collections.abc import Callable

import msgspec

from soaptui.text import WAY_BEGINS, WAY_ENDS


class Way(msgspec.Struct, frozen=True):
    """One thing to do: `words` for the dashboard, with its commands' ids in braces, and `command` to be typed."""

    id: str
    words: str
    command: str

    def __str__(self) -> str:
        """The mark that stands in a sentence."""
        return f"{WAY_BEGINS}{self.id}{WAY_ENDS}"


SAY_MATCH = Way("say-match", "in your profile ({profile})", "with soaptui profile set match=STATUS")
RIGHT_MATCH = Way("right-match", "correct your profile ({profile})", "correct it: soaptui profile set match=STATUS")
SAY_VISA = Way(
    "say-visa",
    "Say which visa you need, in your profile ({profile})",
    "Say which visa you need (soaptui profile set visa=NEED)",
)
SAY_ZONE = Way(
    "say-zone", "Say yours in your profile ({profile}).", "Say yours: soaptui profile set zone=Asia/Colombo."
)
SAY_NAME = Way(
    "say-name",
    "Your profile ({profile}) fills in your name and number.",
    "Your profile fills in your name and number (soaptui profile set name=NAME phone=NUMBER).",
)
NOT_SAID = Way(
    "not-said",
    "does not say whether you matched ({profile})",
    "does not say whether you matched (soaptui profile set match=STATUS)",
)
HOME_ZONE = Way("home-zone", "{profile} sets a home zone", "soaptui profile set zone=ZONE sets a home zone")
TRAINING = Way(
    "training", "that you have it ({weights})", "that you have it (soaptui profile set prior-training=yes)"
)
IMPORT = Way("import", "import it ({import})", "import it (soaptui import FILE)")
IMPORT_AGAIN = Way("import-again", "import it again ({import})", "import it again (soaptui import FILE)")
IMPORT_REFRESHED = Way(
    "import-refreshed", "Import the refreshed list ({import})", "Import the refreshed list (soaptui import FILE)"
)
IMPORT_LIST = Way("import-list", "Import the list ({import})", "Import the list (soaptui import FILE)")
IMPORT_RESULTS = Way(
    "import-results",
    "Import them ({import}): a table with columns such as 2026 Quota and 2026 Matched.",
    "Import them (soaptui import FILE --as results): a table with columns such as 2026 Quota and 2026 Matched.",
)
READ_LIST = Way("read-list", "Read the list ({view-programs})", "Read the list (soaptui programs)")
CHOOSE_PROGRAMS = Way("choose-programs", "Choose programs ({view-programs})", "Choose programs (soaptui programs)")
CHOOSE = Way("choose", "Choose ({view-programs})", "Choose (soaptui programs)")
MARK_EACH = Way("mark-each", "mark each one sent ({sent})", "mark each one sent (soaptui apply CODE --sent)")
MARK_THEM = Way("mark-them", "mark them ({sent})", "mark them (soaptui apply CODE --sent)")
MARK_IT = Way("mark-it", "mark it: {sent} on Programs", "mark it: soaptui apply CODE --sent-at TIME")
RIGHT_TIME = Way(
    "right-time", "correct its time: {sent} on Programs", "correct its time: soaptui apply CODE --sent-at TIME"
)
RIGHT_TIME_TOO = Way(
    "right-time-too",
    "correct its time: {sent} on Programs or Calls",
    "correct its time: soaptui apply CODE --sent-at TIME",
)
RIGHT_START = Way("right-start", "correct it ({edit-call} on Calls)", "correct it in the dashboard")
NOTE_OFFER = Way("note-offer", "press {offer}", "note it: soaptui offer add --program CODE --round N")
NOTE_ANSWER = Way(
    "note-answer",
    "note that too: {accept} or {reject} on Offers",
    "note that too: soaptui offer decide CODE accepted|rejected",
)
SAY_ANSWER = Way(
    "say-answer",
    "Say so on Offers ({view-offers}): {accept} accepted, {reject} rejected, {expire} no.",
    "Say so: soaptui offer decide CODE accepted|rejected|expired.",
)
TAKE_BACK = Way(
    "take-back", "{take-back} on its line on Offers, or soaptui offer take-back", "soaptui offer take-back"
)
UNDO = Way("undo", "{undo} takes it back.", "soaptui undo takes it back.")
LEAVE_PLAN = Way("leave-plan", "{planning.close} leaves.", "(soaptui profile set match=STATUS)")
OTHER_SERVICE = Way(
    "other-service",
    "{planning.service} goes to the other service, {planning.close} leaves.",
    "soaptui plan --service takes the other one.",
)
SAY_HELD = Way("say-held", "{profile}", "soaptui profile set matched-city=CITY matched-state=ST")
NOTE_HERE = Way(
    "note-here",
    "Then note your answer here ({view-offers}).",
    "Then note your answer: soaptui offer decide CODE accepted|rejected",
)
THEN_NOTE = Way(
    "then-note",
    "Then note it: {view-offers}, {accept} or {reject}",
    "Then note it: soaptui offer decide CODE accepted|rejected",
)
NOTE_CALL = Way("note-call", "When it rings, press {call}", "When it rings: soaptui call add")
MAY_CALL = Way("may-call", "Programs may still call ({call}).", "Programs may still call (soaptui call add).")
ANSWER_CALLS = Way("answer-calls", "Answer every call ({call})", "Answer every call (soaptui call add)")
OPEN_CALL = Way("open-call", "not finished: {edit-call} opens it", "not finished: the dashboard opens it")
COPY_EMAIL = Way("copy-email", "{call-open.email} copies this email", "the dashboard copies this email")
OWN_WORDS = Way(
    "own-words", "(in Calls, {own-words} keeps your own words)", "(soaptui practise add keeps your own words)"
)
WRITE_ANSWER = Way(
    "write-answer", "{write-answer} writes your answer.", "soaptui practise add QUESTION --answer TEXT writes yours."
)
WRITE_SHEET = Way(
    "write-sheet", "Write your decision sheet ({sheet}).", "Write your decision sheet (in the dashboard)."
)
READ_SHEET = Way("read-sheet", "Read your sheet ({sheet}).", "Read your sheet (in the dashboard).")
CLOCK_FIRST = Way("clock-first", "Say so first ({clock-check})", "Say so first: soaptui clock")
CLOCK_BEHIND = Way(
    "clock-behind", "or this clock is behind ({clock-check})", "or this clock is behind (soaptui clock)"
)
CLOCK_UNCHECKED = Way("clock-unchecked", "clock unchecked ({clock-check})", "clock unchecked (soaptui clock)")
MAKE_SEASON = Way("make-season", "can be made ({official} on Timeline)", "can be made (soaptui season make YEAR)")
MARK_DEADLINE = Way(
    "mark-deadline",
    "mark it as seen ({official} on Timeline)",
    "mark it as seen: soaptui season seen rank-deadline",
)
SHOW_RULES = Way("show-rules", "{rules}", "soaptui rules")
COMPARE_TIMES = Way(
    "compare-times",
    "On Timeline, {official} lists them: mark each as seen, or correct it",
    "soaptui season lists them; season seen EVENT marks one, season move EVENT TIME corrects it",
)
NOTE_LETTER = Way(
    "note-letter",
    "On Prepare, {new-paper} notes each",
    "Note each with soaptui document add letter --writer NAME --state asked",
)
NOTE_STATEMENT = Way("note-statement", "note it on Prepare ({new-paper})", "note it: soaptui document add statement")
CHOOSE_WITH_YOU = Way("choose-with-you", "{plan-all} on Programs", "soaptui plan")
SAY_NEXT = Way(
    "say-next", "The Timeline ({view-timeline}) says what comes first", "soaptui next says what comes first"
)
KEEP_PEOPLE = Way("keep-people", "{people}", "soaptui person add")
WRITE_TO = Way("write-to", "On After, {write-to} has an email for each", "soaptui after --emails has one for each")
DEBRIEF = Way("debrief", "On After, {debrief} shows it", "soaptui after --debrief shows it")
NEXT_SEASON = Way("next-season", "On After, {keep-season} does it.", "soaptui season next does it.")
TEST_PHONE = Way(
    "test-phone",
    "Then test it once: {palette}, then calendar.",
    "Then test it once: soaptui export phone-test.ics --phone-test",
)
TAKE_IN = Way(
    "take-in",
    "{palette}, then copies, merges it; so does soaptui merge, when this window is closed.",
    "soaptui merge merges it.",
)


def named_in(sentence: str) -> bool:
    """Whether the sentence sends the user somewhere, and has to be put into words."""
    return WAY_BEGINS in sentence


WAYS = tuple(way for way in globals().values() if isinstance(way, Way))
_BY_ID = {way.id: way for way in WAYS}
_MARK = re.compile(f"{WAY_BEGINS}([^{WAY_ENDS}]*){WAY_ENDS}")


def put_into_words(sentence: str, words_of: Callable[[Way], str]) -> str:
    """A sentence with the words of each way in place of its mark."""
    if WAY_BEGINS not in sentence:
        return sentence
    return _MARK.sub(lambda found: words_of(way) if (way := _BY_ID.get(found[1])) else "", sentence)


def typed(sentence: str) -> str:
    """A sentence as the command line says it: with what to type, and no key."""
    return put_into_words(sentence, lambda way: way.command)
