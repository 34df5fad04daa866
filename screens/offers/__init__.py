"""Offers: the view, a new offer, the decision sheet."""
