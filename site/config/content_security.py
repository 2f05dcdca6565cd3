"""Which Content-Security-Policy an answer carries: a strict one in public, Wagtail's needs in the CMS."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentSecurityMiddleware(CSPMiddleware):
    """django-csp's middleware, with a policy of its own for the CMS.

    A page previewed in the editor keeps the strict policy, but the editor may show it in a frame.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.CMS_PATH):
            parts.config = settings.CMS_CONTENT_SECURITY_POLICY
        elif getattr(request, "is_preview", False):
            parts.replace = {"frame-ancestors": [SELF]}
        return parts
