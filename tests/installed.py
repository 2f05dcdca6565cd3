"""What a test needs from the machine: skipped with the name of the package where it is missing."""

import os
import shutil

import pytest


def require_program(name: str, package: str) -> str:
    """Return the path of a program, or skip the test and say which Debian package to install.

    With ALL_COMPONENTS=1, as in continuous integration, a missing program is a failure.
    """
    path = shutil.which(name)
    if path is None:
        reason = f"{name} is missing: install the package {package}"
        if os.environ.get("ALL_COMPONENTS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
