"""What the figures know: past Matches and the lists of the week, worked out with pandas and said in plain records."""
