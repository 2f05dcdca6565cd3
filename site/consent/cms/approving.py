"""Who approved which text, and whether that text is still the one that stands there."""

from dataclasses import dataclass

from wagtail.models import Page

from accounts.models import User
from consent.authorship import authors_of
from consent.cms.story_lights import with_records
from consent.gathering import current_record
from consent.models import Contributor, FinalTextApproval, StoryApproval, StorySubject
from consent.registry import in_pictures
from consent.rules.rule_7_approval import Involvement, involvement
from consent.texts import can_fingerprint, text_fingerprint, text_in_editor


@dataclass(frozen=True)
class PersonApproved:
    """Whether a person in the story approved its text."""

    subject: StorySubject
    approval: FinalTextApproval | None
    current: bool


@dataclass(frozen=True)
class Approved:
    """Who approved the text of one page. What was said about an earlier text is not current."""

    story: StoryApproval | None
    current: bool
    people: list[PersonApproved]


def fingerprint_of(page: Page) -> str:
    """Return the fingerprint of the text as it stands in the editor, or nothing where there are none."""
    return text_fingerprint(text_in_editor(page)) if can_fingerprint() else ""


def approvals_of(page: Page, subjects: list[StorySubject]) -> Approved:
    """Return who approved the page, the last word of each; the approvals of the subjects are prefetched."""
    now, language = fingerprint_of(page), page.locale.language_code
    known = StoryApproval.objects.filter(translation_key=page.translation_key, language_code=language)
    story = known.filter(text_hash=now).select_related("approved_by").last() or known.last()
    people = []
    for subject in subjects:
        own = [each for each in subject.approvals.all() if each.language_code == language]
        last = own[-1] if own else None
        people.append(PersonApproved(subject, last, bool(last and last.text_hash == now)))
    return Approved(story, bool(story and story.text_hash == now), people)


def involvement_of(user: User, page: Page, subjects: list[StorySubject]) -> Involvement | None:
    """Return why somebody cannot approve a page with the text at hand, or None: rule 7 says who can."""
    people = [subject.contributor for subject in subjects if subject.contributor]
    pictured = {each.contributor_id for each in in_pictures(page.translation_key)[1] if each.contributor_id}
    people += with_records(Contributor.objects.filter(pk__in=pictured - {person.pk for person in people}))
    records = [current_record(person.records.all()) for person in people]
    recorders = {record.recorded_by_id for record in records if record and record.recorded_by_id}
    fingerprint = text_fingerprint(page) if can_fingerprint() else ""
    authors = authors_of(page.translation_key, page.locale.language_code, fingerprint)
    return involvement(user.pk, authors | {page.owner_id}, recorders)
