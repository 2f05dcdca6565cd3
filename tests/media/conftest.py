"""A picture in the library in which something could be hidden."""

from pathlib import Path
from typing import Any

import pytest
from chequered import chequered, content_of
from django.core.files.base import ContentFile
from django.utils import timezone

from consent.vocabulary import PeopleShown
from media.models import Picture


@pytest.fixture
def media_root(settings: Any) -> Path:
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def plain_picture(db: None) -> Picture:
    """A picture in the library in which nothing is hidden."""
    file = ContentFile(content_of(chequered()), "chequered.png")
    return Picture.objects.create(
        title="Chequered", file=file, people_shown=PeopleShown.NONE, nobody_confirmed_at=timezone.now()
    )
