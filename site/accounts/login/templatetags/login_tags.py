"""What the account pages ask for."""

import ipaddress
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from django import template
from django.conf import settings

from accounts.login import lost_device
from accounts.login.browsers import in_plain_words
from accounts.models import User

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """Return the name of the site."""
    return str(settings.WAGTAIL_SITE_NAME)


@register.filter
def browser_name(user_agent: str) -> str:
    """Say in plain words what somebody logged in with."""
    return in_plain_words(user_agent)


@register.simple_tag
def second_factor_is_required() -> bool:
    """Say whether the CMS opens only to people with a second factor."""
    return bool(settings.SECOND_FACTOR_REQUIRED)


@register.simple_tag(takes_context=True)
def host_without_a_name(context: dict[str, Any]) -> str:
    """Return the host if it is a bare number, to which browsers do not bind a security key; else nothing."""
    host = urlsplit(f"//{context['request'].get_host()}").hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return ""
    return host


@register.simple_tag(takes_context=True)
def same_page_under_a_name(context: dict[str, Any]) -> str:
    """Return the address of this page under the name that one's own machine has for itself; nothing elsewhere."""
    request = context["request"]
    parts = urlsplit(request.build_absolute_uri())
    if not ipaddress.ip_address(parts.hostname or "").is_loopback:
        return ""
    return urlunsplit(parts._replace(netloc=f"localhost:{parts.port}" if parts.port else "localhost"))


@register.simple_tag(takes_context=True)
def may_help(context: dict[str, Any], user: User) -> bool:
    """Say whether whoever is logged in may help another person with their login."""
    return lost_device.may_help(context["request"].user, user)


@register.simple_tag
def recovery_codes_file(codes: Iterable[str], email: str) -> str:
    """Return an address that holds the codes themselves, so that they are kept from a page that is shown once."""
    lines = [str(settings.WAGTAIL_SITE_NAME), email, "", *codes, ""]
    return "data:text/plain;charset=utf-8," + quote("\n".join(lines))
