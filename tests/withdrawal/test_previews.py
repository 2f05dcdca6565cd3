"""A person sees exactly the text that would be published, and nobody else does; a yes is a yes to that text alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from own_cases import at, give_link, holder
from withdrawn_story import NAME

from accounts.models import User
from consent.clearing import suspend
from consent.models import FinalTextApproval, ProtectionEvent
from consent.texts import text_fingerprint, text_in_editor
from media.ladder import ladder
from media.models import Picture
from stories.models import StoryPage
from story_factory import MakeStory
from withdrawal.models import ChangeWish, PreviewLink
from withdrawal.withdrawing import withdraw

NEW = "A sentence that only the draft has."


@pytest.fixture
def draft(story: StoryPage) -> StoryPage:
    """The story with a draft that differs from what readers see."""
    story.body = [("text", f"<p>{NEW}</p>")]
    story.save_revision()
    return story


def test_it_shows_the_draft_and_leaves_no_trace(client: Client, draft: StoryPage, officer: User) -> None:
    _link, address = give_link(draft, officer)
    response = client.get(address)
    assert response.status_code == 200
    assert NEW in response.text
    assert NEW not in client.get(draft.url).text
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in response.text
    assert not response.cookies
    assert "csrf" not in response.text


def test_only_a_fingerprint_of_the_token_is_kept(draft: StoryPage, officer: User) -> None:
    _link, address = give_link(draft, officer)
    token = address.split("/")[-2]
    assert len(token) == 43  # 256 bits
    assert token not in str([*PreviewLink.objects.values(), *ProtectionEvent.objects.values()])


def test_it_ends_by_itself_and_says_what_to_do(
    client: Client, draft: StoryPage, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, address = give_link(draft, officer)
    assert link.expires_at - link.made_at > timedelta(days=13, hours=23)
    moment = link.expires_at
    monkeypatch.setattr(timezone, "now", lambda: moment)
    ended = client.get(address)
    assert ended.status_code == 404
    assert NAME not in ended.text
    assert "for a new one" in ended.text
    assert ended.content == client.get("/en/your-story/never-there/").content
    assert client.post(address, {"answer": "yes"}).status_code == 404
    assert not FinalTextApproval.objects.exists()


def test_an_officer_ends_it_at_once(client: Client, officer_browser: Client, draft: StoryPage, officer: User) -> None:
    link, address = give_link(draft, officer)
    revoking = at("link_revoke", draft.translation_key, link.pk)
    assert officer_browser.get(revoking).status_code == 200
    assert officer_browser.post(revoking).status_code == 302
    assert client.get(address).status_code == 404
    assert "Revoked on" in officer_browser.get(f"/cms/protection/stories/{draft.translation_key}/").text


def test_what_was_taken_back_or_suspended_is_not_shown(client: Client, draft: StoryPage, officer: User) -> None:
    _link, address = give_link(draft, officer)
    suspend(draft.translation_key, officer)
    assert client.get(address).status_code == 404
    withdraw(holder(draft))
    assert client.get(address).status_code == 404


def test_each_language_has_its_own(client: Client, draft: StoryPage, officer: User) -> None:
    french = StoryPage.objects.get(translation_key=draft.translation_key, locale__language_code="fr", alias_of=None)
    _link, address = give_link(french, officer)
    assert address.startswith("/fr/")
    assert client.get(address).status_code == 200
    assert client.get(address.replace("/fr/", "/en/")).status_code == 404


def test_a_yes_is_recorded_for_exactly_this_text(client: Client, draft: StoryPage, officer: User) -> None:
    link, address = give_link(draft, officer)
    assert client.post(address, {"answer": "yes"}).status_code == 200
    approval = FinalTextApproval.objects.get()
    page = StoryPage.objects.get(pk=draft.pk)
    assert approval.text_hash == text_fingerprint(text_in_editor(page)) == link.text_hash
    assert approval.text_hash != text_fingerprint(page)
    assert (approval.subject_id, approval.language_code, approval.recorded_by) == (link.subject_id, "en", None)
    event = ProtectionEvent.objects.get(verb="final_text_approved")
    assert (event.identifier, event.about) == (str(draft.translation_key), str(holder(draft)))
    client.post(address, {"answer": "yes"})
    assert FinalTextApproval.objects.count() == 1
    assert "You have said yes" in client.get(address).text


def test_after_a_change_there_is_no_yes(
    client: Client, officer_browser: Client, draft: StoryPage, officer: User
) -> None:
    _link, address = give_link(draft, officer)
    assert "so it shows nothing" not in officer_browser.get(f"/cms/protection/stories/{draft.translation_key}/").text
    draft.body = [("text", "<p>Another word.</p>")]
    draft.save_revision()
    for response in (client.get(address), client.post(address, {"answer": "yes"})):
        assert response.status_code == 409
        assert "The text has changed" in response.text
        assert NAME not in response.text
    client.post(address, {"answer": "change", "text": "No."})
    assert not FinalTextApproval.objects.exists()
    assert not ChangeWish.objects.exists()
    assert "so it shows nothing" in officer_browser.get(f"/cms/protection/stories/{draft.translation_key}/").text


def test_publishing_the_approved_text_changes_nothing(client: Client, draft: StoryPage, officer: User) -> None:
    _link, address = give_link(draft, officer)
    client.post(address, {"answer": "yes"})
    StoryPage.objects.get(pk=draft.pk).get_latest_revision().publish()
    assert "You have said yes" in client.get(address).text


def test_a_wish_is_kept_and_takes_the_yes_back(
    client: Client, officer_browser: Client, draft: StoryPage, officer: User
) -> None:
    link, address = give_link(draft, officer)
    client.post(address, {"answer": "yes"})
    assert client.post(address, {"answer": "change", "text": "Say bakery, not oven."}).status_code == 200
    wish = ChangeWish.objects.get()
    assert (wish.text, wish.link) == ("Say bakery, not oven.", link)
    assert not FinalTextApproval.objects.exists()
    read = officer_browser.get(at("wish", draft.translation_key, wish.pk))
    assert "Say bakery, not oven." in read.text
    assert ProtectionEvent.objects.filter(verb="preview_answer_opened").exists()


def test_an_empty_wish_is_asked_again(client: Client, draft: StoryPage, officer: User) -> None:
    _link, address = give_link(draft, officer)
    assert "Write what we shall change." in client.post(address, {"answer": "change", "text": " "}).text


def test_an_officer_makes_one_and_sees_its_address_once(
    client: Client, officer_browser: Client, draft: StoryPage
) -> None:
    link_add, story = at("link_add", draft.translation_key), f"/cms/protection/stories/{draft.translation_key}/"
    assert link_add in officer_browser.get(story).text
    subject = str(draft.pk and PreviewLink.subject.field.related_model.objects.get(contributor=holder(draft)).pk)
    page = officer_browser.post(link_add, {"subject": subject, "language_code": "en", "days": "3"})
    address = page.text.split("http://", 1)[1].split("<", 1)[0].split("/", 1)[1]
    assert NEW in client.get(f"/{address}").text
    assert address not in officer_browser.get(story).text
    assert "Opens until" in officer_browser.get(story).text
    assert officer_browser.post(link_add, {"subject": subject, "language_code": "en", "days": "99"}).status_code == 200
    assert PreviewLink.objects.count() == 1


def test_its_pictures_come_by_the_token_alone(
    client: Client, make_story: MakeStory, officer: User, picture: Picture
) -> None:
    page = make_story(title="Pictured", listing_picture=picture, listing_picture_decorative=True)
    StoryPage.objects.filter(pk=page.pk).update(live=False)
    page = StoryPage.objects.get(pk=page.pk)
    link, address = give_link(page, officer)
    text = client.get(address).text
    made = ladder(picture)
    assert made is not None
    path = f"{address}pictures/{made.jpeg.file_name}"
    assert path in text
    assert "/cms/" not in text
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    response.close()
    assert client.get(made.jpeg.public_url).status_code == 404
    assert client.get(path.replace(address.split("/")[-2], "x" * 43)).status_code == 404
    PreviewLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    assert client.get(path).status_code == 404


def test_no_other_picture_is_had_by_it(client: Client, draft: StoryPage, officer: User, picture: Picture) -> None:
    _link, address = give_link(draft, officer)
    made: Any = ladder(picture)
    assert client.get(f"{address}pictures/{made.jpeg.file_name}").status_code == 404
