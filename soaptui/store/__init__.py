"""The store: what is kept, in memory and on disk."""
