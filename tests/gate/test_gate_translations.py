"""Translating side by side: what is judged and approved is what would be published."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from gate_cases import LogIn, approve_in_the_screens, messages_in, translate, words
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from accounts.models import User
from consent.officers import OFFICERS
from stories.models import StoryPage

REFUSED = "cannot be published yet"


def publish(browser: Client, page: StoryPage) -> Any:
    return browser.post(f"/cms/pages/{page.pk}/edit/", {"action": "publish"}, follow=True)


def test_sending_a_story_to_be_translated_publishes_nothing(
    cms: Client, french: StoryPage, locales: dict[str, Locale]
) -> None:
    english = french.get_translation(locales["en"])
    data = {"locales": [locales["ar"].pk], "include_subtree": ""}
    response = cms.post(f"/cms/localize/submit/page/{english.pk}/", data, follow=True)
    assert response.status_code == 200
    assert not StoryPage.objects.get(pk=french.pk).live
    assert not StoryPage.objects.filter(locale=locales["ar"], live=True).exists()


def test_publishing_a_translation_is_refused(cms: Client, french: StoryPage) -> None:
    response = publish(cms, french)
    assert REFUSED in messages_in(response)
    assert "nor recorded the consent to read and approve it as it stands." in messages_in(response)
    assert not StoryPage.objects.get(pk=french.pk).live


def test_the_approved_translation_is_what_is_published(
    cms: Client, french: StoryPage, log_in: LogIn, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    translate(french)
    response = approve_in_the_screens(log_in(officer), french)
    assert "The approval was recorded" in messages_in(response)
    with django_capture_on_commit_callbacks(execute=True):
        response = publish(cms, french)
    assert REFUSED not in messages_in(response)
    page = Client().get(StoryPage.objects.get(pk=french.pk).url)
    assert page.status_code == 200
    assert "Le début." in page.content.decode()


def test_an_officer_reads_the_translation_that_is_approved(french: StoryPage, log_in: LogIn, officer: User) -> None:
    translate(french)
    address = f"/cms/protection/stories/{french.translation_key}/texts/fr/"
    assert "Le début." in log_in(officer).get(address).content.decode()


def test_a_piece_translated_after_the_approval_needs_another(
    cms: Client, french: StoryPage, log_in: LogIn, officer: User
) -> None:
    approve_in_the_screens(log_in(officer), french)
    translate(french)
    assert REFUSED in messages_in(publish(cms, french))


def test_the_editor_of_translations_leads_to_the_checklist(cms: Client, french: StoryPage) -> None:
    address = f"/cms/checklist/{french.pk}/screen/"
    assert f'href="{address}"' in cms.get(f"/cms/pages/{french.pk}/edit/").content.decode()
    assert "nor recorded the consent to read and approve it" in words(cms.get(address))
    english = StoryPage.objects.get(locale__language_code="en")
    assert (
        f'href="/cms/checklist/{english.pk}/screen/"' not in cms.get(f"/cms/pages/{english.pk}/edit/").content.decode()
    )


def test_updating_translations_publishes_only_what_may_be(
    cms: Client, french: StoryPage, log_in: LogIn, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    address = f"/cms/localize/update/{TranslationSource.objects.get().pk}/"
    assert cms.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        response = cms.post(address, {"publish_translations": "on"}, follow=True)
    assert REFUSED in messages_in(response)
    assert "Successfully updated" in messages_in(response)
    assert not StoryPage.objects.get(pk=french.pk).live
    approve_in_the_screens(log_in(officer), french)
    with django_capture_on_commit_callbacks(execute=True):
        response = cms.post(address, {"publish_translations": "on"}, follow=True)
    assert REFUSED not in messages_in(response)
    assert Client().get(StoryPage.objects.get(pk=french.pk).url).status_code == 200


def test_a_writer_updates_translations_and_publishes_none(
    french: StoryPage, log_in: LogIn, writer: User, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    approve_in_the_screens(log_in(officer), french)
    writer.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    address = f"/cms/localize/update/{TranslationSource.objects.get().pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        response = log_in(writer).post(address, {"publish_translations": "on"}, follow=True)
    assert "an editor publishes it" in messages_in(response)
    assert not StoryPage.objects.get(pk=french.pk).live


def test_updating_translations_without_publishing(
    cms: Client, french: StoryPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = cms.post(f"/cms/localize/update/{TranslationSource.objects.get().pk}/", follow=True)
    assert REFUSED not in messages_in(response)
    assert not StoryPage.objects.get(pk=french.pk).live


def test_officers_who_are_no_editors_read_translations(french: StoryPage, log_in: LogIn, officer: User) -> None:
    officer.groups.set(Group.objects.filter(name=OFFICERS))
    address = f"/cms/protection/stories/{french.translation_key}/"
    assert log_in(officer).get(address).status_code == 200
