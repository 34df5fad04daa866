"""Practise: one question, a timer, the list of what comes next; answers, ratings, a mock interview."""
