"""Under which names and addresses the site is reached, and through whom."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from config.variables.refusal import InvalidEnvironment


def read_allowed_hosts(environ: Mapping[str, str]) -> list[str]:
    """Return the host names that the site answers to (ALLOWED_HOSTS). Raises InvalidEnvironment."""
    hosts = [host.strip() for host in environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if not hosts or "*" in hosts or any("/" in host for host in hosts):
        raise InvalidEnvironment(
            "ALLOWED_HOSTS must be the host names that the site answers to, separated by commas, "
            "such as example.org,www.example.org."
        )
    return hosts


def read_site_url(environ: Mapping[str, str], schemes: tuple[str, ...], default: str | None) -> str:
    """Return the public address of the site (SITE_URL). Raises InvalidEnvironment."""
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


def read_host(environ: Mapping[str, str]) -> str:
    """Return the address to listen on (HOST). Raises InvalidEnvironment."""
    host = environ.get("HOST") or "127.0.0.1"
    if host == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(host))
    except ValueError as error:
        raise InvalidEnvironment("HOST must be the address to listen on, such as 127.0.0.1 or 0.0.0.0.") from error


def is_loopback(host: str) -> bool:
    """Say whether an address reaches this machine alone."""
    return ipaddress.ip_address(host).is_loopback


def read_port(environ: Mapping[str, str]) -> int:
    """Return the port to listen on (PORT). Raises InvalidEnvironment."""
    given = environ.get("PORT") or "8000"
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 65535:
        raise InvalidEnvironment("PORT must be a whole number from 1 to 65535, such as 8000.")
    return int(given)


def read_trusted_proxies(environ: Mapping[str, str], default: int) -> int:
    """Return how many proxies of ours a request passes (TRUSTED_PROXIES). Raises InvalidEnvironment."""
    given = environ.get("TRUSTED_PROXIES") or str(default)
    if not given.isascii() or not given.isdigit() or not default <= int(given) <= 9:
        raise InvalidEnvironment(
            f"TRUSTED_PROXIES must be the number of proxies of yours that each request passes, from {default} to 9."
        )
    return int(given)
