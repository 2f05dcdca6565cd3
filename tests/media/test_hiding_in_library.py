"""What is hidden in a picture of the library later is gone from every file of it, and its uses stay."""

from pathlib import Path
from typing import Any

import pytest
from chequered import ANSWERS, BROKEN, LEFT_HALF, WHOLE, chequered, content_of, contrast, marked, stored_images, upload
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images.rect import Rect

from accounts.models import User
from media.ladder import avif, ladder, webp_and_jpeg
from media.models import Picture
from media.regions.hiding import PictureHasChanged, hide_in_stored
from media.regions.marking import parse_marking
from story_factory import MakeStory


def hide(cms: Client, picture: Picture, text: str) -> Any:
    data = {"regions": text, "seen_file": picture.file.name}
    return cms.post(f"/cms/images/{picture.pk}/hide/", data)


def test_hiding_in_a_stored_picture_leaves_no_older_file(
    cms: Client,
    media_root: Path,
    make_story: MakeStory,
    plain_picture: Picture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    make_story(listing_picture=plain_picture, listing_picture_decorative=True, slug="story-1")
    plain_picture.get_rendition("fill-200x200")
    plain_picture.get_rendition("original")
    before = {path.name for path in media_root.rglob("*.*")}
    with django_capture_on_commit_callbacks(execute=True):
        assert hide(cms, plain_picture, marked(LEFT_HALF)).status_code == 302
    after = {path.name for path in media_root.rglob("*.*")}
    assert not before & after
    images = stored_images(media_root)
    assert len(images) == len(after) == 1 + len(ladder(Picture.objects.get()).webp) + 1
    assert all(contrast(image, LEFT_HALF) < 12 for image in images)
    page = cms.get("/en/stories/story-1/").content.decode()
    assert cms.get("/en/stories/").status_code == 200
    assert not any(name in page for name in before)


def test_a_size_that_somebody_made_of_the_old_file_meanwhile_is_deleted_too(
    plain_picture: Picture, media_root: Path, django_capture_on_commit_callbacks: Any
) -> None:
    old = Picture.objects.get()
    with django_capture_on_commit_callbacks() as callbacks:
        hide_in_stored(plain_picture.pk, parse_marking(marked(LEFT_HALF)), plain_picture.file.name)
    late = Path(old.get_rendition("max-50x50|format-webp|webpquality-72").file.path)
    assert late.exists()
    for callback in callbacks:
        callback()
    assert not late.exists()
    assert list((media_root / "images").iterdir())
    assert not Picture.objects.get().renditions.filter(filter_spec__startswith="max-50x50").exists()


def test_nothing_is_hidden_in_a_file_that_nobody_saw(plain_picture: Picture, media_root: Path) -> None:
    before = sorted(media_root.rglob("*.*"))
    with pytest.raises(PictureHasChanged):
        hide_in_stored(plain_picture.pk, parse_marking(marked(LEFT_HALF)), "original_images/another.png")
    assert sorted(media_root.rglob("*.*")) == before


@pytest.mark.parametrize(
    "text", ["", marked(), BROKEN["NaN"], BROKEN["too many"], marked(LEFT_HALF, width=600, height=800)]
)
def test_broken_regions_change_nothing_in_a_stored_picture(
    cms: Client, plain_picture: Picture, media_root: Path, text: str
) -> None:
    before = sorted(media_root.rglob("*.*"))
    response = hide(cms, plain_picture, text)
    assert response.status_code == 200
    assert response.context["form"].errors["regions"]
    assert sorted(media_root.rglob("*.*")) == before


def test_a_damaged_stored_file_gets_a_message(cms: Client, plain_picture: Picture) -> None:
    Path(plain_picture.file.path).write_bytes(b"no picture")
    response = hide(cms, plain_picture, marked(LEFT_HALF))
    assert response.status_code == 200
    assert "cannot be read" in response.content.decode()


@pytest.mark.parametrize(
    ("focal", "stays"),
    [((200, 150, 80, 80), False), ((330, 150, 60, 60), False), ((600, 450, 100, 100), True)],
    ids=["within", "across the edge", "elsewhere"],
)
def test_what_is_hidden_is_never_what_matters_most(
    plain_picture: Picture, focal: tuple[int, int, int, int], stays: bool
) -> None:
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    Picture.objects.update(**dict(zip(names, focal, strict=True)))
    hide_in_stored(plain_picture.pk, parse_marking(marked(LEFT_HALF)), plain_picture.file.name)
    assert Picture.objects.get().has_focal_point() is stays


def test_only_who_may_change_a_picture_hides_in_it(client: Client, plain_picture: Picture, db: None) -> None:
    editor = User.objects.create_user("ed@example.org", "a long password")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    old = plain_picture.file.name
    for response in (client.get(f"/cms/images/{plain_picture.pk}/hide/"), hide(client, plain_picture, marked(WHOLE))):
        assert response.status_code == 302
        assert response.url == "/cms/"
    assert Picture.objects.get().file.name == old


def focus(cms: Client, picture: Picture, x: object, y: object, size: object = 40) -> Any:
    """Choose in the edit form what matters most of a picture, in pixels."""
    sent = {"title": "Chequered", "collection": "1", "tags": "", "focal_point_x": x, "focal_point_y": y, **ANSWERS}
    return cms.post(f"/cms/images/{picture.pk}/", sent | {"focal_point_width": size, "focal_point_height": size})


def test_what_is_hidden_cannot_be_chosen_as_what_matters_most_later(cms: Client, plain_picture: Picture) -> None:
    hide(cms, plain_picture, marked(LEFT_HALF))
    response = focus(cms, plain_picture, 200, 150)
    assert response.status_code == 200
    assert "The focal point lies on something that is hidden" in response.content.decode()
    assert not Picture.objects.get().has_focal_point()
    plain_picture.refresh_from_db()
    # A second region does not make the first one forgotten, and a point without an extent counts as well.
    hide(cms, plain_picture, marked({"left": 0.7, "top": 0.7, "width": 0.2, "height": 0.2}))
    for x, y, size in ((200, 150, 40), (640, 480, 40), (200, 150, 0)):
        assert focus(cms, plain_picture, x, y, size).status_code == 200
    assert focus(cms, plain_picture, 500, 300).status_code == 302
    assert Picture.objects.get().focal_point_x == 500
    assert focus(cms, plain_picture, "", "", "").status_code == 302
    assert not Picture.objects.get().has_focal_point()


def test_what_was_hidden_at_the_upload_cannot_be_chosen_either(cms: Client) -> None:
    upload(cms, marked(LEFT_HALF))
    assert focus(cms, Picture.objects.get(), 200, 150).status_code == 200
    assert not Picture.objects.get().has_focal_point()


def test_another_file_has_nothing_hidden(cms: Client, plain_picture: Picture) -> None:
    hide(cms, plain_picture, marked(LEFT_HALF))
    plain_picture.refresh_from_db()
    plain_picture.file.save("another.png", ContentFile(content_of(chequered())))
    assert Picture.objects.get().hidden_regions == []
    assert focus(cms, plain_picture, 200, 150).status_code == 302


def test_no_size_for_readers_is_a_crop(plain_picture: Picture) -> None:
    plain_picture.set_focal_point(Rect(100, 100, 200, 200))
    for spec in (*webp_and_jpeg(plain_picture), *avif(plain_picture)):
        assert spec.startswith("width-")
