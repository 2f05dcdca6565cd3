"""AVIF is made by a job, kept where it pays, and offered only when all of it is there."""

import random
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image, ImageFilter
from tell_tale_files import drawing, encoded, photo, stored_files, telling

from consent.vocabulary import PeopleShown
from media import avif
from media.avif import make_avif
from media.ladder import WIDTHS, ladder
from media.models import Picture, Rendition
from operations.queue import work_one
from story_factory import MakeStory

AVIF = {"filter_spec__contains": "avif"}


def worked_off() -> int:
    """Work off the queue as the job runner does, and return how many jobs that were."""
    number = 0
    while work_one("a test"):
        number += 1
    return number


def waiting() -> list[list[Any]]:
    """Return what the jobs about AVIF in the queue are about."""
    rows = DBTaskResult.objects.filter(task_path=make_avif.module_path, status="READY")
    return [row.args_kwargs["args"] for row in rows]


def soft_photo() -> bytes:
    """Return a picture as cameras take them: soft shapes, for which AVIF pays."""
    noise = Image.frombytes("RGB", (70, 45), random.Random(7).randbytes(70 * 45 * 3))
    return encoded(noise.resize((1400, 900)).filter(ImageFilter.GaussianBlur(6)))


@pytest.fixture
def soft(db: None) -> Picture:
    """A picture for which AVIF pays."""
    file = ContentFile(soft_photo(), "soft.png")
    return Picture.objects.create(
        title="Soft", file=file, people_shown=PeopleShown.NONE, nobody_confirmed_at=timezone.now()
    )


def offered(client: Client, address: str) -> bool:
    """Say whether an open page offers AVIF."""
    response = client.get(address)
    assert response.status_code == 200
    return b'type="image/avif"' in response.content


def test_the_job_makes_every_width_smaller_and_a_page_offers_it_first(
    client: Client, soft: Picture, make_story: MakeStory
) -> None:
    story = make_story(listing_picture=soft, listing_picture_decorative=True)
    assert not offered(client, story.url)
    assert waiting() == [[soft.pk, soft.file.name]]
    assert worked_off() >= 1
    found = ladder(Picture.objects.get())
    assert found is not None
    assert [each.width for each in found.avif] == list(WIDTHS)
    assert sum(each.file.size for each in found.avif) < 0.9 * sum(each.file.size for each in found.webp)
    page = client.get(story.url).content.decode()
    assert 0 < page.index("image/avif") < page.index("image/webp")
    response = client.get(found.avif[0].public_url)
    with Image.open(BytesIO(b"".join(response.streaming_content))) as image:  # type: ignore[attr-defined]
        assert (image.format, image.width) == ("AVIF", WIDTHS[0])
    assert response["Content-Type"] == "image/avif"


def test_a_second_run_makes_nothing(soft: Picture) -> None:
    assert make_avif.func(soft.pk, soft.file.name) == len(WIDTHS)
    before = set(stored_files())
    assert make_avif.func(soft.pk, soft.file.name) == len(WIDTHS)
    assert set(stored_files()) == before
    assert Rendition.objects.filter(**AVIF).count() == len(WIDTHS)


def test_what_saves_little_is_not_kept(soft: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(stored_files())
    monkeypatch.setattr(avif, "WORTH_KEEPING", 0.01)
    assert make_avif.func(soft.pk, soft.file.name) == 0
    assert set(stored_files()) == before


def test_a_missing_width_takes_all_of_it_out_of_the_offer(client: Client, soft: Picture, make_story: MakeStory) -> None:
    story = make_story(listing_picture=soft, listing_picture_decorative=True)
    make_avif.func(soft.pk, soft.file.name)
    assert offered(client, story.url)
    Rendition.objects.get(width=640, **AVIF).delete()
    response = client.get(story.url)
    assert b"image/avif" not in response.content
    assert b"image/webp" in response.content


def test_it_never_stands_without_webp(soft: Picture) -> None:
    Rendition.objects.get(width=640).delete()
    assert make_avif.func(soft.pk, soft.file.name) == 0


@pytest.mark.parametrize("change", ["replaced", "deleted"])
def test_a_file_that_is_gone_gets_none(soft: Picture, change: str) -> None:
    [(pk, name)] = waiting()
    if change == "replaced":
        soft.file.save("other.png", ContentFile(encoded(drawing())))
    else:
        soft.delete()
    assert make_avif.func(pk, name) == 0
    assert not Rendition.objects.filter(**AVIF).exists()


def test_a_file_that_is_replaced_while_the_job_draws_gets_none(soft: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    original = avif._drawn
    monkeypatch.setattr(avif, "WORTH_KEEPING", 99)

    def meanwhile(*args: Any) -> ContentFile:
        Picture.objects.get(pk=soft.pk).file.save("other.png", ContentFile(encoded(drawing())))
        monkeypatch.setattr(avif, "_drawn", original)
        return original(*args)

    monkeypatch.setattr(avif, "_drawn", meanwhile)
    assert make_avif.func(soft.pk, soft.file.name) == 0
    assert not Rendition.objects.filter(**AVIF).exists()


def test_a_replaced_file_loses_every_size_of_the_old_one_also_by_a_script(soft: Picture) -> None:
    make_avif.func(soft.pk, soft.file.name)
    before = set(Rendition.objects.values_list("file", flat=True))
    soft.file.save("other.png", ContentFile(encoded(drawing())))
    after = set(Rendition.objects.values_list("file", flat=True))
    assert len(after) == len(WIDTHS) + 1
    assert not before & after
    assert [soft.pk, soft.file.name] in waiting()


def test_a_new_title_asks_for_nothing(soft: Picture) -> None:
    soft.title = "Another"
    soft.save()
    assert len(waiting()) == 1


def test_the_command_asks_for_what_is_missing(soft: Picture) -> None:
    worked_off()
    Rendition.objects.all().delete()
    call_command("make_renditions")
    assert len(waiting()) == 1


def test_no_byte_of_it_tells_of_the_photo(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(avif, "WORTH_KEEPING", 9)
    picture = Picture.objects.create(title="Photo", file=ContentFile(photo("JPEG"), "portrait.jpg"))
    assert make_avif.func(picture.pk, picture.file.name) == len(WIDTHS)
    contents = {name: content for name, content in stored_files().items() if name.endswith(".avif")}
    assert len(contents) == len(WIDTHS)
    for content in contents.values():
        assert telling(content) == []
        assert b"Exif" not in content
        with Image.open(BytesIO(content)) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "icc_profile"} & set(image.info)
