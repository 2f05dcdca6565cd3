"""The sizes of pictures: made when a picture enters or a page is published, never while a reader waits."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from tell_tale_files import drawing, encoded

from media.ladder import WIDTHS, ladder
from media.models import Picture, Rendition
from story_factory import MakeStory, clear


@pytest.fixture
def story_address(make_story: MakeStory, picture: Picture) -> str:
    """The address of a story that shows the picture at its top and in its text."""
    story = make_story(
        listing_picture=picture,
        listing_picture_decorative=True,
        body=[("picture", {"picture": picture, "caption": "A drawing"})],
    )
    return str(story.url)


def forget(**conditions: object) -> None:
    Rendition.objects.filter(**conditions).delete()
    cache.clear()


@pytest.mark.parametrize(
    "missing", [{}, {"filter_spec__contains": "jpeg"}, {"filter_spec__contains": "webp"}, {"width": 640}]
)
def test_a_reader_makes_no_size_and_meets_no_error(
    client: Client, story_address: str, picture: Picture, missing: dict[str, object]
) -> None:
    forget(**missing)
    left = set(Rendition.objects.values_list("pk", flat=True))
    for address in (story_address, "/en/stories/", "/en/"):
        response = client.get(address)
        assert response.status_code == 200
        assert picture.file.name.encode() not in response.content
    assert set(Rendition.objects.values_list("pk", flat=True)) == left


def test_the_next_size_stands_in_for_a_missing_one(picture: Picture) -> None:
    forget(filter_spec__contains="jpeg")
    found = ladder(Picture.objects.get())
    assert found is not None
    assert found.jpeg.width == 960
    forget(width__lt=WIDTHS[-1])
    found = ladder(Picture.objects.get())
    assert found is not None
    assert [rendition.width for rendition in found.webp] == [found.jpeg.width] == [1280]


def test_a_picture_without_any_size_is_left_out(picture: Picture) -> None:
    forget()
    assert ladder(Picture.objects.get()) is None


def test_a_small_picture_is_not_enlarged(db: None) -> None:
    small = Picture.objects.create(title="Small", file=ContentFile(encoded(drawing((500, 300))), "small.png"))
    found = ladder(small)
    assert found is not None
    assert [rendition.width for rendition in found.webp] == [320, 500]


def test_publishing_a_page_makes_what_its_pictures_lack(
    client: Client, make_story: MakeStory, picture: Picture, story_address: str
) -> None:
    forget()
    page = make_story().get_parent().get_children().get(slug="story-1").specific
    page.save_revision().publish()
    clear(page)
    found = ladder(Picture.objects.get())
    assert found is not None
    assert [rendition.width for rendition in found.webp] == list(WIDTHS)
    assert found.jpeg.public_url.encode() in client.get(story_address).content


def test_a_command_makes_what_is_missing_and_names_what_it_cannot(
    picture: Picture, capsys: pytest.CaptureFixture[str]
) -> None:
    forget()
    call_command("make_renditions")
    assert Rendition.objects.count() == len(WIDTHS) + 1
    forget()
    Path(picture.file.path).unlink()
    call_command("make_renditions")
    assert f"picture {picture.pk} is missing" in capsys.readouterr().err


def test_the_address_of_a_size_says_nothing_and_is_never_given_again(picture: Picture) -> None:
    found = ladder(picture)
    assert found is not None
    names = {rendition.file_name for rendition in (*found.webp, found.jpeg)}
    for name in names:
        assert re.fullmatch(rf"{Path(picture.file.name).stem}-[0-9a-f]{{8}}\.(webp|jpg)", name)
    forget()
    call_command("make_renditions")
    again = set(Rendition.objects.values_list("file", flat=True))
    assert not names & {Path(name).name for name in again}
