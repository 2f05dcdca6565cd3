"""Private links with which a person sees a text first: making, opening, revoking them, and what is answered."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page

from accounts.models import User
from consent.clearing import is_suspended
from consent.models import FinalTextApproval, StorySubject
from consent.models.events import record_event
from consent.texts import text_fingerprint, text_in_editor
from consent.vocabulary import Verb
from pages.models import BasePage
from withdrawal.models import ChangeWish, PreviewLink
from withdrawal.notices import tell_officers

DAYS = 14  # unless the officer says otherwise
MOST_DAYS = 60
_BYTES = 32  # of randomness in a token: 256 bits


class Standing(Enum):
    """What a link is good for now."""

    OPEN = "open"
    CHANGED = "changed"  # the text is another one than that which the link was made for
    ENDED = "ended"  # or there never was one


@dataclass(frozen=True)
class Shown:
    """What a link leads to; only an open one leads to a page."""

    standing: Standing
    link: PreviewLink | None = None
    page: BasePage | None = None
    approved: bool = False


@sensitive_variables()
@transaction.atomic
def make_link(subject: StorySubject, page: Page, actor: User, days: int = DAYS) -> tuple[PreviewLink, str]:
    """Return a new link to the text of a page as editors have it before them, and its address, to be shown once."""
    token = secrets.token_urlsafe(_BYTES)
    draft = text_in_editor(page)
    link = PreviewLink.objects.create(
        subject=subject,
        language_code=page.locale.language_code,
        text_hash=text_fingerprint(draft),
        fingerprint=_fingerprint(token),
        made_by=actor,
        expires_at=timezone.now() + timedelta(days=days),
    )
    record_event(Verb.PREVIEW_MADE, "story", subject.translation_key, actor, about=subject.contributor_id)
    with translation.override(page.locale.language_code):
        return link, reverse("your_story:preview", args=[token])


def revoke(link: PreviewLink, actor: User) -> None:
    """End a link at once."""
    with transaction.atomic():
        if PreviewLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
            subject = link.subject
            record_event(Verb.PREVIEW_REVOKED, "story", subject.translation_key, actor, about=subject.contributor_id)


@sensitive_variables()
def shown_by(token: str, language_code: str) -> Shown:
    """Return what somebody sees who has a token. A story that was taken back or is suspended is not shown."""
    link = PreviewLink.objects.filter(fingerprint=_fingerprint(token)).select_related("subject").first()
    if link is None or not link.is_open() or link.language_code != language_code:
        return Shown(Standing.ENDED)
    key = link.subject.translation_key
    page = Page.objects.filter(translation_key=key, locale__language_code=language_code, alias_of__isnull=True).first()
    draft = text_in_editor(page) if page is not None and not is_suspended(key) else None
    if not isinstance(draft, BasePage):
        return Shown(Standing.ENDED)
    if text_fingerprint(draft) != link.text_hash:
        return Shown(Standing.CHANGED)
    approved = approvals_on(link).exists()
    return Shown(Standing.OPEN, link, draft, approved)


@sensitive_variables()
@transaction.atomic
def say_yes(token: str, language_code: str) -> Standing:
    """Store that the person wants exactly the text published that the link shows; a second yes changes nothing.

    It names the text that the link was made for: an edit at the same moment is not approved by it.
    """
    list(PreviewLink.objects.select_for_update().filter(fingerprint=_fingerprint(token)).values_list("pk"))
    shown = shown_by(token, language_code)
    if shown.link is not None and not shown.approved:
        FinalTextApproval.objects.create(
            subject=shown.link.subject, language_code=language_code, text_hash=shown.link.text_hash
        )
        tell_officers(
            _("Somebody has said yes to a text"),
            _("A person has seen the text of their story and wants it published:"),
            _screen(shown.link),
        )
    return shown.standing


@sensitive_variables()
@transaction.atomic
def ask_for_change(token: str, language_code: str, text: str) -> Standing:
    """Keep what the person wants changed. A yes that they gave to the same text no longer counts."""
    shown = shown_by(token, language_code)
    if shown.link is not None:
        ChangeWish.objects.create(link=shown.link, text=text)
        subject = shown.link.subject
        for approval in approvals_on(shown.link):
            approval.delete()
        record_event(Verb.PREVIEW_ANSWERED, "story", subject.translation_key, about=subject.contributor_id)
        tell_officers(
            _("Somebody wants a text changed"),
            _("A person has seen the text of their story and wants something changed before it is published:"),
            _screen(shown.link),
        )
    return shown.standing


def approvals_on(link: PreviewLink) -> "QuerySet[FinalTextApproval]":
    """Return what the person said yes to: the text of this link."""
    return FinalTextApproval.objects.filter(
        subject=link.subject_id, language_code=link.language_code, text_hash=link.text_hash
    )


def _screen(link: PreviewLink) -> str:
    return reverse("protection:story", args=[link.subject.translation_key])


def _fingerprint(token: str) -> str:
    return salted_hmac("withdrawal.previews", token, algorithm="sha256").hexdigest()
