"""Pictures on their ways into the library, and what stays of them."""

from io import BytesIO
from typing import Any

import pytest
from chequered import ANSWERS
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tell_tale_files import ENDINGS, FORMATS, drawing, encoded, photo, refusals_in, stored_files, telling

from accounts.models import User
from demo import content_files
from media.door import child
from media.door.refusals import Refused
from media.ladder import ladder
from media.models import Picture
from media.people.answering import confirm_nobody
from story_factory import MakeStory, approve, colleague

# What the CMS makes for its lists, choosers and address generator, and what anybody with access could make there.
SPECS = (
    "max-165x165",
    "max-800x600",
    "original",
    "width-500",
    "fill-200x200-c100",
    "original|format-jpeg",
    "height-90",
)
FORMAT_SPECS = (
    "width-400|format-avif",
    "width-400|format-png",
    "width-400|format-webp-lossless",
    "width-400|format-gif",
)


def upload(cms: Client, content: bytes, name: str = "portrait-of-somebody.jpg", title: str = "A picture") -> Any:
    file = SimpleUploadedFile(name, content)
    return cms.post("/cms/images/add/", {"title": title, "file": file, "collection": "1", "tags": "", **ANSWERS})


def replace(cms: Client, picture: Picture, content: bytes, name: str = "other.jpg") -> Any:
    data = {"title": "Another", "file": SimpleUploadedFile(name, content), "collection": "1", "tags": "", **ANSWERS}
    return cms.post(f"/cms/images/{picture.pk}/", data)


@pytest.mark.parametrize("kind", FORMATS)
def test_no_byte_in_the_storage_tells_of_an_uploaded_photo(cms: Client, kind: str) -> None:
    assert upload(cms, photo(kind), f"portrait-of-somebody.{ENDINGS[kind]}").status_code == 302
    picture = Picture.objects.get()
    for spec in (*SPECS, *FORMAT_SPECS):
        picture.get_rendition(spec)
    assert cms.get("/cms/images/").status_code == 200
    preview = cms.get(f"/cms/images/{picture.pk}/preview/original/")
    assert telling(b"".join(preview.streaming_content)) == []
    files = stored_files()
    assert len(files) > len(SPECS) + len(FORMAT_SPECS)
    for name, content in files.items():
        assert telling(content) == []
        assert b"Exif" not in content
        assert "portrait" not in name
        with Image.open(BytesIO(content)) as image:
            assert not image.getexif()


@pytest.mark.parametrize("way", ["create", "bulk", "save", "field"])
def test_a_script_cannot_pass_by_the_door(db: None, way: str) -> None:
    file = ContentFile(photo("JPEG", orientation=6), "portrait.jpg")
    picture = Picture(title="By a script", file=file)
    if way == "create":
        Picture.objects.create(title="By a script", file=file)
    elif way == "bulk":
        Picture.objects.bulk_create([picture])
    elif way == "save":
        picture.save()
    else:
        picture.file.save("portrait.jpg", file, save=True)
    stored = Picture.objects.get()
    assert (stored.width, stored.height) == (900, 1400)
    assert stored.file_size == stored.file.size
    assert len(stored.file_hash) == 40
    assert stored_files()
    assert not any(telling(content) for content in stored_files().values())


def test_a_script_cannot_store_what_is_no_picture(db: None) -> None:
    with pytest.raises(Refused):
        Picture.objects.create(title="None", file=ContentFile(b"<html>", "portrait.jpg"))
    assert stored_files() == {}


def test_a_file_that_the_form_has_cleaned_is_not_cleaned_again(cms: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[object] = []
    original = child.run

    def run(*order: Any) -> Any:
        runs.append(order)
        return original(*order)

    monkeypatch.setattr(child, "run", run)
    upload(cms, photo("JPEG"))
    assert len(runs) == 1


def test_a_replaced_picture_has_its_sizes_at_once_under_new_addresses(
    cms: Client, django_capture_on_commit_callbacks: Any
) -> None:
    upload(cms, photo("JPEG"))
    picture = Picture.objects.get()
    before = set(stored_files())
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        assert replace(cms, picture, encoded(drawing().rotate(180), "JPEG")).status_code == 302
    assert before < set(stored_files())
    for delete in waiting:
        delete()
    after = set(stored_files())
    assert len(after) == len(before)
    assert not before & after


def test_a_replaced_picture_keeps_its_uses(cms: Client, make_story: MakeStory, picture: Picture) -> None:
    story = make_story(listing_picture=picture, listing_picture_decorative=True)
    replace(cms, picture, encoded(drawing(), "JPEG"))
    # Another file: two people look at it again, and the story is approved anew.
    picture.refresh_from_db()
    assert confirm_nobody(Picture, picture.pk, colleague("Colin"), picture.file.name)
    approve(story)
    story.refresh_from_db()
    assert story.listing_picture_id == picture.pk
    found = ladder(Picture.objects.get(pk=picture.pk))
    assert found is not None
    assert found.jpeg.public_url.encode() in cms.get(story.url).content


def test_two_files_of_one_name_never_share_an_address(db: None) -> None:
    names = set()
    for _number in range(2):
        picture = Picture.objects.create(title="Face", file=ContentFile(photo("JPEG"), "face.jpg"))
        found = ladder(picture)
        assert found is not None
        names |= {rendition.file.name for rendition in found.webp}
        picture.delete()
    assert len(names) == 2 * 4


def test_the_same_photo_is_recognised_whatever_its_metadata(cms: Client) -> None:
    upload(cms, encoded(drawing(), "JPEG", quality=95))
    prefix = "image-chooser-upload"
    file = SimpleUploadedFile("again.jpg", photo("JPEG"))
    asked = {"title": "Again", "file": file, "collection": "1", **ANSWERS}
    answer = cms.post(
        "/cms/images/chooser/create/", {f"{prefix}-{name}": value for name, value in asked.items()}
    ).json()
    assert answer["step"] == "duplicate_found", refusals_in(answer["htmlFragment"])


def test_no_profile_picture_is_taken(cms: Client, administrator: User) -> None:
    page = cms.get("/cms/account/")
    assert page.status_code == 200
    assert b'name="avatar-avatar"' not in page.content
    sent = {
        "name_email-first_name": "Nora",
        "name_email-last_name": "Peeters",
        "name_email-email": administrator.email,
        "locale-preferred_language": "en",
        "locale-current_time_zone": "Europe/Brussels",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
        "avatar-avatar": SimpleUploadedFile("portrait.jpg", photo("JPEG")),
    }
    assert cms.post("/cms/account/", sent).status_code == 302
    administrator.refresh_from_db()
    assert administrator.last_name == "Peeters"
    assert stored_files() == {}


def test_unused_pictures_can_be_listed(cms: Client, make_story: MakeStory, picture: Picture) -> None:
    used = Picture.objects.create(title="In use", file=ContentFile(encoded(drawing((40, 30))), "a.png"))
    make_story(listing_picture=used, listing_picture_decorative=True)
    response = cms.get("/cms/images/?usage_count_min=0&usage_count_max=0")
    assert list(response.context["images"]) == [picture]


def test_a_story_survives_the_deletion_of_its_picture(client: Client, make_story: MakeStory, picture: Picture) -> None:
    make_story(
        listing_picture=picture,
        listing_picture_decorative=True,
        body=[("text", "<p>Before.</p>"), ("picture", {"picture": picture, "caption": "Gone"})],
    )
    picture.delete()
    assert client.get("/en/stories/story-1/").status_code == 200


@pytest.mark.parametrize("path", sorted(content_files.PICTURES.glob("*.webp")), ids=lambda path: path.stem)
def test_the_drawings_of_the_demonstration_are_clean_as_they_are(path: Any) -> None:
    with Image.open(path) as image:
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile"} & set(image.info)
        assert max(image.size) <= 2560
