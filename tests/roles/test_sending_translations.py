"""Sending pages to be translated: nothing goes live by the way, and those who translate are told and see what waits."""

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation

from accounts.mail_queue import deliver
from accounts.models import User
from home.models import HomePage
from rights_probes import World
from screens import messages_in, words
from team import TRANSLATORS, browser_of, member

ARABIC = "العربية"


@pytest.fixture
def _mails_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the queue's job where it is put in."""
    monkeypatch.setattr(type(deliver), "enqueue", lambda task, *args: task.func(*args))


def send(world: World, user: User, page: Page, code: str) -> Any:
    """Send a page to be translated, as its screen does."""
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return browser_of(user).post(url, {"locales": [Locale.objects.get(language_code=code).pk]}, follow=True)


def test_a_page_needs_its_place_in_the_tree(world: World, people: dict[str, User]) -> None:
    page = world.story
    answer = send(world, people["editor"], page, "ar")
    assert "Send the page above it, “Stories”, to be translated first" in messages_in(answer)
    assert not page.get_translations().exists()
    send(world, people["editor"], page.get_parent(), "ar")
    send(world, people["editor"], page, "ar")
    assert page.get_translations().filter(locale__language_code="ar", live=False).exists()


def test_a_home_page_begins_a_language_for_administrators(world: World, people: dict[str, User]) -> None:
    assert "added by an administrator" in messages_in(send(world, people["editor"], world.home, "fr"))
    assert HomePage.objects.count() == 2
    send(world, people["administrator"], world.home, "fr")
    assert HomePage.objects.filter(locale__language_code="fr", live=False).exists()


def test_only_possible_languages_are_offered(world: World, people: dict[str, User]) -> None:
    url = reverse("wagtail_localize:submit_page_translation", args=[world.published.pk])
    form = browser_of(people["writer"]).get(url).context["form"]
    assert [locale.language_code for locale in form.fields["locales"].queryset] == ["ar"]


@pytest.mark.usefixtures("_mails_at_once")
def test_translators_are_told_in_their_language(
    world: World, people: dict[str, User], django_capture_on_commit_callbacks: Any
) -> None:
    UserProfile.objects.create(user=people["translator"], preferred_language="fr")
    both = member("Edda", TRANSLATORS.name, "Editors")
    with django_capture_on_commit_callbacks(execute=True):
        send(world, both, world.published, "ar")
    assert [message.to for message in mail.outbox] == [["tarek@example.org"]]
    page = world.published.get_translation(Locale.objects.get(language_code="ar"))
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in mail.outbox[0].body
    assert "Published" in mail.outbox[0].body


@pytest.mark.usefixtures("_mails_at_once")
def test_translators_are_told_when_the_original_changed(
    world: World, people: dict[str, User], django_capture_on_commit_callbacks: Any
) -> None:
    url = reverse("wagtail_localize:update_translations", args=[world.translation.source.pk])
    with django_capture_on_commit_callbacks(execute=True):
        browser_of(people["editor"]).post(url)
    assert [message.to for message in mail.outbox] == [["tarek@example.org"]]
    assert f"A page waits to be translated into {ARABIC}" in mail.outbox[0].subject


@pytest.mark.usefixtures("_mails_at_once")
def test_nobody_is_told_of_what_was_not_stored(world: World, people: dict[str, User]) -> None:
    send(world, people["editor"], world.published, "ar")
    assert mail.outbox == []


class TestStartPage:
    """What waits for a translator stands on the start page of the CMS."""

    def read(self, people: dict[str, User], who: str = "translator") -> str:
        return words(browser_of(people[who]).get(reverse("wagtailadmin_home")))

    def test_what_is_to_be_translated(self, world: World, people: dict[str, User]) -> None:
        shown = self.read(people)
        assert "Waiting for you to translate" in shown
        assert f"Translated {ARABIC} To be translated" in shown
        pieces = world.translation.source.stringsegment_set.count()
        assert f"{pieces} of {pieces} pieces left" in shown
        assert "Waiting for you to translate" not in self.read(people, "editor")

    def test_what_is_translated_is_to_be_submitted_and_then_waits_no_more(
        self, world: World, people: dict[str, User]
    ) -> None:
        for segment in world.translation.source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=world.translation.target_locale,
                context=segment.context,
                data="translated" if segment.context.path == "slug" else "نص",
            )
        assert "Translated: please submit it for review" in self.read(people)
        page = world.translation.get_target_instance()
        browser_of(people["translator"]).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action-submit": "1"}
        )
        assert "Nothing waits for you." in self.read(people)
        state = Page.objects.get(pk=page.pk).current_workflow_task_state
        state.reject(user=people["editor"], comment="Please use the other word.")
        shown = self.read(people)
        assert "Sent back: please change it" in shown
        assert "Please use the other word." in shown

    def test_other_languages_do_not_wait_here(self, world: World, people: dict[str, User]) -> None:
        world.home.copy_for_translation(Locale.objects.get(language_code="fr"))
        french = Locale.objects.get(language_code="fr")
        Translation.objects.create(source=world.translation.source, target_locale=french).save_target(publish=False)
        assert "Français" not in self.read(people)


class TestAnotherLanguage:
    """A translator who opens a page of another language reads which languages are theirs, and where to go."""

    def open(self, people: dict[str, User], page: Page) -> str:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return messages_in(browser_of(people["translator"]).get(url, follow=True))

    def test_it_leads_to_the_page_in_their_language(self, world: World, people: dict[str, User]) -> None:
        source = world.translation.source.get_source_instance()
        said = self.open(people, source)
        assert f"is a page in English, and you translate into {ARABIC}." in said
        assert "Open the page in your language:" in said

    def test_or_says_who_can_send_it(self, world: World, people: dict[str, User]) -> None:
        assert "It was not sent to be translated yet." in self.open(people, world.draft)

    def test_others_are_refused_in_their_language(self, world: World, people: dict[str, User]) -> None:
        UserProfile.objects.create(user=people["writer"], preferred_language="fr")
        url = reverse("wagtailusers_users:add")
        said = messages_in(browser_of(people["writer"]).get(url, follow=True))
        with translation.override("fr"):
            assert gettext("Sorry, you do not have permission to access this area.") in said
        assert "Sorry" not in said

    def test_an_officer_reads_where_texts_are_read(self, world: World, people: dict[str, User]) -> None:
        browser = browser_of(people["protection officer"])
        answer = browser.get(reverse("wagtailadmin_pages:edit", args=[world.story.pk]), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("protection:story", args=[world.story.translation_key])
        assert "is read under Protection." in messages_in(answer)
        answer = browser.get(reverse("wagtailadmin_pages:edit", args=[world.draft.pk]), follow=True)
        assert "shows nobody, so it needs no protection officer." in messages_in(answer)
