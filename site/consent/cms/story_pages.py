"""The pages that a story consists of, one a language, as the officers' screens list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404
from wagtail.models import Page

from accounts.models import User
from consent.texts import text_in_editor


@dataclass(frozen=True)
class Story:
    """A story with its pages."""

    translation_key: UUID
    pages: list[Page]

    @property
    def title(self) -> str:
        """The title in the first language of the site that the story has."""
        return self.pages[0].get_admin_display_title() if self.pages else ""


def stories_by_key(translation_keys: Iterable[UUID]) -> list[Story]:
    """Return stories in the order of their titles; also those of which no page is left."""
    keys = set(translation_keys)
    pages: dict[UUID, list[Page]] = {key: [] for key in keys}
    found = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True).select_related("locale", "owner")
    for page in found:
        pages[page.translation_key].append(page)
    stories = [Story(key, sorted(pages[key], key=_language_order)) for key in keys]
    return sorted(stories, key=lambda story: (not story.pages, story.title.casefold(), str(story.translation_key)))


def story_or_404(translation_key: UUID) -> Story:
    """Return a story that has at least one page. Raises Http404."""
    story = stories_by_key([translation_key])[0]
    if not story.pages:
        raise Http404
    return story


def page_or_404(translation_key: UUID, language_code: str) -> Page:
    """Return the page of a story in one language, with its text as it stands in the editor. Raises Http404."""
    for page in story_or_404(translation_key).pages:
        if page.locale.language_code == language_code:
            return text_in_editor(page)
    raise Http404


def may_edit(page: Page, user: User) -> bool:
    """Say whether somebody may edit a page; officers who are no editors may not."""
    return bool(page.permissions_for_user(user).can_edit())


def _language_order(page: Page) -> int:
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    code = page.locale.language_code
    return codes.index(code) if code in codes else len(codes)
