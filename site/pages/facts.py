"""Keeps the side table in step with the pages."""

from typing import Any

from django.db.models import Model

from pages.models import BasePage, PageFacts


def record_facts(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Write what listings and reports ask for across kinds of pages (a post_save receiver for every page)."""
    if isinstance(instance, BasePage):
        PageFacts.objects.update_or_create(
            page_id=instance.pk,
            defaults={
                "summary": instance.summary,
                "quotes_people": bool(instance.people_at()),
                "sensitive": instance.sensitive,
                "content_owner_id": instance.content_owner_id,
                "review_by": instance.review_by,
            },
        )
