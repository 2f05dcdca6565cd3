"""A face that is taken back: a drawing takes the picture's place everywhere, at once, and the story stays."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from accounts.models import User
from consent.clearing import is_suspended
from consent.models import Contributor, StorySubject
from consent.vocabulary import Element, Face, IdentityLevel, PeopleShown
from home.models import HomePage, OrganizationPage
from media.ladder import ladder
from media.models import Picture, Rendition
from media.neutral import neutral_drawing
from media.people.models import PictureSubject
from stories.models import StoryPage
from story_factory import MakeStory, approve, colleague, give_consent
from withdrawal.models import HeldPicture
from withdrawal.withdrawing import undo, withdraw

RED = (224, 16, 16)


@pytest.fixture
def later(django_capture_on_commit_callbacks: Any) -> Any:
    """What happens in here is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def portrait(db: None) -> Picture:
    """A picture that is red wherever somebody stands."""
    content = BytesIO()
    Image.new("RGB", (900, 600), RED).save(content, "PNG")
    return Picture.objects.create(
        title="A portrait", file=ContentFile(content.getvalue(), "portrait.png"), people_shown=PeopleShown.YES
    )


@pytest.fixture
def story(make_story: MakeStory, portrait: Picture) -> StoryPage:
    """A story that shows the face of its main person."""
    page = make_story(cleared=False, listing_picture=portrait, listing_picture_decorative=True)
    record = give_consent(page)
    StorySubject.objects.update(face=Face.SHOWN, identity_level=IdentityLevel.FIRST_NAME)
    PictureSubject.objects.create(picture=portrait, contributor=record.contributor, face=Face.SHOWN)
    approve(page)
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def contributor(story: StoryPage) -> Contributor:
    """The main person."""
    return Contributor.objects.get()


def addresses(picture: Picture) -> list[str]:
    """Return the public addresses of a picture in all its sizes."""
    assert ladder(picture) is not None
    return [rendition.public_url for rendition in Rendition.objects.filter(image=picture)]


def status(client: Client, address: str) -> int:
    """Return what an address answers."""
    response = client.get(address)
    response.close()
    return response.status_code


def red_files() -> Iterator[Path]:
    """Yield the files beneath the public and the private folder that show what was taken back."""
    for folder in (Path(django_settings.MEDIA_ROOT), Path(django_settings.DATA_DIR) / "private"):
        for path in folder.rglob("*"):
            if path.is_file():
                try:
                    with Image.open(path) as image:
                        red, green, blue = image.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
                except OSError:
                    continue
                if red > 180 and green < 60 and blue < 60:
                    yield path


@pytest.fixture(autouse=True)
def _own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def test_the_story_goes_on_with_a_drawing(
    client: Client,
    story: StoryPage,
    portrait: Picture,
    contributor: Contributor,
    later: Any,
) -> None:
    old = addresses(portrait)
    assert client.get(story.url).status_code == 200
    assert list(red_files())
    with later():
        withdraw(contributor.pk, elements=[Element.FACE])
        assert {status(client, address) for address in old} == {404}
    assert not is_suspended(story.translation_key)
    assert client.get(story.url).status_code == 200
    assert {status(client, address) for address in old} == {404}
    new = addresses(Picture.objects.get(pk=portrait.pk))
    assert {status(client, address) for address in new} == {200}
    assert not list(red_files())
    assert not PictureSubject.objects.exists()


def test_what_is_held_for_undoing_is_encrypted(story: StoryPage, contributor: Contributor, later: Any) -> None:
    with later():
        withdraw(contributor.pk, elements=[Element.FACE])
    held = HeldPicture.objects.get()
    kept = Path(held.file.path).read_bytes()
    assert b"PNG" not in kept[:64]
    with held.file.open("rb") as file:
        assert file.read().startswith(b"\x89PNG")


def test_undoing_puts_the_picture_back(
    client: Client, story: StoryPage, portrait: Picture, contributor: Contributor, later: Any
) -> None:
    officer: User = colleague("Ines")
    with later():
        withdrawal = withdraw(contributor.pk, elements=[Element.FACE])
    with later():
        undo(withdrawal.pk, officer)
    picture = Picture.objects.get(pk=portrait.pk)
    assert picture.people_shown == PeopleShown.YES
    assert PictureSubject.objects.get().seen_file == picture.file.name
    assert StorySubject.objects.get().face == Face.SHOWN
    assert client.get(story.url).status_code == 200
    assert {status(client, address) for address in addresses(picture)} == {200}
    assert not HeldPicture.objects.exists()
    assert not [path for path in (Path(django_settings.DATA_DIR) / "private").rglob("*") if path.is_file()]


def test_a_picture_in_which_nobody_could_tell_who_it_is_stays(
    client: Client, story: StoryPage, portrait: Picture, contributor: Contributor, later: Any
) -> None:
    PictureSubject.objects.update(face=Face.BLURRED)
    with later():
        withdraw(contributor.pk, elements=[Element.FACE])
    assert list(red_files())
    assert PictureSubject.objects.exists()


def test_whoever_takes_everything_back_leaves_every_page(
    client: Client, home: HomePage, story: StoryPage, portrait: Picture, contributor: Contributor, later: Any
) -> None:
    """A page that shows them is not taken down, but the picture on it is."""
    page = OrganizationPage(
        title="Office", slug="office", summary="We", listing_picture=portrait, listing_picture_decorative=True
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    approve(page)
    assert client.get(page.url).status_code == 200
    with later():
        withdraw(contributor.pk)
    assert client.get(story.url).status_code == 410
    assert client.get(page.url).status_code == 200
    assert not list(red_files())


@pytest.mark.parametrize("size", [(1, 1), (4000, 3), (600, 900)])
def test_the_drawing_has_the_proportions_of_what_it_stands_for(size: tuple[int, int]) -> None:
    with Image.open(BytesIO(neutral_drawing(*size))) as image:
        assert max(image.size) <= 1280
        assert image.format == "JPEG"
        assert abs(image.width / image.height - size[0] / size[1]) <= size[0] / size[1]
