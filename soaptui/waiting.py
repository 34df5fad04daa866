"""Who waits for whom, behind a title."""


def with_person(title: str, person: str, turn: str) -> str:
    """A task's title, and who waits for whom: "Ask again (waiting for Ada)", "Send it (Ada waits)"."""
    if not person:
        return title
    return f"{title} (waiting for {person})" if turn == "theirs" else f"{title} ({person} waits)"
