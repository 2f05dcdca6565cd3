"""Makes the sizes of pictures that are missing, for example after the set of sizes was changed."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.images.models import SourceImageIOError

from media.making import make
from media.models import Picture


class Command(BaseCommand):
    """`manage.py make_renditions`; it may be repeated at any time."""

    help = "Make the sizes of pictures that are missing: readers never wait for one to be made."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the pictures one by one and name those whose file is gone."""
        for picture in Picture.objects.prefetch_related("renditions").iterator(chunk_size=100):
            try:
                make(picture)
            except SourceImageIOError:
                self.stderr.write(f"The file of picture {picture.pk} is missing; replace it in the CMS.")
