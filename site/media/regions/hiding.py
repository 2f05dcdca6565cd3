"""Hides regions of a picture that is in the library: a new file takes the place of the old one."""

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.core.files.storage import Storage
from django.db import transaction
from wagtail.images.rect import Rect

from media.door.pictures import clean_picture
from media.door.regions import Region
from media.files import CleanFile
from media.models import Picture, Rendition
from media.people.models import PictureSubject
from media.regions.marking import Marking, touches

logger = logging.getLogger(__name__)

StoredFile = tuple[Storage, str]


class PictureHasChanged(Exception):
    """Somebody gave the picture another file after the regions were marked."""


def hide_in_stored(picture_id: int, marking: Marking, seen_file: str) -> list[StoredFile]:
    """Store the picture without what is hidden, and delete every older file of it once that is committed.

    Its uses stay: they point at the picture, not at its file. `seen_file` is the name of the file on which the
    regions were marked. Returns (storage, name) of each dropped file. Raises PictureHasChanged,
    Refused by the door, ValidationError if the regions were marked on another shape, Picture.DoesNotExist.
    """
    with transaction.atomic():
        picture = Picture.objects.select_for_update().get(pk=picture_id)
        if picture.file.name != seen_file:
            raise PictureHasChanged
        marking.check_shape(picture.width, picture.height)
        with picture.open_file() as file:
            clean = clean_picture(file.read(), hidden=marking.regions)
        dropped = _files_of(picture)
        storage, old_name, approved_name = picture.file.storage, picture.file.name, picture.approved_name
        picture.forget_sizes()
        clear_focal_point(picture, marking.regions, (picture.width, picture.height))
        new_name = f"picture{clean.ending}"
        hidden = [*hidden_in(picture), *marking.regions]
        picture.file.save(new_name, CleanFile(clean.content, new_name, hidden=hidden), save=False)
        try:
            picture.hidden_from = approved_name
            picture._set_image_file_metadata()
            # Before the picture is stored: its pages are settled then, by who was seen in the present file.
            PictureSubject.objects.filter(picture=picture, seen_file=old_name).update(seen_file=picture.file.name)
            picture.save(shows_less=True)
        except Exception:
            storage.delete(picture.file.name)
            raise
        picture.file.close()
        transaction.on_commit(lambda: _delete_for_good(picture_id, old_name, dropped))
    return dropped


def hidden_in(picture: Picture) -> list[Region]:
    """Return the regions that are hidden in the stored file of a picture."""
    return [Region(*sides) for sides in picture.hidden_regions]


def clear_focal_point(picture: Picture, regions: Sequence[Region], size: tuple[int, int]) -> None:
    """Forget which part of the picture matters most if any of it is hidden: no crop may show what is hidden alone.

    `size` is the width and height of the picture in pixels.
    """
    if focuses_on(picture.get_focal_point(), regions, size):
        picture.set_focal_point(None)


def focuses_on(focal: Rect | None, regions: Sequence[Region], size: tuple[int, int]) -> bool:
    """Say whether what matters most of a picture, in pixels, shares area with any of the regions."""
    if focal is None:
        return False
    width, height = size
    # A point without an extent is what Wagtail stores for a click.
    rectangle = (focal.left / width, focal.top / height, max(focal.width, 1) / width, max(focal.height, 1) / height)
    return any(touches(region, *rectangle) for region in regions)


def delete_files(files: Iterable[StoredFile]) -> None:
    """Delete each file now, whatever happens to the others: a queue could be late, and these must not outlast it."""
    for storage, name in files:
        try:
            storage.delete(name)
        except OSError:
            logger.exception("A file that shows what was hidden could not be deleted: %s", name)


def still_stored(files: Iterable[StoredFile]) -> list[str]:
    """Return the names of those that are still there."""
    return [name for storage, name in files if storage.exists(name)]


def _delete_for_good(picture_id: int, old_name: str, dropped: list[StoredFile]) -> None:
    delete_files(dropped)
    # Whoever had read the old row before the commit may have made one more size of the old file since.
    renditions = Rendition.objects.filter(image_id=picture_id)
    late = [rendition for rendition in renditions if _is_made_of(old_name, rendition.file.name)]
    delete_files([(rendition.file.storage, rendition.file.name) for rendition in late])
    renditions.filter(pk__in=[rendition.pk for rendition in late]).delete()


def _is_made_of(picture_name: str, rendition_name: str) -> bool:
    # See Rendition.get_upload_to.
    return Path(rendition_name).name.startswith(f"{Path(picture_name).stem}-")


def _files_of(picture: Picture) -> list[StoredFile]:
    files = [picture.file, *(rendition.file for rendition in picture.renditions.all())]
    return [(file.storage, file.name) for file in files]
