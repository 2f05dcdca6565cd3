"""Which database the site lives in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from config.variables.refusal import InvalidEnvironment


def read_database(environ: Mapping[str, str], data_dir: Path) -> dict[str, Any]:
    """Return Django's settings of the database (DATABASE_URL). Raises InvalidEnvironment."""
    lasting = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}  # seconds
    if url := environ.get("DATABASE_URL"):
        database = {**_database_at(url), **lasting}
    else:
        # Not by way of an address, in which some characters of a folder's name would have a meaning.
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data_dir / "site.sqlite3"), **lasting}
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # WAL lets readers go on while an editor saves; IMMEDIATE takes the write lock at the start of a
        # transaction, so that two writers wait for each other instead of failing half-way.
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    return database


def _database_at(url: str) -> dict[str, Any]:
    expected = InvalidEnvironment(
        "DATABASE_URL must be a database address such as sqlite:////srv/site.sqlite3 "
        "or postgres://user:password@host:5432/name."
    )
    try:
        if urlsplit(url).scheme not in ("sqlite", "postgres", "postgresql"):
            raise expected
        database: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise expected from error
    # A database in memory would be gone as soon as the process that prepares it hands over to the server.
    if database["NAME"] in ("", ":memory:"):
        raise expected
    return database
