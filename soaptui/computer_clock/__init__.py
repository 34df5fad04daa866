"""This computer's clock: whether it can be right, and what the user says of it."""
