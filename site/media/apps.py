"""Pictures, recordings and documents, and who is shown in them. Imports consent and accounts only."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"

    def ready(self) -> None:
        from wagtail.models import Page, UploadedFile
        from wagtail.signals import page_published

        from consent.cms.log_rows import register_kind
        from consent.registry import register_appearances, register_in_pictures, register_protected
        from media.making import make_for_page, make_for_picture
        from media.models import Picture
        from media.people import appearing, listening
        from media.recordings.models import Recording
        from media.recordings.storing import delete_file
        from media.uploads import clean_waiting_file
        from media.uses import record_uses

        register_protected(Page, when=appearing.pages_with_people())
        register_appearances(appearing.pages_picturing)
        register_in_pictures(appearing.in_pictures_of)
        listening.connect()
        register_kind("picture", _("Picture"), "picture_people")
        register_kind("recording", _("Recording"), "recording_people")
        pre_save.connect(clean_waiting_file, sender=UploadedFile, dispatch_uid="media.clean_waiting_file")
        post_save.connect(make_for_picture, sender=Picture, dispatch_uid="media.make_for_picture")
        page_published.connect(make_for_page, dispatch_uid="media.make_for_page")
        post_delete.connect(delete_file, sender=Recording, dispatch_uid="media.delete_recording")
        post_save.connect(record_uses, dispatch_uid="media.record_uses")
