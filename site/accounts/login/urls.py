"""The addresses under /account/, and those of others that lead here.

allauth's own list is not included as a whole: there are no addresses to add to an account, no codes by mail and no
second way to set a password.
"""

from allauth.account import views as allauth_views
from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts.login import views
from accounts.login.key_views import ReauthenticateKeyView, RemoveKeyView
from accounts.profile_page import profile_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.OverviewView.as_view(), name="account_overview"),
    path("login/", allauth_views.login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("signup/", allauth_views.signup, name="account_signup"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    path("password/reset/", allauth_views.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/webauthn/keys/<int:pk>/remove/", RemoveKeyView.as_view(), name="mfa_remove_webauthn"),
    path("second-factor/webauthn/reauthenticate/", ReauthenticateKeyView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", views.SessionsView.as_view(), name="usersessions_list"),
]

# Wagtail's own addresses, in front of which these stand.
in_front_of_cms: list[URLPattern | URLResolver] = [
    path("login/", views.lead_to_login),
    path("logout/", allauth_views.logout),
    re_path(r"^password_reset/.*$", views.lead_to_reset),
    path("account/", profile_page),
]
in_front_of_pages: list[URLPattern | URLResolver] = [
    path("_util/login/", views.lead_to_login),
    re_path(r"^_util/authenticate_with_password/.*$", views.lead_to_login),
]
in_front_of_documents: list[URLPattern | URLResolver] = [
    re_path(r"^authenticate_with_password/.*$", views.lead_to_login),
]
