"""The line that confirms an interview, into the clipboard; or why the rules forbid to send it."""

from textual.app import App

from soaptui.calls import drafts
from soaptui.records import Interview
from soaptui.screens.session import Session
from soaptui.week.interview_rules import why_not_to_confirm

NOTHING_COPIED = "Nothing is copied."


def why_nothing_is_copied(session: Session, program: str) -> str:
    """Why nothing that confirms or moves an interview is copied for this program; empty where it may be sent."""
    forbidden = why_not_to_confirm(session.state, session.season, program, session.now)
    return f"{NOTHING_COPIED} {forbidden}" if forbidden else ""


def copy_confirmation(app: App[object], session: Session, interview: Interview) -> str:
    """Copy the line that is ready to be said, if there is one; what to tell the user of it."""
    line = drafts.line_to_say(session.state, session.season, session.now, interview)
    if not line:
        return why_nothing_is_copied(session, interview.program)
    app.copy_to_clipboard(line)
    return drafts.copied(line, f"Copied: {line}")
