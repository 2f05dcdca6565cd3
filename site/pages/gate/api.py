"""The API behind the CMS: what it publishes is asked about as well, and refused as JSON."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from pages.gate.refusing import line_of, refusals_of
from pages.gate.reviewing import shows_people


class GatedPublish(PublishPageAPIAction):
    """Publishes the latest revision, if the rules allow it."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Any:
        """Publish. Raises ValidationError (400) with what is missing."""
        may_publish = instance.permissions_for_user(self.request.user).can_publish()
        if may_publish and (missing := refusals_of(instance.get_latest_revision_as_object())):
            raise ValidationError({"missing": [line_of(instance.specific, refusal) for refusal in missing]})
        return super().execute(instance, data)


class GatedCopy(CopyPageAPIAction):
    """Copies a page. A copy starts without anybody's consent, so a story's is never live at once."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Any:
        """Copy. Raises ValidationError (400) if a copy were live and closed to readers; ``keep_live`` may be false."""
        if data["keep_live"]:
            for page in instance.get_descendants(inclusive=True) if data["recursive"] else [instance]:
                if page.live and shows_people(page.specific):
                    message = _("People appear on these pages, and a copy has no consent. Copy them as drafts.")
                    raise ValidationError({"keep_live": [message]})
        return super().execute(instance, data)


class GatedPagesAPIViewSet(PagesAdminAPIViewSet):
    """Wagtail's own, with these two actions in the place of its own."""

    actions = {**PagesAdminAPIViewSet.actions, "publish": GatedPublish, "copy": GatedCopy}  # noqa: RUF012


def put_gate_into_api(router: WagtailAPIRouter) -> None:
    """Put the gate in the place of Wagtail's own endpoint (a construct_admin_api hook)."""
    router.register_endpoint("pages", GatedPagesAPIViewSet)
