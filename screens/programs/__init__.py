"""Programs: the table, and the dialogs over it."""
