"""Waiting for what another process does, without waiting longer than it takes."""

import time
from collections.abc import Callable

SECONDS = 120  # until a test gives up waiting


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something to become true. Raises AssertionError when it does not."""
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
