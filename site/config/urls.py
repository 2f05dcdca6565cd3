"""The addresses of the site: the CMS, files, and everything public under the prefix of its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from language.negotiation import lead_to_language
from media import views as media_views

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/images/<str:name>", media_views.rendition, name="rendition"),
]

urlpatterns += i18n_patterns(
    path("", include("stories.urls")),
    path("", include(wagtail_urls)),
)

urlpatterns += [path("", lead_to_language)]
