"""What every kind of page shares. Imports what lies below the sections, never a section."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self) -> None:
        from django.db.models import Q
        from django.db.models.signals import post_save
        from wagtail.models import Page

        from consent.cms.team_review import register_team_review
        from consent.registry import register_protected
        from consent.surfaces import register_surface
        from consent.texts import register_text_fingerprint, register_text_in_editor
        from pages.facts import record_facts
        from pages.gate import listening, writing
        from pages.gate.drafts import draft_of
        from pages.gate.reviewing import text_hash_of
        from pages.surfaces import surfaces_of_pages
        from pages.workflow import mailing
        from pages.workflow.officers_step import OfficersStep

        post_save.connect(record_facts, dispatch_uid="pages.record_facts")
        register_text_fingerprint(lambda page: text_hash_of(page.specific))
        register_text_in_editor(draft_of)
        register_protected(Page, when=Q(facts__quotes_people=True))
        register_team_review(OfficersStep())
        listening.connect()
        writing.connect()
        mailing.connect()
        for surface in surfaces_of_pages():
            register_surface(surface)
