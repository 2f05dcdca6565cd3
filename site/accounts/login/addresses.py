"""Where a request comes from, and which part of the site it is for."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104  # stands for an address that nobody told
# Whoever has IPv6 has at least so much of it: 2**64 addresses to change between.
IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """Return the address of the client.

    Each proxy adds to X-Forwarded-For whom it heard from, so the entries count from the end: as many as there are
    proxies of ours. What stands before them was written by a stranger.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    told = forwarded[-proxies] if 0 < proxies <= len(forwarded) else ""
    return _valid(told) or _valid(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def client_network(request: HttpRequest) -> str:
    """Return the address of the client, or the network that an IPv6 client can choose its addresses from."""
    address = client_address(request)
    if ":" in address:
        return str(ipaddress.ip_network(f"{address}/{IPV6_PREFIX}", strict=False))
    return address


def is_for_cms(request: HttpRequest) -> bool:
    """Say whether a request is for the CMS."""
    return request.path_info.startswith(settings.CMS_PATH)


def is_for_account(request: HttpRequest) -> bool:
    """Say whether a request is for the pages on which people log in and look after their login."""
    return request.path_info.startswith(settings.ACCOUNT_PATH)


def _valid(text: str) -> str | None:
    """Return an IP address in its usual form, without a port; None if it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
