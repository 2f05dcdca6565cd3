"""Which Content-Security-Policy an answer carries: a strict one in public, Wagtail's needs in the CMS."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentSecurityMiddleware(CSPMiddleware):
    """django-csp's middleware, with a policy of its own for the CMS.

    A page previewed in the editor is served under the CMS's address and shown in a frame there, so it
    falls under the CMS's policy as well.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.CMS_PATH):
            parts.config = settings.CMS_CONTENT_SECURITY_POLICY
        return parts
