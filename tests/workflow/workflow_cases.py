"""What the tests of the workflow have in common: a team, what the editor sends, and the windows of the steps."""

import json
from dataclasses import dataclass
from typing import Any, cast

from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from pages.gate import drafts
from pages.gate.reviewing import declaration_of
from pages.models import BasePage
from stories.models import StoryPage
from team import browser_of

XHR = {"X-Requested-With": "XMLHttpRequest"}


@dataclass(frozen=True)
class Team:
    """Everybody who has a part in publishing. Rita has recorded the consent, Olga has not."""

    writer: User
    olga: User
    rita: User
    editor: User


def form_data(page: StoryPage, **changed: Any) -> dict[str, Any]:
    """Return what the page editor sends."""
    values = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "standfirst": page.standfirst,
        "body": streamfield([("text", rich_text("<p>What happened.</p>"))]),
        "story_themes": inline_formset([]),
        "story_assistance": inline_formset([]),
        "cache_policy": page.cache_policy,
        "comments": inline_formset([]),
    }
    data: dict[str, Any] = nested_form_data(values | changed)
    return data


def submit(page: StoryPage, user: User) -> HttpResponse:
    """Press the button in the editor that begins the workflow."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return browser_of(user).post(url, form_data(page) | {"action-submit": "1"}, follow=True)


def step_of(page: BasePage) -> TaskState | None:
    """Return the step at which a page stands."""
    state: TaskState | None = type(page).objects.get(pk=page.pk).current_workflow_task_state
    return state


def window(page: BasePage, user: User, action: str, view: str = "workflow_action") -> dict[str, Any]:
    """Open the window of an action, and return what Wagtail's script gets."""
    step = step_of(page)
    assert step is not None
    url = reverse(f"wagtailadmin_pages:{view}", args=[page.pk, action, step.pk])
    answer: dict[str, Any] = json.loads(browser_of(user).get(url, headers=XHR).content)
    return answer


def act(page: BasePage, user: User, action: str, **values: str) -> HttpResponse:
    """Send the window of an action, as the dashboard does."""
    step = step_of(page)
    assert step is not None
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, step.pk])
    return browser_of(user).post(url, values, headers=XHR)


def draft_of(page: BasePage) -> BasePage:
    """Return the page as it stands in the editor by now."""
    page.refresh_from_db()
    return cast(BasePage, drafts.draft_of(page))


def fingerprint(page: BasePage) -> str:
    """Return the fingerprint of the text in the editor."""
    return declaration_of(draft_of(page)).text_hash


def approve(page: BasePage, user: User) -> dict[str, Any]:
    """Approve as an officer; return what the window says then."""
    answer: dict[str, Any] = json.loads(act(page, user, "approve", fingerprint=fingerprint(page)).content)
    return answer


def at_step(page: BasePage, kind: type) -> bool:
    """Say whether a page waits at a step."""
    step = step_of(page)
    return step is not None and isinstance(step.task.specific, kind)


def assert_unread(page: BasePage) -> None:
    cache.clear()
    assert not type(page).objects.get(pk=page.pk).live
    assert Client().get(page.url).status_code == 404
