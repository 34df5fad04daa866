"""Importing a list on the screen: where it comes from, what its columns mean, what it would change."""
