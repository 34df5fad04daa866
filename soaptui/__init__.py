"""A terminal dashboard to run the Supplemental Offer and Acceptance Program from, through Match Week."""

__version__ = "0.1.0"
