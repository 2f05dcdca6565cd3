"""What nobody else may know: given, or made once and kept beside the data where that is enough."""

import base64
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from config.variables.refusal import InvalidEnvironment

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
KEPT_SECRET, KEPT_ENCRYPTION_KEY = "secret-key", "consent-key"  # files in the data folder


def read_secret(environ: Mapping[str, str], data_dir: Path) -> str:
    """Return the given secret (SECRET_KEY), or one that is made once and kept. Raises InvalidEnvironment."""
    return environ.get("SECRET_KEY") or _kept("SECRET_KEY", data_dir / KEPT_SECRET, _new_secret)


def read_encryption_keys(environ: Mapping[str, str], data_dir: Path) -> list[str]:
    """Return the given keys (CONSENT_ENCRYPTION_KEYS), or one that is made once and kept. Raises InvalidEnvironment."""
    return _encryption_keys(environ) or [
        _kept("CONSENT_ENCRYPTION_KEYS", data_dir / KEPT_ENCRYPTION_KEY, _new_encryption_key)
    ]


def read_given_secret(environ: Mapping[str, str]) -> str:
    """Return the secret that was made for this server (SECRET_KEY). Raises InvalidEnvironment."""
    secret = environ.get("SECRET_KEY", "")
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < 5 or secret.startswith(GENERATED_SECRET_PREFIX):
        raise InvalidEnvironment(
            f"SECRET_KEY must be at least {SHORTEST_SECRET} random characters that were made for this server "
            "(not the secret that local runs make for themselves)."
        )
    return secret


def read_given_encryption_keys(environ: Mapping[str, str], data_dir: Path) -> list[str]:
    """Return the keys that were made for this server (CONSENT_ENCRYPTION_KEYS). Raises InvalidEnvironment."""
    keys = _encryption_keys(environ)
    kept = data_dir / KEPT_ENCRYPTION_KEY
    # A key that lies beside the data protects nothing when the folder is copied.
    if not keys or (kept.exists() and kept.read_text().strip() == keys[0]):
        raise InvalidEnvironment(ENCRYPTION_KEYS_EXPECTED)
    return keys


def _encryption_keys(environ: Mapping[str, str]) -> list[str]:
    """Return the keys that encrypt what is known about contributors; the first one encrypts, all of them decrypt."""
    given = environ.get("CONSENT_ENCRYPTION_KEYS", "").strip()
    keys = [key.strip() for key in given.split(",")] if given else []
    if not all(ENCRYPTION_KEY.fullmatch(key) and len(set(key)) >= FEWEST_KEY_CHARACTERS for key in keys):
        raise InvalidEnvironment(ENCRYPTION_KEYS_EXPECTED)
    return keys


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
