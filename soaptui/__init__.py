"""A terminal dashboard to run the Supplemental Offer and Acceptance Program from, through Match Week."""

__version__ = "0.1.0"

MADE = "2026-11-25"
"""The day on which this version was made: no clock that shows an earlier one can be right."""
