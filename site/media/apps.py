"""Pictures and documents. Imports consent and accounts only."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class MediaConfig(AppConfig):
    name = "media"

    def ready(self) -> None:
        from media.ladder import make_ladder
        from media.models import Picture

        post_save.connect(make_ladder, sender=Picture, dispatch_uid="media.make_ladder")
