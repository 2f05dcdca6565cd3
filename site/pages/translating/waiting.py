"""What waits for somebody who translates: pages in their languages that are not done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Locale, Page, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from accounts.roles.translators import languages_of


class Todo(Enum):
    """What somebody who translates does next."""

    CHANGE = auto()
    TRANSLATE = auto()
    SUBMIT = auto()


@dataclass(frozen=True)
class Waiting:
    """A page that waits to be translated, submitted or changed; ``missing`` of its ``pieces`` have no translation."""

    page: Page
    todo: Todo
    pieces: int
    missing: int
    comment: str = ""

    @property
    def what(self) -> str | Promise:
        """What is to be done, in a few words."""
        return {
            Todo.CHANGE: _("Sent back: please change it and submit it again"),
            Todo.TRANSLATE: _("To be translated"),
            Todo.SUBMIT: _("Translated: please submit it for review"),
        }[self.todo]


def with_progress(translations: "QuerySet[Translation]") -> "QuerySet[Translation]":
    """Count for each translation its pieces, and those that nobody has translated, in the same query."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    pieces = StringSegment.objects.filter(source_id=OuterRef("source_id")).order_by().values("source_id")
    return translations.annotate(
        pieces=Coalesce(Subquery(pieces.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
        missing=Coalesce(
            Subquery(pieces.filter(~Exists(done)).annotate(n=Count("pk")).values("n"), output_field=IntegerField()),
            0,
        ),
    )


def waiting_in(locales: Iterable[Locale]) -> list[Waiting]:
    """Return the pages that wait in some languages: those first that were sent back, then the newest."""
    translations = with_progress(Translation.objects.filter(enabled=True, target_locale__in=list(locales)))
    by_page = {(each.source.object_id, each.target_locale_id): each for each in translations.select_related("source")}
    pages = Page.objects.filter(
        translation_key__in={key for key, _locale in by_page}, locale__in=list(locales), alias_of__isnull=True
    )
    # Wagtail fetches the state of each page's review for all of them at once.
    found = list(_waiting(pages.select_related("locale").prefetch_workflow_states(), by_page))
    return sorted(found, key=lambda each: (each.todo.value, -by_page[_key(each.page)].pk))


def _waiting(pages: Iterable[Page], by_page: dict[Any, Any]) -> Iterator[Waiting]:
    for page in pages:
        translation = by_page.get(_key(page))
        state = page.current_workflow_state
        if translation is None or (state and state.status == WorkflowState.STATUS_IN_PROGRESS):
            continue
        counts = (translation.pieces, translation.missing)
        if state is not None:
            yield Waiting(page, Todo.CHANGE, *counts, comment=state.current_task_state.comment)
        elif translation.missing:
            yield Waiting(page, Todo.TRANSLATE, *counts)
        elif not page.live or page.has_unpublished_changes:
            yield Waiting(page, Todo.SUBMIT, *counts)


def _key(page: Page) -> tuple[Any, int]:
    return page.translation_key, page.locale_id


class TranslatorsPanel(Component):
    """Shows on the start page of the CMS what waits for somebody who translates, in their languages."""

    name = "translations_waiting"
    template_name = "pages/translating/waiting.html"
    # Before Wagtail's own lists, which begin at 210.
    order = 130
    most = 20

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the first of them, and how many there are."""
        locales = languages_of(parent_context["request"].user)
        waiting = waiting_in(locales) if locales else []
        return {"locales": locales, "waiting": waiting[: self.most], "more": max(0, len(waiting) - self.most)}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the list on the start page (a construct_homepage_panels hook)."""
    panels.append(TranslatorsPanel())
