"""Asks the rules of consent about a page as it stands, and opens or closes it accordingly."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page

from accounts.models import User
from consent.clearing import CannotBeCleared, grant, is_suspended, revoke
from consent.declaring import declare
from consent.registry import needs_clearance
from consent.rules import check, check_draft, clearance_until
from consent.rules.facts import Declaration, Kind, Refusal, SubjectFacts
from consent.rules.rule_9_pictures import pictures as rule_of_pictures
from consent.rules.rule_10_recordings import recordings as rule_of_recordings
from consent.vocabulary import AgeBand, Channel, Risk
from pages.gate.choices import choices_of
from pages.gate.pictures import media_of, media_show_people, with_positions
from pages.gate.texts import texts_of
from pages.models import BasePage

# Each is cleared by itself: somebody may agree to the website and not to feeds.
CHANNELS = (Channel.WEBSITE, Channel.FEEDS)
SUSPENDED = _("A protection officer has suspended this story. Ask them when it may be read again.")
# What every person in a story needs, whoever they are.
FORESEEN = {"approval_missing", "final_text_not_shown"}


@dataclass(frozen=True)
class Review:
    """What the rules say of a page on the website; ``until`` is None when it may not be read."""

    refusals: list[Refusal]
    until: datetime | None
    # What stops the page as soon as somebody is entered as the person in it, while nobody is.
    foreseen: list[Refusal] = field(default_factory=list)

    @property
    def errors(self) -> list[Refusal]:
        """What stops the page."""
        return [refusal for refusal in self.refusals if refusal.kind == Kind.ERROR]

    @property
    def warnings(self) -> list[Refusal]:
        """What somebody should look at."""
        return [refusal for refusal in self.refusals if refusal.kind == Kind.WARNING]


def concerns_people(page: BasePage) -> bool:
    """Say whether all rules are asked about a page: a story, or any page on which people appear."""
    return shows_people(page) or Page.objects.filter(needs_clearance(), pk=page.pk).exists()


def shows_people(page: Page) -> bool:
    """Say whether a page by its kind, its text, its pictures or its recordings has people in it, whoever is entered."""
    return isinstance(page, BasePage) and (
        page.always_about_people or bool(page.people_at()) or media_show_people(page)
    )


@sensitive_variables()
def declaration_of(page: BasePage, channel: Channel = Channel.WEBSITE, today: date | None = None) -> Declaration:
    """Return what a page declares to show, with the records of the people in it."""
    media = media_of(page)
    return declare(
        page.translation_key,
        page.locale.language_code,
        texts_of(page),
        channel=channel,
        today=today,
        is_story=page.always_about_people,
        chosen=choices_of(page),
        people_at=page.people_at(),
        pictures=media.pictures,
        recordings=media.recordings,
        pictured=media.people,
        # The template puts the notice wherever somebody goes by a pseudonym.
        pseudonym_notice=True,
        owner_id=page.owner_id,
    )


@sensitive_variables()
def review(page: BasePage, today: date | None = None) -> Review:
    """Return what the rules say of a page as it is at hand, saved or not.

    Of a page on which nobody appears they ask only that this was said of each of its pictures and recordings.
    """
    if not concerns_people(page):
        return Review(_unanswered(page), None)
    declaration = declaration_of(page, today=today)
    refusals, until = with_positions(check(declaration), declaration), clearance_until(declaration)
    if is_suspended(page.translation_key):
        refusals, until = [Refusal("suspended", SUSPENDED), *refusals], None
    return Review(refusals, until, _foreseen(declaration))


def _unanswered(page: BasePage) -> list[Refusal]:
    language, today = page.locale.language_code, timezone.localdate()
    media = media_of(page)
    asked = Declaration(language, today, is_story=False, pictures=media.pictures, recordings=media.recordings)
    return [*rule_of_pictures(asked), *rule_of_recordings(asked)]


def text_hash_of(page: BasePage) -> str:
    """Return the fingerprint of all that readers see of a page as it is at hand."""
    texts, chosen = texts_of(page), choices_of(page)
    return Declaration(page.locale.language_code, timezone.localdate(), texts=texts, chosen=chosen).text_hash


def _foreseen(declaration: Declaration) -> list[Refusal]:
    """Return what the rules will ask for whoever is entered, so that nobody learns of it one line at a time."""
    if declaration.subjects:
        return []
    somebody = SubjectFacts(UUID(int=0), age_band=AgeBand.ADULT, risk=Risk.STANDARD, open_procedure=False)
    later = check(replace(declaration, subjects=(somebody,)))
    return [refusal for refusal in later if refusal.code in FORESEEN]


@sensitive_variables()
def review_draft(page: BasePage) -> list[Refusal]:
    """Return what must not even be saved: a true name."""
    return check_draft(declaration_of(page))


@sensitive_variables()
@transaction.atomic
def settle(page: Page, actor: User | None = None, today: date | None = None) -> None:
    """Write the clearance of a page's live revision for each channel that the rules allow, and end the others.

    The page is held while the records are read: whoever settles it after a withdrawal waits, reads what is true then,
    and has the last word.
    """
    live = Page.objects.select_for_update(of=("self",)).filter(pk=page.pk, live=True, alias_of__isnull=True).first()
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
