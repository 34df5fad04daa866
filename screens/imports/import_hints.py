"""What the dialog of an import says of its keys, and the most that is pasted into it."""

LONGEST_TEXT = 5_000_000
"""More text than this, in characters, is to be saved as a file first."""

START = "Enter shows what would change. Nothing changes before you press Import."
START_TEXT = "{importing.look} shows what would change. Nothing changes before you press Import."
KEYS = "Enter imports · {importing.texts} what texts mean · {importing.sheets} sheets · {dialog.close} closes"
