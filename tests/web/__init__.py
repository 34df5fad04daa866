"""The served page, by requests and in a real browser."""
