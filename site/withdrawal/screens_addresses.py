"""The addresses of the officers' screens about what people themselves do, beneath ``/cms/protection/own/``."""

from django.urls import path

from withdrawal.access import screens as access
from withdrawal.asking import screens as asking
from withdrawal.previews import screens as previews
from withdrawal.requests import screens as requests

app_name = "contributing"

PERSON = "contributors/<uuid:contributor_id>/"
STORY = "stories/<uuid:translation_key>/"

urlpatterns = [
    path(PERSON + "form/<slug:language>/", asking.FormToPrint.as_view(), name="form"),
    path(PERSON + "intake/<slug:language>/", asking.Intake.as_view(), name="intake"),
    path(PERSON + "code/", asking.CodeRenewal.as_view(), name="code"),
    path(PERSON + "access/", access.AccessExport.as_view(), name="access"),
    path("records/<uuid:record_id>/copy/", asking.CopyForPerson.as_view(), name="copy"),
    path(STORY + "links/add/", previews.LinkAdd.as_view(), name="link_add"),
    path(STORY + "links/<uuid:link_id>/revoke/", previews.LinkRevoke.as_view(), name="link_revoke"),
    path(STORY + "wishes/<uuid:wish_id>/", previews.WishDetail.as_view(), name="wish"),
    path("requests/", requests.RequestList.as_view(), name="requests"),
    path("requests/<uuid:request_id>/", requests.RequestDetail.as_view(), name="request"),
]
