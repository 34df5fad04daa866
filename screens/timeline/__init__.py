"""Timeline: the view, and the official times."""
