"""The lists of health words, edited by whoever has the permission."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import HealthWord, ProtectionEvent
from consent.vocabulary import Verb

LIST, ADD = "health_words:index", "health_words:add"


@pytest.fixture
def keeper(editor_user: User) -> Client:
    """A browser of an editor who may edit the lists."""
    editor_user.user_permissions.add(
        *Permission.objects.filter(content_type__app_label="consent", content_type__model="healthword")
    )
    client = Client()
    client.force_login(editor_user)
    return client


@pytest.fixture(autouse=True)
def _two_words(db: None) -> None:
    HealthWord.objects.all().delete()
    HealthWord.objects.create(language_code="en", word="Hospital*")
    HealthWord.objects.create(language_code="fr", word="hépatite*")


def post(browser: Client, word: str, language_code: str = "en", url: str = "") -> Any:
    """Add a word, or store it at the address of another one."""
    return browser.post(url or reverse(ADD), {"language_code": language_code, "word": word})


def test_the_list_has_a_search_and_a_filter(keeper: Client) -> None:
    def listed(**asked: str) -> set[str]:
        content = keeper.get(reverse(LIST), asked).content.decode()
        return {word for word in ("Hospital*", "hépatite*") if word in content}

    assert listed() == {"Hospital*", "hépatite*"}
    assert listed(language_code="fr") == {"hépatite*"}
    assert listed(q="hosp") == {"Hospital*"}
    assert "Français" in keeper.get(reverse(LIST)).content.decode()


def test_a_word_is_added_changed_and_deleted(keeper: Client, editor_user: User) -> None:
    assert post(keeper, "  kidney   stone* ").status_code == 302
    word = HealthWord.objects.get(word="kidney stone*")
    post(keeper, "kidney*", url=reverse("health_words:edit", args=[word.pk]))
    word.refresh_from_db()
    assert (word.word, word.language_code) == ("kidney*", "en")
    keeper.post(reverse("health_words:delete", args=[word.pk]))
    assert not HealthWord.objects.filter(pk=word.pk).exists()
    events = ProtectionEvent.objects.filter(verb=Verb.HEALTH_WORD_CHANGED, identifier=str(word.pk))
    assert list(events.values_list("actor_id", flat=True)) == [editor_user.pk] * 3


@pytest.mark.parametrize(
    ("word", "language_code", "message"),
    [
        ("hospital*", "en", "“Hospital*” is in this list already"),
        ("HÓSPITAL *".replace(" ", ""), "en", "is in this list already"),
        ("hepatite*", "fr", "“hépatite*” is in this list already"),
        ("hos*pital", "en", "A star stands only at the end"),
        ("*hospital", "en", "A star stands only at the end"),
        ("hospital **", "en", "A star stands only at the end"),
        ("clinic *", "en", "A star stands only at the end"),
        ("", "en", "This field is required"),
        ("   ", "en", "This field is required"),
        ("*", "en", "Write a word"),
        ("19", "en", "Write a word"),
        ("clinic", "xx", "Select a valid choice"),
    ],
)
def test_what_finds_nothing_new_is_refused(keeper: Client, word: str, language_code: str, message: str) -> None:
    content = post(keeper, word, language_code).content.decode()
    assert message in content
    assert HealthWord.objects.count() == 2


def test_the_same_word_is_another_one_in_another_language_or_without_its_star(keeper: Client) -> None:
    post(keeper, "hospital*", "fr")
    post(keeper, "hospital")
    assert HealthWord.objects.count() == 4


def test_the_database_itself_keeps_no_word_twice(db: None) -> None:
    with pytest.raises(ValidationError, match="already"):
        HealthWord(language_code="en", word="HOSPITAL*").full_clean()
    with pytest.raises(IntegrityError):
        HealthWord.objects.create(language_code="en", word="HOSPITAL*")


def test_a_language_that_the_site_has_no_more_stays_as_it_is(keeper: Client) -> None:
    word = HealthWord.objects.create(language_code="nl", word="ziek*")
    url = reverse("health_words:edit", args=[word.pk])
    assert b'value="nl" selected' in keeper.get(url).content
    assert post(keeper, "zieken*", "nl", url).status_code == 302
    assert b'value="nl"' not in keeper.get(reverse(ADD)).content


def test_without_the_permission_nobody_edits_the_lists(editor_user: User, outsiders: dict[str, Client]) -> None:
    word = HealthWord.objects.get(language_code="en")
    for name, args in ((LIST, []), (ADD, []), ("health_words:edit", [word.pk]), ("health_words:delete", [word.pk])):
        answer = outsiders["editor"].post(reverse(name, args=args), {"language_code": "en", "word": "other"})
        assert answer.status_code in (302, 403, 405), name
    assert set(HealthWord.objects.values_list("word", flat=True)) == {"Hospital*", "hépatite*"}
    assert reverse(LIST) not in outsiders["editor"].get(reverse("wagtailadmin_home")).content.decode()


def test_the_lists_are_among_the_settings(keeper: Client) -> None:
    assert reverse(LIST) in keeper.get(reverse("wagtailadmin_home")).content.decode()
