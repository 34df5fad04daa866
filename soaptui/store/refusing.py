"""What the store will not do, or could not do."""

from soaptui.refusal import Refusal


class ReadOnly(Refusal):
    """This process may not write; the text says who may, or why nobody may."""


class NotSaved(Exception):
    """The change stands in memory and is not on disk; the text says why. `retry` tries again."""


class StaleChange(Refusal):
    """The change was made from records that have changed since."""
