"""Every reach into Textual's private parts; seen with the versions that SEEN_WITH names."""

SEEN_WITH = ("8.2.8",)
"""The versions of Textual with which each reach here was seen to work; a test compares the installed one."""
