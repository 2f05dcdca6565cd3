#!/usr/bin/env python
"""Django's command line, with the two source roots of this project on the path."""

import os
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent
sys.path[:0] = [str(PROJECT_DIR), str(PROJECT_DIR / "site")]


def main() -> None:
    """Run a management command; bad configuration ends in one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.management import execute_from_command_line

    from config.environment import InvalidEnvironment

    try:
        execute_from_command_line(sys.argv)
    except InvalidEnvironment as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
