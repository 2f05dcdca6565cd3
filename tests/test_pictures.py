"""Pictures as they enter the library, and what stays of them."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from media.cleaning import UnreadablePicture, without_metadata
from media.ladder import ladder
from media.models import Picture
from story_factory import MakeStory

CAMERA = b"Camera-Serial-4711"


def photo(kind: str = "JPEG", size: tuple[int, int] = (1400, 900), colour: str = "#b9674a") -> bytes:
    """Return a photo that tells its camera in its EXIF, turned by a quarter as telephones store it."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010F] = CAMERA.decode()
    exif[0x0112] = 6
    output = BytesIO()
    image.save(output, kind, exif=exif)
    return output.getvalue()


def upload(cms: Client, content: bytes, name: str = "portrait-of-somebody.jpg") -> Any:
    file = SimpleUploadedFile(name, content)
    return cms.post("/cms/images/add/", {"title": "A picture", "file": file, "collection": "1", "tags": ""})


def stored_bytes(picture: Picture) -> list[bytes]:
    files = [picture.file, *(rendition.file for rendition in picture.renditions.all())]
    contents = []
    for file in files:
        with file.open("rb") as opened:
            contents.append(opened.read())
    return contents


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_metadata_is_removed_and_the_picture_turned_upright(kind: str) -> None:
    content = photo(kind)
    assert CAMERA in content
    clean = without_metadata(content)
    assert CAMERA not in clean
    with Image.open(BytesIO(clean)) as image:
        assert image.format == kind
        assert image.size == (900, 1400)
        assert not image.getexif()


@pytest.mark.parametrize("content", [b"", b"no picture", photo()[:2000], b"GIF89a" + bytes(40)])
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        without_metadata(content)


def test_an_uploaded_photo_tells_nothing_and_its_name_is_forgotten(cms: Client) -> None:
    assert upload(cms, photo()).status_code == 302
    picture = Picture.objects.get()
    assert "portrait" not in picture.file.name
    contents = stored_bytes(picture)
    assert len(contents) > 4
    assert not any(CAMERA in content or b"Exif" in content for content in contents)


@pytest.mark.parametrize("content", [photo()[:2000], b"no picture at all"])
def test_a_damaged_file_gets_a_message_and_is_not_stored(cms: Client, content: bytes) -> None:
    response = upload(cms, content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not Picture.objects.exists()


def test_a_replaced_picture_has_its_sizes_at_once_under_new_addresses(cms: Client) -> None:
    upload(cms, photo())
    picture = Picture.objects.get()
    before = set(picture.renditions.values_list("file", flat=True))
    response = cms.post(
        f"/cms/images/{picture.pk}/",
        {
            "title": "Another",
            "file": SimpleUploadedFile("other.jpg", photo(colour="#1b4a8a")),
            "collection": "1",
            "tags": "",
        },
    )
    assert response.status_code == 302
    after = set(Picture.objects.get().renditions.values_list("file", flat=True))
    assert len(after) == len(before)
    assert not before & after


def test_two_files_of_one_name_never_share_an_address(db: None) -> None:
    names = set()
    for _number in range(2):
        picture = Picture.objects.create(title="Face", file=ContentFile(photo(), "face.jpg"))
        names |= {rendition.file.name for rendition in ladder(picture).webp}
        picture.delete()
    assert len(names) == 2 * len(ladder_widths())


def ladder_widths() -> list[int]:
    return [320, 640, 960, 1280]


def test_a_story_survives_the_deletion_of_its_picture(client: Client, make_story: MakeStory, picture: Picture) -> None:
    make_story(
        listing_picture=picture,
        listing_picture_decorative=True,
        body=[("text", "<p>Before.</p>"), ("picture", {"picture": picture, "caption": "Gone"})],
    )
    picture.delete()
    assert client.get("/en/stories/story-1/").status_code == 200
