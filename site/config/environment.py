"""Everything that differs from one deployment to the next, read and validated in one place.

A missing or bad value raises InvalidEnvironment, whose message is one sentence that names the variable
and says what it must be. Values that may hold a password are never repeated in a message.
"""

import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

PROJECT_DIR = Path(__file__).resolve().parents[2]

# Marks a secret as made by this program, so that production can refuse one that was carried over.
GENERATED_SECRET_PREFIX = "generated-for-local-use-"  # noqa: S105
SHORTEST_SECRET = 50  # characters, as Django's own check security.W009


class InvalidEnvironment(Exception):
    """An environment variable is missing or unusable; the message is meant for the operator."""


@dataclass(frozen=True)
class Environment:
    """The validated configuration of one deployment."""

    data_dir: Path
    database: dict[str, Any]
    secret_key: str
    allowed_hosts: list[str]
    site_url: str
    host: str
    port: int


def read_local(environ: Mapping[str, str]) -> Environment:
    """Read the configuration of a developer's or visitor's own machine: everything has a default.

    Raises InvalidEnvironment.
    """
    data_dir = _data_dir(environ, default=PROJECT_DIR / "var")
    host, port = _host(environ), _port(environ)
    if not _is_loopback(host):
        raise InvalidEnvironment(
            "HOST must be a loopback address such as 127.0.0.1 under the local settings; "
            "to serve other machines, use config.settings.production."
        )
    shown_host = f"[{host}]" if ":" in host else host
    return Environment(
        data_dir=data_dir,
        database=_database(environ, data_dir),
        secret_key=environ.get("SECRET_KEY") or _kept_secret(data_dir / "secret-key"),
        allowed_hosts=["127.0.0.1", "localhost", "[::1]"],
        site_url=_site_url(environ, schemes=("http", "https"), default=f"http://{shown_host}:{port}"),
        host=host,
        port=port,
    )


def read_production(environ: Mapping[str, str]) -> Environment:
    """Read the configuration of a public server: what cannot be guessed must be given.

    Raises InvalidEnvironment.
    """
    if environ.get("DEBUG", "").lower() not in ("", "0", "false", "no", "off"):
        raise InvalidEnvironment("DEBUG must not be set in production: it shows internals to every visitor.")
    data_dir = _data_dir(environ, default=None)
    return Environment(
        data_dir=data_dir,
        database=_database(environ, data_dir),
        secret_key=_production_secret(environ),
        allowed_hosts=_allowed_hosts(environ),
        site_url=_site_url(environ, schemes=("https",), default=None),
        host=_host(environ),
        port=_port(environ),
    )


def _data_dir(environ: Mapping[str, str], default: Path | None) -> Path:
    if given := environ.get("DATA_DIR"):
        path = Path(given).expanduser().resolve()
    elif default:
        path = default
    else:
        raise InvalidEnvironment("DATA_DIR must be set to the folder that holds uploads and other lasting data.")
    probe = path / f".write-test-{secrets.token_hex(4)}"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InvalidEnvironment(
            f"DATA_DIR must be a folder that this user can write to; {path} is not ({error.strerror})."
        ) from error
    return path


def _database(environ: Mapping[str, str], data_dir: Path) -> dict[str, Any]:
    url = environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'site.sqlite3'}"
    expected = InvalidEnvironment(
        "DATABASE_URL must be a database address such as sqlite:////srv/site.sqlite3 "
        "or postgres://user:password@host:5432/name."
    )
    if urlsplit(url).scheme not in ("sqlite", "postgres", "postgresql"):
        raise expected
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:
        raise expected from error
    if not database["NAME"]:
        raise expected
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # WAL lets readers go on while an editor saves; IMMEDIATE takes the write lock at the start of a
        # transaction, so that two writers wait for each other instead of failing half-way.
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    return database


def _kept_secret(path: Path) -> str:
    """Return the secret kept in a file that only its owner can read, making it the first time."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(GENERATED_SECRET_PREFIX + secrets.token_urlsafe(50))
    return path.read_text().strip()


def _production_secret(environ: Mapping[str, str]) -> str:
    secret = environ.get("SECRET_KEY", "")
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < 5 or secret.startswith(GENERATED_SECRET_PREFIX):
        raise InvalidEnvironment(
            f"SECRET_KEY must be at least {SHORTEST_SECRET} random characters that were made for this server "
            "(not the secret that local runs make for themselves)."
        )
    return secret


def _allowed_hosts(environ: Mapping[str, str]) -> list[str]:
    hosts = [host.strip() for host in environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if not hosts or "*" in hosts or any("/" in host for host in hosts):
        raise InvalidEnvironment(
            "ALLOWED_HOSTS must be the host names that the site answers to, separated by commas, "
            "such as example.org,www.example.org."
        )
    return hosts


def _site_url(environ: Mapping[str, str], schemes: tuple[str, ...], default: str | None) -> str:
    url = environ.get("SITE_URL") or default or ""
    expected = InvalidEnvironment(
        f"SITE_URL must be the public address of the site, starting with {' or '.join(schemes)} "
        "and without a path, such as https://example.org."
    )
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises ValueError for a port that is no number
    except ValueError as error:
        raise expected from error
    if parts.scheme not in schemes or not parts.hostname or parts.path.strip("/") or parts.query:
        raise expected
    return f"{parts.scheme}://{parts.netloc}"


def _host(environ: Mapping[str, str]) -> str:
    host = environ.get("HOST") or "127.0.0.1"
    if host == "localhost":
        return "127.0.0.1"
    try:
        ipaddress.ip_address(host)
    except ValueError as error:
        raise InvalidEnvironment("HOST must be the address to listen on, such as 127.0.0.1 or 0.0.0.0.") from error
    return host


def _is_loopback(host: str) -> bool:
    return ipaddress.ip_address(host).is_loopback


def _port(environ: Mapping[str, str]) -> int:
    given = environ.get("PORT") or "8000"
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 65535:
        raise InvalidEnvironment("PORT must be a whole number from 1 to 65535, such as 8000.")
    return int(given)
