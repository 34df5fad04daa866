"""A count with its noun: the one place that knows one from many."""


def many(count: int, one: str, more: str = "") -> str:
    """So many of something: "1 call", "1,200 calls". Where an s is not all that differs, `more` is the other form."""
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"
