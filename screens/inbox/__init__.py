"""The inbox in the main window, and the window of whoever writes into it."""
