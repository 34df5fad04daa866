"""After: the path from the evening on, the debrief, the next season, what is kept on paper."""
