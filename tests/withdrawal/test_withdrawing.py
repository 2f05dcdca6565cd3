"""After the one call nothing of a withdrawn story can be met on any surface; and a mistake can be undone."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page
from withdrawn_story import NAME

from accounts.models import User
from consent.clearing import is_suspended, resume, suspend
from consent.models import ConsentRecord, ConsentScope, Contributor, ProtectionEvent, StorySubject
from consent.surfaces import Surface, register_surface, surfaces
from consent.vocabulary import Channel, Element, RecordStatus, Role
from pages.surfaces import standings_of
from stories.models import StoryPage
from story_factory import MakeStory, clear
from syndication.identity import entry_id
from withdrawal.models import Fate, GoneAddress, State, Withdrawal
from withdrawal.withdrawing import NothingToWithdraw, TooLateToUndo, undo, withdraw

SURFACES = [surface.name for surface in surfaces()]
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def answers(client: Client, name: str, story: StoryPage) -> dict[str, Any]:
    """Return what a surface answers at each address."""
    (surface,) = [each for each in surfaces() if each.name == name]
    cache.clear()
    return {path: client.get(path) for path in surface.addresses(story.translation_key)}


@pytest.mark.parametrize("name", SURFACES)
def test_no_surface_shows_anything_of_it(name: str, client: Client, story: StoryPage, contributor: Contributor) -> None:
    before = answers(client, name, story)
    assert any(NAME.lower() in answer.content.decode().lower() for answer in before.values()), "it was never there"
    withdraw(contributor.pk)
    for path, answer in answers(client, name, story).items():
        assert NAME.lower() not in answer.content.decode().lower(), path


def test_its_addresses_answer_that_it_is_gone(client: Client, story: StoryPage, contributor: Contributor) -> None:
    standings = list(standings_of(story.translation_key))
    assert {standing.path for standing in standings} == {
        "/en/stories/temurazi/",
        "/en/stories/the-same/",
        "/fr/stories/temurazi-fr/",
        "/en/stories/old-temurazi",
    }
    withdraw(contributor.pk)
    for standing in standings:
        response = client.get(standing.path, follow=True)
        assert response.status_code == 410, standing.path
        assert response["Cache-Control"] == "no-cache"
        assert "temurazi" not in response.content.decode().lower()
    assert client.get("/en/stories/never-there/").status_code == 404
    assert client.get("/en/stories/story-1/").status_code == 200


def test_no_address_is_kept_in_readable_form(story: StoryPage, contributor: Contributor) -> None:
    withdraw(contributor.pk)
    kept = [*GoneAddress.objects.values(), *Withdrawal.objects.values()]
    assert len(GoneAddress.objects.all()) == 4
    assert NAME.lower() not in str(kept).lower()


def test_feeds_take_it_back(client: Client, story: StoryPage, contributor: Contributor) -> None:
    def deleted(code: str) -> list[str]:
        feed = ElementTree.fromstring(client.get(f"/{code}/feeds/stories.atom").content)
        return [entry.attrib["ref"] for entry in feed.iter(TOMBSTONE)]

    withdrawal = withdraw(contributor.pk)
    assert deleted("en") == [entry_id(story.translation_key, "en")]
    assert deleted("fr") == [entry_id(story.translation_key, "fr")]
    assert deleted("ar") == []
    feed = ElementTree.fromstring(client.get("/en/feeds/stories.atom").content)
    assert feed.findtext("{http://www.w3.org/2005/Atom}updated", "") >= withdrawal.made_at.isoformat()[:19]
    undo(withdrawal.pk, contributor_officer())
    assert deleted("en") == []


def contributor_officer() -> User:
    """Return somebody who may undo."""
    return User.objects.get_or_create(email="ines@example.org")[0]


def test_nothing_opens_it_again(client: Client, story: StoryPage, contributor: Contributor, officer: User) -> None:
    story.go_live_at = timezone.now() - timedelta(minutes=1)
    scheduled = story.save_revision(approved_go_live_at=story.go_live_at)
    withdraw(contributor.pk, officer)
    scheduled.publish()
    clear(story)
    StoryPage.objects.get(pk=story.pk).save_revision().publish()
    assert client.get("/en/stories/temurazi/").status_code == 410


def test_it_is_undone_as_if_nothing_had_been(
    client: Client, story: StoryPage, contributor: Contributor, officer: User
) -> None:
    withdrawal = withdraw(contributor.pk, officer)
    undo(withdrawal.pk, officer)
    for standing in standings_of(story.translation_key):
        assert client.get(standing.path, follow=True).status_code == 200, standing.path
    record = ConsentRecord.objects.get(contributor=contributor)
    assert (record.status, record.withdrawn_on) == (RecordStatus.VALID, None)
    verbs = list(ProtectionEvent.objects.filter(kind="withdrawal").values_list("verb", "actor_id"))
    assert verbs == [("withdrawal_made", officer.pk), ("withdrawal_undone", officer.pk)]
    with pytest.raises(TooLateToUndo):
        undo(withdrawal.pk, officer)


def test_after_its_days_it_cannot_be_undone(
    story: StoryPage, contributor: Contributor, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdrawal = withdraw(contributor.pk, officer)
    assert withdrawal.final_at - withdrawal.made_at == timedelta(days=7)
    monkeypatch.setattr(timezone, "now", lambda: withdrawal.final_at)
    with pytest.raises(TooLateToUndo):
        undo(withdrawal.pk, officer)
    assert is_suspended(story.translation_key)


def test_undoing_leaves_suspended_what_was(story: StoryPage, contributor: Contributor, officer: User) -> None:
    suspend(story.translation_key, officer)
    withdrawal = withdraw(contributor.pk, officer)
    undo(withdrawal.pk, officer)
    assert is_suspended(story.translation_key)


def test_of_two_withdrawals_the_other_keeps_it_closed(
    client: Client, story: StoryPage, contributor: Contributor, officer: User
) -> None:
    partial = withdraw(contributor.pk, officer, [Element.FAMILY])
    whole = withdraw(contributor.pk, officer)
    undo(whole.pk, officer)
    assert is_suspended(story.translation_key)
    undo(partial.pk, officer)
    assert client.get("/en/stories/temurazi/").status_code == 200


def test_it_cannot_be_withdrawn_twice(story: StoryPage, contributor: Contributor) -> None:
    withdraw(contributor.pk)
    with pytest.raises(NothingToWithdraw):
        withdraw(contributor.pk)
    assert Withdrawal.objects.count() == 1


def test_half_a_withdrawal_is_none(
    client: Client, story: StoryPage, contributor: Contributor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(ConsentRecord, "withdraw", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        withdraw(contributor.pk)
    assert not Withdrawal.objects.exists()
    assert client.get("/en/stories/temurazi/").status_code == 200


def test_in_somebody_elses_story_they_are_taken_out(
    client: Client, story: StoryPage, contributor: Contributor, make_story: MakeStory
) -> None:
    other = StoryPage.objects.get(title="Another story")
    StorySubject.objects.create(translation_key=other.translation_key, contributor=contributor, role=Role.RELATIVE)
    withdrawal = withdraw(contributor.pk)
    fates = dict(withdrawal.stories.values_list("translation_key", "fate"))
    assert fates == {story.translation_key: Fate.ERASE, other.translation_key: Fate.REWRITE}
    assert client.get(other.url).status_code == 410


@pytest.mark.parametrize("element", sorted({*Element} - {Element.FACE, Element.VOICE, Element.STORY_TEXT}))
def test_what_only_other_words_can_leave_out_closes_the_story(
    element: Element, client: Client, story: StoryPage, contributor: Contributor
) -> None:
    withdrawal = withdraw(contributor.pk, elements=[element])
    assert [each.fate for each in withdrawal.stories.all()] == [Fate.REWRITE]
    assert client.get("/fr/stories/temurazi-fr/").status_code == 410
    held = ConsentScope.objects.filter(record__contributor=contributor, channel=Channel.WEBSITE)
    still = held.filter(withdrawn_on__isnull=True)
    assert set(still.values_list("element", flat=True)) == {*Element} - {element}


def test_the_address_is_told_from_others_in_every_spelling(
    client: Client, story: StoryPage, contributor: Contributor
) -> None:
    withdraw(contributor.pk)
    with override("en"):
        for path in ("/en/stories/temurazi/", "/en/stories/Temurazi/", "/en/stories/%74emurazi/"):
            assert client.get(path).status_code == 410, path


def test_a_state_that_is_lifted_by_hand_opens_nothing(
    client: Client, story: StoryPage, contributor: Contributor, officer: User
) -> None:
    """Somebody who lifts the suspension does not give back what the person took."""
    withdraw(contributor.pk, officer)
    resume(story.translation_key, officer)
    assert client.get("/en/stories/temurazi/").status_code == 410
    assert not Page.objects.get(pk=story.pk).specific.clearances.exists()


def test_two_surfaces_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="pages"):
        register_surface(Surface("pages", lambda _story: []))


def test_the_state_says_what_it_is(story: StoryPage, contributor: Contributor) -> None:
    withdrawal = withdraw(contributor.pk)
    assert withdrawal.state == State.HIDDEN
    assert withdrawal.whole
