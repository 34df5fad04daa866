"""Prepare: what is done before Match Week, and the dialogs of tasks and documents."""
