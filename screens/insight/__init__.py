"""What the figures know, as a page."""
