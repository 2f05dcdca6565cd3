"""What a test needs from the machine: skipped with the name of the package where it is missing."""

import os
import shutil
import sys
from pathlib import Path

import pytest


def require_program(name: str, package: str) -> str:
    """Return the path of a program, or skip the test and say which Debian package to install.

    With ALL_COMPONENTS=1, as in continuous integration, a missing program is a failure.
    """
    return shutil.which(name) or _missing(name, package)


def require_postgresql() -> Path:
    """Return the folder with PostgreSQL's programs, which Debian keeps out of the PATH, or skip the test likewise."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return found[-1] if found else Path(_missing("initdb", "postgresql"))


def needs_linux(why: str) -> pytest.MarkDecorator:
    """Return the mark of tests that other systems cannot run, which says so and where they can be run."""
    reason = f"{why}: run this test on Linux, for example in a container of Debian"
    return pytest.mark.skipif(not sys.platform.startswith("linux"), reason=reason)


def _missing(name: str, package: str) -> str:
    reason = f"{name} is missing: install the package {package}"
    if os.environ.get("ALL_COMPONENTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
