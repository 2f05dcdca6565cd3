"""Everything that differs from one deployment to the next, put together in one place.

What each variable must be lies in config.variables. A missing or bad value raises InvalidEnvironment, whose message
is one sentence that names the variable and says what it must be. Values that may hold a password are never repeated in
a message.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.variables.bucket import read_bucket, storages_for
from config.variables.database import read_database
from config.variables.folders import PROJECT_DIR, read_data_dir
from config.variables.mail import read_email
from config.variables.network import (
    is_loopback,
    read_allowed_hosts,
    read_host,
    read_port,
    read_site_url,
    read_trusted_proxies,
)
from config.variables.refusal import InvalidEnvironment
from config.variables.secrets import (
    read_encryption_keys,
    read_given_encryption_keys,
    read_given_secret,
    read_secret,
)

__all__ = ["PROJECT_DIR", "Environment", "InvalidEnvironment", "read_local", "read_production"]


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
    bucket: dict[str, Any] | None = field(repr=False)  # where files lie, unless it is the data folder
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
            "BUCKET": self.bucket,
            "STORAGES": {
                **storages_for(self.bucket),
                "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
            },
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
    data_dir = read_data_dir(environ, default=PROJECT_DIR / "var")
    host, port = read_host(environ), read_port(environ)
    if not is_loopback(host):
        raise InvalidEnvironment(
            "HOST must be a loopback address such as 127.0.0.1 under the local settings; "
            "to serve other machines, use config.settings.production."
        )
    shown_host = f"[{host}]" if ":" in host else host
    return Environment(
        data_dir=data_dir,
        database=read_database(environ, data_dir),
        secret_key=read_secret(environ, data_dir),
        consent_encryption_keys=read_encryption_keys(environ, data_dir),
        allowed_hosts=list(dict.fromkeys(["127.0.0.1", "localhost", "[::1]", shown_host])),
        site_url=read_site_url(environ, schemes=("http", "https"), default=f"http://{shown_host}:{port}"),
        host=host,
        port=port,
        email=read_email(environ, data_dir, default_sender="website@localhost"),
        bucket=read_bucket(environ),
        trusted_proxies=read_trusted_proxies(environ, default=0),
    )


def read_production(environ: Mapping[str, str]) -> Environment:
    """Read the configuration of a public server: what cannot be guessed must be given.

    Raises InvalidEnvironment.
    """
    if environ.get("DEBUG", "").lower() not in ("", "0", "false", "no", "off"):
        raise InvalidEnvironment("DEBUG must not be set in production: it shows internals to every visitor.")
    data_dir = read_data_dir(environ, default=None)
    secret_key = read_given_secret(environ)
    site_url = read_site_url(environ, schemes=("https",), default=None)
    return Environment(
        data_dir=data_dir,
        database=read_database(environ, data_dir),
        secret_key=secret_key,
        consent_encryption_keys=read_given_encryption_keys(environ, data_dir),
        allowed_hosts=read_allowed_hosts(environ),
        site_url=site_url,
        host=read_host(environ),
        port=read_port(environ),
        email=read_email(environ, data_dir, default_sender=f"website@{urlsplit(site_url).hostname}"),
        bucket=read_bucket(environ),
        # TLS ends in front of this server, so there is one at least.
        trusted_proxies=read_trusted_proxies(environ, default=1),
    )
