"""Practising what will be asked: the questions, the runs, what comes next, a mock interview."""
