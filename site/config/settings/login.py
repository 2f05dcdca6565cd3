"""How the team logs in: django-allauth with a second factor, how long a session lasts, what the CMS leaves to it."""

from .editing import WAGTAIL_SITE_NAME
from .languages import LANGUAGES

ACCOUNT_PATH = "/account/"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"

# Whether the CMS opens only to people with a second factor; production says yes.
SECOND_FACTOR_REQUIRED = False

ACCOUNT_ADAPTER = "accounts.login.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Administrators make the accounts, and an invitation reaches only who reads the mails of the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
# An answer never tells whether somebody has an account, and no mail goes to strangers.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds
# Django's own knows nothing of the addresses that allauth keeps beside those of the users.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# Passwords, codes and mails that strangers can ask for are counted in the database by accounts.login.limits: Django's
# file cache forgets entries at random when it is full, and two processes can add the same one.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "30/5m/key", "reset_password": None}
ACCOUNT_FORMS = {
    "login": "accounts.login.forms.LoginForm",
    "reauthenticate": "accounts.login.forms.ReauthenticateForm",
    "change_password": "accounts.login.forms.ChangePasswordForm",
    "reset_password": "accounts.login.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.login.forms.ChoosePasswordForm",
}
# How long a link in an invitation or a reset mail can be used, in seconds: three days.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

MFA_ADAPTER = "accounts.login.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME
# One step of 30 seconds either way, as RFC 6238, section 5.2, allows; a code is still taken once only.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "accounts.login.forms.CodeForm",
    "reauthenticate": "accounts.login.forms.ReauthenticateCodeForm",
    "activate_totp": "accounts.login.forms.ActivateAppForm",
    "authenticate_webauthn": "accounts.login.key_forms.UseKeyForm",
    "reauthenticate_webauthn": "accounts.login.key_forms.ReauthenticateKeyForm",
    "add_webauthn": "accounts.login.key_forms.AddKeyForm",
    "edit_webauthn": "accounts.login.key_forms.RenameKeyForm",
}

# How long a session lasts, in seconds: without a sign of life, and at most. The short ones are for people who read
# what must not be seen by others (accounts.sessions.register_short_session).
TEAM_SESSION_IDLE = 3 * 60 * 60
TEAM_SESSION_AGE = 12 * 60 * 60
SHORT_SESSION_IDLE = 30 * 60
SHORT_SESSION_AGE = 8 * 60 * 60
SESSION_COOKIE_AGE = TEAM_SESSION_AGE
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# The CMS neither asks for passwords nor changes them.
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Who could change their own address could have somebody else's mailbox reset the password.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Nobody types a password for somebody else: a new user is invited to choose one.
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
# A password shared among readers would set a cookie on public pages.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
