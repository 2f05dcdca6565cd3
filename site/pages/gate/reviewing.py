"""Asks the rules of consent about a page as it stands, and opens or closes it accordingly."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page

from accounts.models import User
from consent.clearing import CannotBeCleared, grant, revoke
from consent.declaring import declare
from consent.registry import needs_clearance
from consent.rules import check, check_draft, clearance_until
from consent.rules.facts import Declaration, Kind, Refusal
from consent.vocabulary import Channel
from pages.gate.texts import texts_of
from pages.models import BasePage

# Each is cleared by itself: somebody may agree to the website and not to feeds.
CHANNELS = (Channel.WEBSITE, Channel.FEEDS)


@dataclass(frozen=True)
class Review:
    """What the rules say of a page on the website; ``until`` is None when it may not be read."""

    refusals: list[Refusal]
    until: datetime | None

    @property
    def errors(self) -> list[Refusal]:
        """What stops the page."""
        return [refusal for refusal in self.refusals if refusal.kind == Kind.ERROR]

    @property
    def warnings(self) -> list[Refusal]:
        """What somebody should look at."""
        return [refusal for refusal in self.refusals if refusal.kind == Kind.WARNING]


def concerns_people(page: BasePage) -> bool:
    """Say whether the rules have anything to say about a page: a story, or any page on which people appear."""
    return (
        page.always_about_people
        or bool(page.people_at())
        or Page.objects.filter(needs_clearance(), pk=page.pk).exists()
    )


@sensitive_variables()
def declaration_of(page: BasePage, channel: Channel = Channel.WEBSITE, today: date | None = None) -> Declaration:
    """Return what a page declares to show, with the records of the people in it."""
    return declare(
        page.translation_key,
        page.locale.language_code,
        texts_of(page),
        channel=channel,
        today=today,
        is_story=page.always_about_people,
        people_at=page.people_at(),
        # The template puts the notice wherever somebody goes by a pseudonym.
        pseudonym_notice=True,
        author_id=page.owner_id,
    )


@sensitive_variables()
def review(page: BasePage, today: date | None = None) -> Review:
    """Return what the rules say of a page as it is at hand, saved or not."""
    declaration = declaration_of(page, today=today)
    return Review(check(declaration), clearance_until(declaration))


@sensitive_variables()
def review_draft(page: BasePage) -> list[Refusal]:
    """Return what must not even be saved: a true name."""
    return check_draft(declaration_of(page))


@sensitive_variables()
def settle(page: Page, actor: User | None = None, today: date | None = None) -> None:
    """Write the clearance of a page's live revision for each channel that the rules allow, and end the others."""
    live = Page.objects.filter(pk=page.pk, live=True, alias_of__isnull=True).first()
    specific = live.specific if live else None
    if not isinstance(specific, BasePage) or not concerns_people(specific):
        return
    for channel in CHANNELS:
        until = clearance_until(declaration_of(specific, channel, today))
        if until is None:
            revoke(specific, [channel], actor)
            continue
        try:
            grant(specific, until, [channel], actor, revision_id=specific.live_revision_id)
        except CannotBeCleared:
            revoke(specific, [channel], actor)


def settle_story(translation_key: UUID, actor: User | None = None) -> None:
    """Settle a story in all its languages, after something about its people has changed."""
    for page in Page.objects.filter(translation_key=translation_key, live=True):
        settle(page, actor)
