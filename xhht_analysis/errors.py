"""The one exception that a clerk may see: it says what is wrong, where, and what to do."""


class InputError(Exception):
    """Input that cannot be used. The text is a whole Vietnamese sentence with the remedy."""
