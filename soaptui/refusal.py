"""What the program will not do, said in one sentence that a user can act on."""


class Refusal(ValueError):
    """Something was asked for that cannot be done as asked. The text is for the user; nothing was changed."""
