"""Makes the sizes of pictures: when one enters or a page is published, never while a reader waits."""

import logging
from typing import Any

from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import Page

from media.avif import make_avif
from media.ladder import webp_and_jpeg
from media.models import MediaUse, Picture

logger = logging.getLogger(__name__)


def make(image: Picture) -> None:
    """Make those renditions of a picture that are missing, and let a job see whether AVIF pays for it.

    The job is noted in the same transaction: it is there if the picture is. Raises SourceImageIOError where the file
    of the picture is missing.
    """
    specs = webp_and_jpeg(image)
    if len(image.find_existing_renditions(*(Filter(spec=spec) for spec in specs))) == len(specs):
        return
    image.get_renditions(*specs)
    make_avif.enqueue(image.pk, str(image.file.name))


def make_for_picture(sender: type[Picture], instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    """Make the renditions of a picture that was just saved (a signal receiver)."""
    if not raw:
        make(instance)


def make_for_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Make what is missing of the pictures of a page that is being published (a signal receiver)."""
    shown = MediaUse.objects.filter(page=instance.pk)
    ids = {pk for both in shown.values_list("picture", "recording__poster") for pk in both if pk}
    for image in Picture.objects.filter(pk__in=ids).prefetch_related("renditions"):
        try:
            make(image)
        except SourceImageIOError:
            # The page is published without this picture; the CMS says at the picture that its file is missing.
            logger.warning("The file of picture %s is missing", image.pk)
