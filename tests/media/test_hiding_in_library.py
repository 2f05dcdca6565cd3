"""What is hidden in a picture of the library later is gone from every file of it, and its uses stay."""

from pathlib import Path
from typing import Any

import pytest
from chequered import BROKEN, LEFT_HALF, WHOLE, contrast, marked, stored_images
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from media.ladder import ladder
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
