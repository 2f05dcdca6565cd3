"""Reads the address of a bucket for files, MEDIA_STORAGE_URL."""

import ipaddress
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from config.variables.refusal import InvalidEnvironment

EXPECTED = (
    "MEDIA_STORAGE_URL must be the address of a bucket of S3's kind such as "
    "s3://key:secret@s3.eu-west-3.amazonaws.com/bucket?region=eu-west-3 (with %2F for a slash in the secret), or empty."
)


def read_bucket(environ: Mapping[str, str]) -> dict[str, Any] | None:
    """Return where files lie unless that is the data folder. Raises InvalidEnvironment."""
    try:
        return bucket_at(environ.get("MEDIA_STORAGE_URL", "").strip())
    except ValueError as error:
        raise InvalidEnvironment(str(error)) from error


def bucket_at(url: str) -> dict[str, Any] | None:
    """Return the settings of the bucket at an address, None where none is given: files lie in DATA_DIR then.

    Without key and secret, those of the machine's own role are used. ``s3+http`` is for a service on the machine
    itself: nothing leaves it unencrypted. Raises ValueError, whose text repeats nothing of the address.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        options, port = parse_qs(parts.query, strict_parsing=True) if parts.query else {}, parts.port
    except ValueError:
        raise ValueError(EXPECTED) from None
    host, bucket = parts.hostname or "", parts.path.strip("/")
    plain = parts.scheme == "s3+http" and _is_this_machine(host)
    if not (parts.scheme == "s3" or plain) or not host or not bucket or "/" in bucket or parts.fragment:
        raise ValueError(EXPECTED)
    if bool(parts.username) != bool(parts.password) or options.keys() - {"region"}:
        raise ValueError(EXPECTED)
    shown_host = f"[{host}]" if ":" in host else host
    return {
        "endpoint_url": f"{'http' if plain else 'https'}://{shown_host}" + (f":{port}" if port else ""),
        "bucket_name": bucket,
        "region": options.get("region", ["us-east-1"])[0],
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
        # Other services do not give each bucket a host name.
        "addressing_style": "virtual" if host.endswith(".amazonaws.com") else "path",
    }


def storages_for(bucket: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Return Django's STORAGES for what the library holds and for what is private."""
    if bucket is None:
        return {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "private": {"BACKEND": "storage.folder.PrivateFolder"},
        }
    return {
        name: {"BACKEND": "storage.bucket.Bucket", "OPTIONS": {"location": folder}}
        for name, folder in (("default", "media"), ("private", "private"))
    }


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
