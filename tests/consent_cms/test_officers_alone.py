"""Nobody but protection officers reads what identifies a person: not through these screens, and not around them."""

import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.views.debug import SafeExceptionReporterFilter, get_exception_reporter_class
from officer_cases import enter, form_of, make_consent, permit, readable

from accounts.models import User
from consent.cms import urls
from consent.cms.views import contributors
from consent.cms.views.stories import StoryList
from consent.models import CommonWordAnswer, ConsentRecord, Contributor, ProtectionEvent, StorySubject
from stories.models import StoryPage

SCREENS = [pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]


@pytest.fixture
def addresses(
    person: Contributor, record: ConsentRecord, story: StoryPage, subject: StorySubject, officer_user: User
) -> dict[str, str]:
    """The address of every screen, each with something to show."""
    draft = make_consent(person)
    permit(draft)
    answer = CommonWordAnswer.objects.create(
        contributor=person, spelling="Ezbrin", translation_key=story.translation_key, language_code="en"
    )
    values: dict[str, Any] = {
        "contributor_id": person.pk,
        "record_id": record.pk,
        "scope_id": record.scopes.first().pk,  # type: ignore[union-attr]
        "form_id": form_of(record).pk,
        "translation_key": story.translation_key,
        "subject_id": subject.pk,
        "language_code": "en",
        "answer_id": answer.pk,
    }
    for_drafts = {"record_edit", "permissions", "form_add", "make_valid", "discard"}
    found = {}
    for pattern in SCREENS:
        name = str(pattern.name)
        wanted = set(pattern.pattern.regex.groupindex)
        chosen = {key: value for key, value in values.items() if key in wanted}
        if name in for_drafts:
            chosen["record_id"] = draft.pk
        found[name] = reverse(f"protection:{name}", kwargs=chosen)
    return found


def test_officers_open_every_screen(officer: Client, addresses: dict[str, str]) -> None:
    answers = {name: officer.get(url).status_code for name, url in addresses.items()}
    assert answers.pop("form_add") == 405
    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_any(outsiders: dict[str, Client], addresses: dict[str, str], method: str) -> None:
    before = ProtectionEvent.objects.count()
    records = ConsentRecord.objects.count()
    for who, client in outsiders.items():
        for name, url in addresses.items():
            response = getattr(client, method)(url)
            expected = 302 if who == "anonymous" else 403
            if who == "editor" and response.status_code == 302:
                pytest.fail(f"{name} sent the editor to {response['Location']}")
            assert response.status_code == expected, (who, name)
            assert readable(response.content) == [], (who, name)
    assert ProtectionEvent.objects.count() == before
    assert ConsentRecord.objects.count() == records


def test_an_officer_who_was_removed_is_refused_at_once(
    officer: Client, officer_user: User, addresses: dict[str, str]
) -> None:
    officer_user.groups.clear()
    officer_user.is_superuser = True
    officer_user.save()
    assert officer.get(addresses["contributor"]).status_code == 403
    assert officer.get(addresses["form"]).status_code == 403


def test_the_menu_has_the_entry_for_officers_alone(officer: Client, outsiders: dict[str, Client], story: Any) -> None:
    home, entry = reverse("wagtailadmin_home"), reverse("protection:contributors").encode()
    assert entry in officer.get(home).content
    assert entry not in outsiders["superuser"].get(home).content
    assert entry not in outsiders["editor"].get(home).content


def test_the_page_editor_leads_officers_alone_to_the_people(
    officer_user: User, officer: Client, outsiders: dict[str, Client], story: StoryPage
) -> None:
    officer_user.groups.add(Group.objects.get(name="Editors"))
    officer_user.groups.add(Group.objects.get(name="Moderators"))
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    link = reverse("protection:story", args=[story.translation_key]).encode()
    assert link in officer.get(edit).content
    assert link not in outsiders["superuser"].get(edit).content


def _everywhere(story: StoryPage) -> Iterator[str]:
    """Yield the addresses of the CMS without arguments, and those about one page or user."""
    resolver = get_resolver()
    for name in (key for key in _names(resolver) if key.startswith("wagtail")):
        try:
            yield reverse(name)
        except Exception:  # an address with arguments
            continue
    for name in ("edit", "history", "usage", "view_draft", "workflow_history", "delete", "copy", "move"):
        yield reverse(f"wagtailadmin_pages:{name}", args=[story.pk])
    yield reverse("wagtailadmin_explore", args=[story.get_parent().pk])
    yield f"{reverse('wagtailadmin_pages:search')}?q=Mara"
    yield f"{reverse('wagtailadmin_reports:site_history')}?export=csv"
    yield f"{reverse('wagtailadmin_reports:site_history')}?export=xlsx"


def _names(resolver: Any, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{prefix}{pattern.name}"
        else:
            yield from _names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def test_a_superuser_finds_nothing_anywhere_in_the_cms(
    outsiders: dict[str, Client], story: StoryPage, subject: StorySubject, administrator: User, officer: Client
) -> None:
    officer.get(reverse("protection:contributor", args=[subject.contributor_id]))
    client = outsiders["superuser"]
    urls_of_users = [
        reverse("wagtailusers_users:edit", args=[administrator.pk]),
        reverse("wagtailusers_groups:index"),
        *(reverse("wagtailusers_groups:edit", args=[group.pk]) for group in Group.objects.all()),
    ]
    client.raise_request_exception = False
    visited = 0
    for url in {*_everywhere(story), *urls_of_users}:
        if "logout" in url:
            continue
        response = client.get(url)
        content = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
        assert readable(content) == [], url
        assert str(subject.contributor_id).encode() not in content, url
        visited += response.status_code == 200
    assert visited > 40


def test_the_public_site_shows_nothing(client: Client, story: StoryPage, subject: StorySubject) -> None:
    for url in (story.url, "/en/stories/", "/en/", "/en/stories/atom.xml"):
        assert readable(client.get(url).content) == []


def test_an_error_page_and_its_report_show_nothing(
    officer: Client, person: Contributor, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.DEBUG = False
    reports: list[str] = []

    def fail(_lights: Any, _person: Contributor) -> str:
        secret = ", ".join(_person.true_names)
        raise RuntimeError(f"after {len(secret)} characters")

    class Keep(logging.Handler):
        def emit(self, entry: logging.LogRecord) -> None:
            request = entry.request  # type: ignore[attr-defined]
            reporter = get_exception_reporter_class(request)(request, *sys.exc_info(), is_email=True)
            reports.extend([reporter.get_traceback_html(), reporter.get_traceback_text(), self.format(entry)])

    handler = Keep()
    monkeypatch.setattr(contributors.Lights, "contributor", fail)
    officer.raise_request_exception = False
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        response = officer.get(reverse("protection:contributor", args=[person.pk]))
    finally:
        logger.removeHandler(handler)
    assert response.status_code == 500
    assert readable(response.content) == []
    assert len(reports) == 3
    for report in reports:
        assert readable(report.encode()) == []
        assert "RuntimeError" in report


def test_what_was_typed_is_not_in_the_report_of_an_error(
    officer: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.DEBUG = False
    seen: list[dict[str, Any]] = []

    def fail(form: Any) -> bool:
        raise RuntimeError

    class Keep(logging.Handler):
        def emit(self, entry: logging.LogRecord) -> None:
            request = entry.request  # type: ignore[attr-defined]
            seen.append(dict(SafeExceptionReporterFilter().get_post_parameters(request)))

    handler = Keep()
    monkeypatch.setattr(contributors.ContributorForm, "is_valid", fail)
    officer.raise_request_exception = False
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        officer.post(reverse("protection:contributor_add"), {"true_names": "Ezbrin Qwolda"})
    finally:
        logger.removeHandler(handler)
    assert len(seen) == 1
    assert seen[0]["true_names"] == [SafeExceptionReporterFilter.cleansed_substitute]


def test_nothing_is_in_what_objects_are_called(person: Contributor, record: ConsentRecord, story: StoryPage) -> None:
    subject = enter(story.translation_key, person)
    for each in (person, record, form_of(record), subject):
        assert readable(f"{each!r} {each!s}".encode()) == []


def test_officers_pages_are_kept_by_nobody(officer: Client, addresses: dict[str, str]) -> None:
    for name, url in addresses.items():
        if name != "form_add":
            assert "no-store" in officer.get(url)["Cache-Control"], name


def test_an_officer_who_is_turned_away_reads_why(
    officer: Client, outsiders: dict[str, Client], story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn_away(*_args: Any) -> None:
        raise PermissionDenied("You have written this text.")

    monkeypatch.setattr(StoryList, "get", turn_away)
    seen = officer.get(reverse("protection:stories"))
    assert seen.status_code == 403
    assert "Another protection officer has to do this" in seen.content.decode()
    assert "You have written this text." in seen.content.decode()
    assert "You have written this text." not in outsiders["editor"].get(reverse("protection:stories")).content.decode()
