"""Why the demo cannot be loaded or deleted."""


class DemoError(Exception):
    """The demo cannot be loaded or deleted as things are; the message is one sentence: why, and what to do."""
