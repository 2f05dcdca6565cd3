"""How long a browser or proxy may keep a page (RFC 9111)."""

from django.db import models
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _


class CachePolicy(models.TextChoices):
    """What an editor chooses for a page; the header follows from it."""

    STANDARD = "standard", _("Standard: kept for a minute")
    FRESH = "fresh", _("Always fresh: asked for at each visit")
    NEVER = "never", _("Never kept, not even on the reader's device")


_HEADERS = {
    CachePolicy.STANDARD: "public, max-age=60",
    CachePolicy.FRESH: "no-cache",
    CachePolicy.NEVER: "no-store",
}


def apply_cache_policy(response: HttpResponseBase, policy: str) -> None:
    """Write the Cache-Control header of a policy. An unknown policy is treated as the most careful one."""
    known = policy if policy in CachePolicy.values else CachePolicy.NEVER
    response["Cache-Control"] = _HEADERS[CachePolicy(known)]
