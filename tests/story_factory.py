"""The type of the fixture that makes stories, and the consent that lets them be read."""

from collections.abc import Callable

from django.utils import timezone

from accounts.models import User
from consent.models import ConsentRecord, ConsentScope, Contributor, StoryApproval, StorySubject
from consent.vocabulary import AgeBand, Channel, Element, IdentityLevel, Method, Risk
from pages.gate.reviewing import declaration_of, settle
from pages.models import BasePage
from stories.models import StoryPage

MakeStory = Callable[..., StoryPage]


def colleague(name: str) -> User:
    """Return somebody of the team by their first name."""
    user, _made = User.objects.get_or_create(email=f"{name.lower()}@example.org", defaults={"first_name": name})
    return user


def give_consent(page: BasePage) -> ConsentRecord:
    """Enter an adult without a name as the person in a page, with consent to everything on website and feeds."""
    contributor = Contributor.objects.create(
        age_band=AgeBand.ADULT, risk_level=Risk.STANDARD, open_procedure=False, publication_name="Mara"
    )
    record = ConsentRecord.objects.create(
        contributor=contributor,
        method=Method.SIGNED,
        form_language="en",
        given_on=timezone.localdate(),
        told_of_right_to_withdraw=True,
        recorded_by=colleague("Rita"),
    )
    ConsentScope.objects.bulk_create(
        ConsentScope(record=record, element=element, channel=channel, granted=True)
        for element in Element
        for channel in (Channel.WEBSITE, Channel.FEEDS)
    )
    record.supersede()
    StorySubject.objects.create(
        translation_key=page.translation_key, contributor=contributor, identity_level=IdentityLevel.NONE
    )
    return record


def approve(page: BasePage) -> None:
    """Let a colleague approve the text of a page as it is stored, and settle whether it may be read."""
    stored = type(page).objects.get(pk=page.pk)
    StoryApproval.objects.create(
        translation_key=stored.translation_key,
        language_code=stored.locale.language_code,
        text_hash=declaration_of(stored).text_hash,
        approved_by=colleague("Anna"),
    )
    settle(stored)


def clear(page: BasePage) -> None:
    """Let a page be read: consent, if there is none yet, and approval."""
    if not StorySubject.objects.filter(translation_key=page.translation_key).exists():
        give_consent(page)
    approve(page)
