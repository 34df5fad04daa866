"""Backups, their second set and the history on the screen."""
