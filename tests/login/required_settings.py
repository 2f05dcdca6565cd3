"""One's own machine, with a second factor required as in production; served by the browser's tests."""

from config.settings.local import *  # noqa: F403

SECOND_FACTOR_REQUIRED = True
