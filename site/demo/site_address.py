"""The address of Wagtail's Site, from which absolute links follow: that of SITE_URL, until an editor sets another.

It lies here because loading the demo gives the site its address too, and operations may import the demo.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Site

_WAGTAILS_OWN = ("localhost", 80)  # what Wagtail's migrations give to the first site


def wanted_address() -> tuple[str, int]:
    """Return the host name and the port of SITE_URL, as Wagtail and browsers write them (IPv6 in brackets)."""
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    hostname = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return (f"[{hostname}]" if ":" in hostname else hostname), port


def remember_address() -> None:
    """Note, when the transaction is over, that the site's address was written by this program and by nobody else."""
    transaction.on_commit(lambda: _note().write_text(_line(wanted_address())))


def follow_site_url() -> None:
    """Give Wagtail's only site the address of SITE_URL unless an editor gave it another, and a name if it has none."""
    if Site.objects.count() != 1:
        return
    site = Site.objects.get()
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    present = (site.hostname, site.port)
    if present in (_WAGTAILS_OWN, wanted_address()) or _line(present) == _remembered():
        site.hostname, site.port = wanted_address()
        remember_address()
    site.save()


def _note() -> Path:
    return Path(settings.DATA_DIR) / "site-address"


def _line(address: tuple[str, int]) -> str:
    return f"{address[0]}:{address[1]}"


def _remembered() -> str:
    return _note().read_text() if _note().exists() else ""
