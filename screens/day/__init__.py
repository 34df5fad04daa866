"""The day, large: what a second window shows."""
