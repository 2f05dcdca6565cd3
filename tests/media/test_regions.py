"""What is marked in a picture is gone from everything that is stored of it, or nothing is stored."""

from pathlib import Path
from typing import Any

import pytest
from chequered import ANSWERS, BROKEN, LEFT_HALF, chequered, content_of, contrast, marked, stored_images, upload
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from accounts.models import User
from media.models import Picture


def test_an_uploaded_picture_is_stored_without_what_is_hidden(cms: Client, media_root: Path) -> None:
    assert upload(cms, marked(LEFT_HALF)).status_code == 302
    images = stored_images(media_root)
    assert len(images) > 3
    shown = {"left": 0.6, "top": 0.1, "width": 0.3, "height": 0.4}
    for image in images:
        assert contrast(image, LEFT_HALF) < 12
        assert contrast(image, shown) > 60


def test_overlapping_regions_are_both_hidden(cms: Client, media_root: Path) -> None:
    other = {"left": 0.3, "top": 0.3, "width": 0.5, "height": 0.5}
    assert upload(cms, marked(LEFT_HALF, other)).status_code == 302
    for image in stored_images(media_root):
        assert contrast(image, LEFT_HALF) < 20
        assert contrast(image, other) < 20


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_on_its_side_is_hidden_where_it_was_marked_upright(cms: Client, media_root: Path, kind: str) -> None:
    content = content_of(chequered(), kind, orientation=6)
    corner = {"left": 0.0, "top": 0.0, "width": 0.5, "height": 0.3}
    name = f"photo.{kind.lower().replace('jpeg', 'jpg')}"
    assert upload(cms, marked(corner, width=600, height=800), content, name).status_code == 302
    images = stored_images(media_root)
    assert images
    for image in images:
        assert image.height > image.width
        assert contrast(image, corner) < 12
        for shown in ({"left": 0.5}, {"top": 0.7}, {"left": 0.5, "top": 0.7}):
            assert contrast(image, corner | shown) > 60


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BROKEN["no JSON"], "broken_regions"),
        (BROKEN["NaN"], "broken_regions"),
        (BROKEN["one good, one bad"], "broken_regions"),
        (BROKEN["too many"], "too_many_regions"),
        (marked(LEFT_HALF, width=600, height=800), "turned_differently"),
    ],
)
def test_nothing_is_stored_when_the_regions_are_broken(cms: Client, media_root: Path, text: str, code: str) -> None:
    response = upload(cms, text)
    assert response.status_code == 200
    errors = response.context["form"].errors.as_data()["file"]
    assert [error.code for error in errors] == [code]
    assert "stored" in str(errors)
    assert not Picture.objects.exists()
    assert not list(media_root.rglob("*.*"))


def test_a_replaced_file_is_stored_without_what_is_hidden(cms: Client, media_root: Path, picture: Picture) -> None:
    file = SimpleUploadedFile("picture.png", content_of(chequered()))
    data = {"title": "Chequered", "file": file, "file-regions": marked(LEFT_HALF), "collection": "1", "tags": ""}
    data |= ANSWERS
    assert cms.post(f"/cms/images/{picture.pk}/", data).status_code == 302
    picture.refresh_from_db()
    with picture.open_file() as stored, Image.open(stored) as image:
        assert contrast(image, LEFT_HALF) < 12


def test_regions_without_a_file_are_not_forgotten(cms: Client, picture: Picture) -> None:
    data = {"title": "Another title", "file-regions": marked(LEFT_HALF), "collection": "1", "tags": ""}
    response = cms.post(f"/cms/images/{picture.pk}/", data)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert Picture.objects.get().title == picture.title


def test_the_chooser_stores_pictures_without_what_is_hidden(cms: Client, media_root: Path) -> None:
    prefix = "image-chooser-upload-"
    data = {
        f"{prefix}title": "Chequered",
        f"{prefix}file": SimpleUploadedFile("picture.png", content_of(chequered())),
        f"{prefix}file-regions": marked(LEFT_HALF),
        f"{prefix}tags": "",
        **{f"{prefix}{name}": answer for name, answer in ANSWERS.items()},
    }
    assert cms.post("/cms/images/chooser/create/", data).json()["step"] == "chosen"
    images = stored_images(media_root)
    assert images
    assert all(contrast(image, LEFT_HALF) < 12 for image in images)


def test_each_form_for_pictures_has_the_tool(cms: Client, picture: Picture) -> None:
    chooser = cms.get("/cms/images/chooser/").json()["html"]
    for html in (
        cms.get("/cms/images/add/").content.decode(),
        cms.get(f"/cms/images/{picture.pk}/").content.decode(),
        cms.get(f"/cms/images/{picture.pk}/hide/").content.decode(),
        chooser,
    ):
        assert html.count("<hiding-tool") == 1
        assert html.count("js/regions.js") == 1
        assert html.count("css/cms/regions.css") == 1


def test_the_page_for_several_pictures_leads_to_the_form_for_one(cms: Client) -> None:
    response = cms.get(reverse("wagtailimages:add_multiple"), {"collection_id": "1"})
    assert response.url == "/cms/images/add/?collection_id=1"  # type: ignore[attr-defined]


@pytest.mark.parametrize("title", ["Chequered", "too long for the form" * 20])
@pytest.mark.parametrize("headers", [{}, {"X-Requested-With": "XMLHttpRequest"}])
def test_several_pictures_at_once_are_not_taken(
    cms: Client, media_root: Path, title: str, headers: dict[str, str]
) -> None:
    file = SimpleUploadedFile("picture.png", content_of(chequered()))
    data = {"title": title, "files[]": file, "file": file, "collection": "1"}
    assert cms.post(reverse("wagtailimages:add_multiple"), data, headers=headers).status_code == 405
    assert not Picture.objects.exists()
    assert not UploadedFile.objects.exists()
    assert not list(media_root.rglob("*.*"))


def test_a_picture_that_waits_from_elsewhere_does_not_enter(
    cms: Client, administrator: User, plain_picture: Picture, media_root: Path
) -> None:
    kind = ContentType.objects.get_for_model(Picture)
    waiting = UploadedFile.objects.create(
        for_content_type=kind, uploaded_by_user=administrator, file=ContentFile(content_of(chequered()), "a.png")
    )
    before = sorted(media_root.rglob("*.*"))
    prefix = f"uploaded-image-{waiting.pk}"
    data = {f"{prefix}-title": "Chequered", f"{prefix}-collection": "1", f"{prefix}-tags": ""}
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    assert cms.post(address, data).status_code == 405
    assert Picture.objects.count() == 1
    assert sorted(media_root.rglob("*.*")) == before


def test_an_upload_waits_in_memory(cms: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    def written(*_arguments: Any, **_more: Any) -> None:
        raise AssertionError("an upload was written to a temporary file")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", written)
    noise = Image.effect_noise((2000, 1600), 90).convert("RGB")
    content = content_of(noise)
    assert 2.5 * 1024 * 1024 < len(content) < settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    assert upload(cms, "", content).status_code == 302


def test_a_replaced_file_forgets_a_focal_point_that_is_hidden(cms: Client, plain_picture: Picture) -> None:
    data = {
        "title": "Chequered",
        "file": SimpleUploadedFile("picture.png", content_of(chequered())),
        "file-regions": marked(LEFT_HALF),
        "focal_point_x": 200,
        "focal_point_y": 150,
        "focal_point_width": 80,
        "focal_point_height": 80,
        "collection": "1",
        "tags": "",
        **ANSWERS,
    }
    assert cms.post(f"/cms/images/{plain_picture.pk}/", data).status_code == 302
    assert not Picture.objects.get().has_focal_point()
