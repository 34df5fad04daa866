"""What whoever sits beside the user writes down for them: one thing at a time, taken with a key or declined."""
