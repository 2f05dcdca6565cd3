"""What the officers' screens of a person, a consent and a story show of what people themselves do."""

from typing import Any

from django.db.models import Prefetch
from wagtail.admin.ui.components import Component

from consent.cms.approving import fingerprint_of
from consent.cms.spoken_languages import name_of
from consent.cms.story_pages import Story
from consent.models import ConsentRecord, Contributor, StorySubject
from consent.vocabulary import RecordStatus
from withdrawal.asking.texts import languages
from withdrawal.codes import code_of
from withdrawal.models import ChangeWish, PreviewLink, WithdrawalRequest
from withdrawal.previews.links import approvals_on


class _Panel(Component):
    """A panel with fixed values. It gets those of the screen only for the tags that need the request."""

    def __init__(self, **values: Any) -> None:
        self.values = values

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return what the template shows."""
        return self.values


class AskingPanel(_Panel):
    """The form on paper and on the telephone, the code, and what is kept."""

    template_name = "withdrawal/panels/asking.html"


class CopyPanel(_Panel):
    """The paper that the person keeps."""

    template_name = "withdrawal/panels/copy.html"


class LinksPanel(_Panel):
    """The private links to a story, and what was answered."""

    template_name = "withdrawal/panels/links.html"


def panels_of_contributor(person: Contributor) -> list[Component]:
    """Return the panel for the screen of a contributor."""
    return [
        AskingPanel(
            person=person,
            languages=[(code, name_of(code)) for code in languages()],
            code=code_of(person.pk),
            requests=WithdrawalRequest.objects.filter(contributor_id=person.pk).only("pk", "wish", "received_at"),
        )
    ]


def panels_of_record(record: ConsentRecord) -> list[Component]:
    """Return the panel for the screen of a consent that a person may get a copy of."""
    if record.status not in (RecordStatus.DRAFT, RecordStatus.VALID):
        return []
    return [CopyPanel(record=record, code=code_of(record.contributor_id))]


def panels_of_story(story: Story) -> list[Component]:
    """Return the panel for the screen of a story in which somebody is on record."""
    people = StorySubject.objects.filter(translation_key=story.translation_key, contributor__isnull=False)
    called = {
        subject.pk: subject.contributor.called
        for subject in people.prefetch_related(Prefetch("contributor", Contributor.objects.without_secrets()))
        if subject.contributor
    }
    if not called:
        return []

    def row(of: PreviewLink, /, **values: Any) -> dict[str, Any]:
        return {"called": called.get(of.subject_id, ""), "language": name_of(of.language_code), **values}

    texts = {page.locale.language_code: fingerprint_of(page) for page in story.pages}
    links = PreviewLink.objects.filter(subject__in=called)
    wishes = ChangeWish.objects.filter(link__subject__in=called).defer("text").select_related("link")
    return [
        LinksPanel(
            story=story,
            links=[
                row(
                    link,
                    link=link,
                    open=link.is_open(),
                    changed=texts.get(link.language_code) != link.text_hash,
                    answer=approvals_on(link).first(),
                )
                for link in links
            ],
            wishes=[row(wish.link, wish=wish) for wish in wishes],
        )
    ]
