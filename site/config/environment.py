"""Everything that differs from one deployment to the next, read and validated in one place.

A missing or bad value raises InvalidEnvironment, whose message is one sentence that names the variable
and says what it must be. Values that may hold a password are never repeated in a message.
"""

import base64
import ipaddress
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

PROJECT_DIR = Path(__file__).resolve().parents[2]

# Marks a secret as made by this program, so that production can refuse one that was carried over.
GENERATED_SECRET_PREFIX = "generated-for-local-use-"  # noqa: S105
SHORTEST_SECRET = 50  # characters, as Django's own check security.W009
# A Fernet key: 32 bytes in URL-safe Base64.
ENCRYPTION_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
FEWEST_KEY_CHARACTERS = 12  # different ones; a random key has about 30, a made-up one such as AAAA… far fewer
ENCRYPTION_KEYS_EXPECTED = (
    "CONSENT_ENCRYPTION_KEYS must be one or more random keys made for this server, separated by commas, the newest "
    "first; make one with: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'."
)


class InvalidEnvironment(Exception):
    """An environment variable is missing or unusable; the message is meant for the operator."""


@dataclass(frozen=True)
class Environment:
    """The validated configuration of one deployment. What is secret stays out of its repr, and so out of tracebacks."""

    data_dir: Path
    database: dict[str, Any] = field(repr=False)
    secret_key: str = field(repr=False)
    consent_encryption_keys: list[str] = field(repr=False)
    allowed_hosts: list[str]
    site_url: str
    host: str
    port: int
    email: dict[str, Any]  # Django's settings for sending mail
    trusted_proxies: int  # how many proxies of ours a request passes; each adds whom it heard from to X-Forwarded-For

    @property
    def sends_mail(self) -> bool:
        """Whether mails leave the machine; otherwise they are written to files in the data folder."""
        return "EMAIL_HOST" in self.email

    def django_settings(self) -> dict[str, Any]:
        """Return the Django settings that follow from the environment, in every deployment alike."""
        return {
            "SECRET_KEY": self.secret_key,
            "CONSENT_ENCRYPTION_KEYS": self.consent_encryption_keys,
            "ALLOWED_HOSTS": self.allowed_hosts,
            "DATABASES": {"default": self.database},
            "DATA_DIR": self.data_dir,
            "MEDIA_ROOT": self.data_dir / "media",
            "STATIC_ROOT": self.data_dir / "static",
            # A cache that all server processes share: what one learns of the site tree, the others must not contradict.
            "CACHES": {
                "default": {
                    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                    "LOCATION": self.data_dir / "cache",
                },
            },
            "WAGTAILADMIN_BASE_URL": self.site_url,
            "ALLAUTH_TRUSTED_PROXY_COUNT": self.trusted_proxies,
            **self.email,
        }


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
        secret_key=environ.get("SECRET_KEY") or _kept("SECRET_KEY", data_dir / "secret-key", _new_secret),
        consent_encryption_keys=_encryption_keys(environ)
        or [_kept("CONSENT_ENCRYPTION_KEYS", data_dir / "consent-key", _new_encryption_key)],
        allowed_hosts=list(dict.fromkeys(["127.0.0.1", "localhost", "[::1]", shown_host])),
        site_url=_site_url(environ, schemes=("http", "https"), default=f"http://{shown_host}:{port}"),
        host=host,
        port=port,
        email=_email(environ, data_dir, default_sender="website@localhost"),
        trusted_proxies=_trusted_proxies(environ, default=0),
    )


def read_production(environ: Mapping[str, str]) -> Environment:
    """Read the configuration of a public server: what cannot be guessed must be given.

    Raises InvalidEnvironment.
    """
    if environ.get("DEBUG", "").lower() not in ("", "0", "false", "no", "off"):
        raise InvalidEnvironment("DEBUG must not be set in production: it shows internals to every visitor.")
    data_dir = _data_dir(environ, default=None)
    secret_key = _production_secret(environ)
    site_url = _site_url(environ, schemes=("https",), default=None)
    return Environment(
        data_dir=data_dir,
        database=_database(environ, data_dir),
        secret_key=secret_key,
        consent_encryption_keys=_production_encryption_keys(environ, data_dir),
        allowed_hosts=_allowed_hosts(environ),
        site_url=site_url,
        host=_host(environ),
        port=_port(environ),
        email=_email(environ, data_dir, default_sender=f"website@{urlsplit(site_url).hostname}"),
        # TLS ends in front of this server, so there is one at least.
        trusted_proxies=_trusted_proxies(environ, default=1),
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


def _kept(name: str, path: Path, make: Callable[[], str]) -> str:
    """Return the secret kept in a file that only its owner can read, making it the first time.

    The file appears whole or not at all, so that an interrupted start leaves no empty one.
    """
    try:
        if not path.exists():
            unfinished = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
            unfinished.touch(mode=0o600)
            unfinished.write_text(make())
            unfinished.replace(path)
        secret = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidEnvironment(
            f"{name} must be set, or {path} must be a text file that this user can read and write."
        ) from error
    if not secret:
        raise InvalidEnvironment(f"{name} must not be empty: delete {path}, and the next start makes a new one.")
    return secret


def _new_secret() -> str:
    return GENERATED_SECRET_PREFIX + secrets.token_urlsafe(50)


def _new_encryption_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _encryption_keys(environ: Mapping[str, str]) -> list[str]:
    """Return the keys that encrypt what is known about contributors; the first one encrypts, all of them decrypt."""
    given = environ.get("CONSENT_ENCRYPTION_KEYS", "").strip()
    keys = [key.strip() for key in given.split(",")] if given else []
    if not all(ENCRYPTION_KEY.fullmatch(key) and len(set(key)) >= FEWEST_KEY_CHARACTERS for key in keys):
        raise InvalidEnvironment(ENCRYPTION_KEYS_EXPECTED)
    return keys


def _production_encryption_keys(environ: Mapping[str, str], data_dir: Path) -> list[str]:
    keys = _encryption_keys(environ)
    kept = data_dir / "consent-key"
    # A key that lies beside the data protects nothing when the folder is copied.
    if not keys or (kept.exists() and kept.read_text().strip() == keys[0]):
        raise InvalidEnvironment(ENCRYPTION_KEYS_EXPECTED)
    return keys


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


def _email(environ: Mapping[str, str], data_dir: Path, default_sender: str) -> dict[str, Any]:
    sender = environ.get("DEFAULT_FROM_EMAIL") or default_sender
    if not _is_sender(sender):
        raise InvalidEnvironment(
            "DEFAULT_FROM_EMAIL must be the address that mails come from, such as website@example.org "
            "or Website <website@example.org>."
        )
    senders = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender}
    if url := environ.get("EMAIL_URL"):
        return {**senders, **_mail_server(url)}
    return {
        **senders,
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": data_dir / "mail",
    }


def _is_sender(text: str) -> bool:
    addresses = [address for _name, address in getaddresses([text])]
    local_part, _at, domain = addresses[0].rpartition("@")
    return bool(len(addresses) == 1 and local_part and domain and " " not in addresses[0]) and text.isprintable()


def _mail_server(url: str) -> dict[str, Any]:
    expected = InvalidEnvironment(
        "EMAIL_URL must be the address of a mail server such as smtp://user:password@host:587 or "
        "smtps://user:password@host:465, or empty."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise expected from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise expected
    if parts.fragment or bool(parts.username) != bool(parts.password):
        raise expected
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        # Nothing leaves this machine unencrypted; a relay on the machine itself needs no encryption.
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
        "EMAIL_TIMEOUT": 20,  # seconds
    }


def _host(environ: Mapping[str, str]) -> str:
    host = environ.get("HOST") or "127.0.0.1"
    if host == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(host))
    except ValueError as error:
        raise InvalidEnvironment("HOST must be the address to listen on, such as 127.0.0.1 or 0.0.0.0.") from error


def _is_loopback(host: str) -> bool:
    return ipaddress.ip_address(host).is_loopback


def _port(environ: Mapping[str, str]) -> int:
    given = environ.get("PORT") or "8000"
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 65535:
        raise InvalidEnvironment("PORT must be a whole number from 1 to 65535, such as 8000.")
    return int(given)


def _trusted_proxies(environ: Mapping[str, str], default: int) -> int:
    given = environ.get("TRUSTED_PROXIES") or str(default)
    if not given.isascii() or not given.isdigit() or not default <= int(given) <= 9:
        raise InvalidEnvironment(
            f"TRUSTED_PROXIES must be the number of proxies of yours that each request passes, from {default} to 9."
        )
    return int(given)
