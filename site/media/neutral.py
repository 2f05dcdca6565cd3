"""A quiet drawing in the place of a picture that may no longer be shown."""

from dataclasses import dataclass
from io import BytesIO

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from consent.vocabulary import PeopleShown
from media.files import CleanFile
from media.models import Picture
from media.people.models import PictureSubject
from media.regions.hiding import delete_files

# Pixels of the longer side: a drawing of three colours needs no more to look sharp.
LONGER_SIDE = 1280
SKY, FAR, NEAR, SUN = "#e8eef4", "#b9cbdc", "#8fa9c2", "#f6d9a8"


@dataclass(frozen=True)
class TakenOut:
    """What a picture was before: enough to put it back."""

    content: bytes
    approved_name: str
    values: dict[str, object]
    people: list[PictureSubject]


def neutral_drawing(width: int, height: int) -> bytes:
    """Return a JPEG of hills under a pale sun, in the proportions of the picture that it stands for."""
    scale = min(1.0, LONGER_SIDE / max(width, height))
    width, height = max(1, round(width * scale)), max(1, round(height * scale))
    image = Image.new("RGB", (width, height), SKY)
    draw = ImageDraw.Draw(image)
    radius = min(width, height) * 0.12
    draw.circle((width * 0.72, height * 0.34), radius, fill=SUN)
    draw.ellipse((-width * 0.35, height * 0.52, width * 0.75, height * 1.7), fill=FAR)
    draw.ellipse((width * 0.25, height * 0.62, width * 1.45, height * 1.8), fill=NEAR)
    written = BytesIO()
    image.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


@transaction.atomic
def take_out(picture_id: int) -> TakenOut:
    """Put the drawing in the picture's place wherever it is used, and delete every file of it once that is committed.

    What was approved with the picture stays approved: there is less on it. Returns what was there, for whoever wants
    to be able to put it back. Raises Picture.DoesNotExist, OSError if its file cannot be read.
    """
    picture = Picture.objects.select_for_update().get(pk=picture_id)
    people = list(PictureSubject.objects.filter(picture=picture))
    with picture.open_file() as file:
        before = TakenOut(
            content=file.read(),
            approved_name=picture.approved_name,
            values={name: getattr(picture, name) for name in _KEPT},
            people=people,
        )
    drawing = neutral_drawing(picture.width, picture.height)
    PictureSubject.objects.filter(picture=picture).delete()
    picture.people_shown = PeopleShown.NONE
    picture.people_answered_by_id, picture.nobody_confirmed_by_id = None, None
    picture.nobody_confirmed_at = timezone.now()
    picture.set_focal_point(None)
    _exchange(picture, CleanFile(drawing, "picture.jpg"), before.approved_name)
    return before


@transaction.atomic
def put_back(picture_id: int, before: TakenOut) -> None:
    """Undo ``take_out``. Raises Picture.DoesNotExist."""
    picture = Picture.objects.select_for_update().get(pk=picture_id)
    for name, value in before.values.items():
        setattr(picture, name, value)
    _exchange(picture, CleanFile(before.content, f"picture{ending_of(before.content)}"), before.approved_name)
    for person in before.people:
        # Storing notes the present file as the one in which they were seen.
        person.picture = picture
        person.save(force_insert=True)


_KEPT = (
    "people_shown",
    "people_answered_by_id",
    "nobody_confirmed_at",
    "nobody_confirmed_by_id",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


def _exchange(picture: Picture, file: CleanFile, approved_name: str) -> None:
    old = [(each.storage, each.name) for each in (picture.file, *(one.file for one in picture.renditions.all()))]
    picture.forget_sizes()
    picture.file.save(str(file.name), file, save=False)
    picture.hidden_from = approved_name
    picture._set_image_file_metadata()
    picture.save(shows_less=True)
    picture.file.close()
    transaction.on_commit(lambda: delete_files(old))


def ending_of(content: bytes) -> str:
    """Return the ending of the name of a stored picture, by what it is. Raises OSError for what is none."""
    with Image.open(BytesIO(content)) as image:
        return {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}[image.format or "PNG"]
