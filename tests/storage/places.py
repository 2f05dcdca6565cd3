"""Where the tests let files lie."""

from typing import Any

from config.variables.bucket import bucket_at, storages_for

BUCKET = "files-of-the-site"


def use(settings: Any, address: str) -> None:
    """Let files lie where an address of MEDIA_STORAGE_URL says."""
    settings.BUCKET = bucket_at(address)
    settings.STORAGES = {**settings.STORAGES, **storages_for(settings.BUCKET)}
