"""Keeps the side table in step with the pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from pages.models import BasePage, PageFacts


def record_facts(
    sender: type[Model], instance: Model, update_fields: Iterable[str] | None = None, **kwargs: Any
) -> None:
    """Write what listings and reports ask for across kinds of pages (a post_save receiver for every page).

    What readers see is what counts. Wagtail saves a few fields of a live page while the object at hand holds a draft:
    the stored page is read then, or a draft without quotations would open the published page that has some.
    """
    if not isinstance(instance, BasePage):
        return
    page = instance if update_fields is None else type(instance).objects.get(pk=instance.pk)
    PageFacts.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "summary": page.summary,
            "quotes_people": bool(page.people_at()),
            "sensitive": page.sensitive,
            "content_owner_id": page.content_owner_id,
            "review_by": page.review_by,
        },
    )
