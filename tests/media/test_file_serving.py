"""A picture or document answers only while a page that anyone may see uses it."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from consent.models import ConsentRecord
from home.models import HomePage, OrganizationPage
from media.ladder import ladder
from media.models import DocumentFile, Picture, Rendition
from stories.models import StoryPage
from story_factory import MakeStory, approve


@pytest.fixture
def shown(picture: Picture, make_story: MakeStory) -> StoryPage:
    """A story that anyone may read, with a picture."""
    return make_story(listing_picture=picture, listing_picture_decorative=True)


def addresses(picture: Picture) -> list[str]:
    """Return the public addresses of everything that was ever made of a picture."""
    ladder(picture)
    picture.get_rendition("original")
    return [rendition.public_url for rendition in Rendition.objects.filter(image=picture)]


def status(client: Client, address: str, **extra: str) -> int:
    """Return the status of an answer, and close the file that it holds."""
    response = client.get(address, **extra)  # type: ignore[arg-type]
    response.close()
    return int(response.status_code)


def answers(client: Client, picture: Picture) -> set[int]:
    """Ask all addresses, also as somebody who has a copy and wants to know whether it still holds."""
    conditional = {"HTTP_IF_NONE_MATCH": "*"}
    return {status(client, address, **extra) for address in addresses(picture) for extra in ({}, conditional)}


def test_a_picture_that_no_page_shows_has_no_address(client: Client, picture: Picture) -> None:
    assert answers(client, picture) == {404}
    assert client.get(addresses(picture)[0])["Cache-Control"] == "no-store"


def test_a_picture_answers_with_its_page(client: Client, picture: Picture, shown: StoryPage) -> None:
    response = client.get(addresses(picture)[0])
    response.close()
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    again = client.get(addresses(picture)[0], HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304


def test_a_picture_goes_and_comes_with_its_page(client: Client, picture: Picture, shown: StoryPage) -> None:
    shown.unpublish()
    assert answers(client, picture) == {404}
    shown.save_revision().publish()
    approve(shown)
    assert status(client, addresses(picture)[0]) == 200


def test_a_withdrawn_consent_closes_the_pictures(client: Client, picture: Picture, shown: StoryPage) -> None:
    ConsentRecord.objects.get().withdraw()
    assert answers(client, picture) == {404}


def test_a_consent_that_ended_closes_the_pictures_with_no_job_running(
    client: Client, picture: Picture, shown: StoryPage
) -> None:
    later = timezone.now() + timedelta(days=3 * 365)
    with mock.patch("django.utils.timezone.now", return_value=later):
        assert answers(client, picture) == {404}


def test_a_picture_of_a_draft_is_not_public_yet_and_the_old_one_still_is(
    client: Client, picture: Picture, shown: StoryPage
) -> None:
    with picture.file.open("rb") as file:
        other = Picture.objects.create(title="Another", file=ContentFile(file.read(), "another.png"))
    shown.listing_picture = other
    shown.save_revision()
    assert answers(client, other) == {404}
    assert status(client, addresses(picture)[0]) == 200


def test_the_address_in_the_cms_is_for_those_who_log_in(cms: Client, picture: Picture) -> None:
    rendition = ladder(picture).jpeg
    assert status(Client(), rendition.url) == 302
    response = cms.get(rendition.url)
    response.close()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert status(cms, rendition.url.replace(rendition.file_name, "missing.jpg")) == 404


def test_a_preview_shows_pictures_that_are_not_public(cms: Client, picture: Picture, shown: StoryPage) -> None:
    shown.unpublish()
    page = cms.get(f"/cms/pages/{shown.pk}/view_draft/").content.decode()
    assert f'src="{ladder(picture).jpeg.url}"' in page
    assert f'src="{ladder(picture).jpeg.public_url}"' not in page


def test_a_document_answers_only_while_a_page_offers_it(cms: Client, home: HomePage) -> None:
    client = Client()
    document = DocumentFile.objects.create(title="Leaflet", file=ContentFile(b"Plain words", "leaflet.txt"))
    assert status(client, document.url) == 404
    assert status(cms, document.url) == 200
    link = f'<p><a linktype="document" id="{document.pk}">Leaflet</a></p>'
    page = OrganizationPage(title="Leaflets", slug="leaflets", summary="All of them", body=[("text", link)])
    home.add_child(instance=page)
    page.save_revision().publish()
    assert status(client, document.url) == 200
    page.unpublish()
    assert status(client, document.url) == 404
