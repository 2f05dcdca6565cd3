"""What is said of a variable that cannot be used."""


class InvalidEnvironment(Exception):
    """An environment variable is missing or unusable; the message is meant for the operator."""
