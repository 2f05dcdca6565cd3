"""The addresses of the site: the CMS, files, and everything public under the prefix of its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.login import urls as login_urls
from language.negotiation import lead_to_language
from media import views as media_views
from media.recordings import views as recording_views
from pages import sitemaps
from pages.translating.other_languages import edit_page
from pages.workflow.views import collect_workflow_action_data, workflow_action

WORKFLOW_STEP = "<int:page_id>/<slug:action_name>/<int:task_state_id>/"

handler404 = "withdrawal.gone.page_not_found"
handler429 = "accounts.login.limits.too_many_attempts"

urlpatterns = [
    path("account/", include(login_urls)),
    path("cms/", include(login_urls.in_front_of_cms)),
    # Before Wagtail's own, whose windows do not know whose page they approve.
    path(f"cms/pages/workflow/action/{WORKFLOW_STEP}", workflow_action),
    path(f"cms/pages/workflow/collect_action_data/{WORKFLOW_STEP}", collect_workflow_action_data),
    path("cms/pages/<int:page_id>/edit/", edit_page),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(login_urls.in_front_of_documents)),
    # In the place of Wagtail's own, whose name for addresses stays.
    path("documents/<int:document_id>/<path:filename>", media_views.document),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.index, name="sitemap-index"),
    path("sitemap-<str:section>.xml", sitemaps.sitemap, name="sitemap"),
    path("media/images/<str:name>", media_views.rendition, name="rendition"),
    path("media/recordings/<str:name>", recording_views.recording, name="recording"),
]

urlpatterns += i18n_patterns(
    path("", include(login_urls.in_front_of_pages)),
    path("", include("stories.urls")),
    path("", include("withdrawal.addresses")),
    path("", include(wagtail_urls)),
)

urlpatterns += [path("", lead_to_language)]
