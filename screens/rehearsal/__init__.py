"""A rehearsal on the screen."""
