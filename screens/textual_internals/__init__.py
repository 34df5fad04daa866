"""Every reach into Textual's private parts; seen with the versions that SEEN_WITH names."""
