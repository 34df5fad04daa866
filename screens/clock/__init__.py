"""The clock on the screen: watching it, and asking the user about it."""
