"""Calls: the view, and the dialogs of a call, an interview and what is said in them."""
