"""Dialogs that belong to no one view, and the one place that opens dialogs."""
