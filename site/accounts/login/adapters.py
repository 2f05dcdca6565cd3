"""What this site does otherwise than django-allauth does by itself."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

from accounts import mail
from accounts.encryption import decrypt, encrypt
from accounts.login import limits
from accounts.login.addresses import client_address
from accounts.login.standing import logged_in_at
from accounts.models import User
from accounts.second_factor import KINDS


class AccountAdapter(DefaultAccountAdapter):
    """Passwords are checked by Django, counted by us; accounts are made by administrators; mails speak plainly."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
        "incorrect_password": _("The password is not right. Try again."),
        "enter_current_password": _("This is not your present password. Try again."),
        "too_many_login_attempts": _("There were too many attempts. Wait a few minutes and try again."),
        "rate_limited": _("There were too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators in the CMS."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the person whose password this is. Raises ImmediateHttpResponse after too many attempts.

        Somebody whose account is not active is answered like somebody who does not exist.
        """
        email = credentials["email"]
        spent = limits.spend_password(request, email)
        user = authenticate(request, username=email, password=credentials["password"])
        if user is not None:
            spent.give_back()
        return user

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Say whether the person who is logged in knows their password."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again, unless the person has only just logged in."""
        since = timezone.now().timestamp() - logged_in_at(context.request)
        return not 0 <= since < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def is_safe_url(self, url: str) -> bool:
        """Lead nowhere but to this host."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of the client, as our own proxies tell it."""
        return client_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail in the language of the person. A mail server that does not answer is not shown on screen."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        if user is not None:
            mail.send(user, f"{template_prefix}_subject.txt", f"{template_prefix}_message.txt", context)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person what was changed about their login."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, user.email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead to what belongs to the login, and not to the same form once more."""
        return reverse("account_overview")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the address of a link, under the site's own name, whatever name the request came under."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.WAGTAILADMIN_BASE_URL + path.replace("UID-KEY", key)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names and drawings of second factors; and that the last one stays where one is required."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not right, or it was used before. Wait for the next code and try again."),
        "cannot_delete_authenticator": _(
            "You need a second factor here. Set up another one before you remove this one."
        ),
        "cannot_generate_recovery_codes": _(
            "Recovery codes stand in for a second factor. Set up an app or a security key first."
        ),
    }

    @sensitive_variables()
    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return encrypt(text.encode()).decode()

    @sensitive_variables()
    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret. Raises CannotDecrypt."""
        return decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Return the square as a piece of HTML, so that no policy has to allow pictures from within the page."""
        code = QRCode(border=2)
        code.add_data(url)
        image = code.make_image(image_factory=SvgPathImage)
        drawing: str = image.to_string(encoding="unicode")
        return drawing

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last second factor where one is required."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=KINDS).exclude(pk=authenticator.pk)
        return not settings.SECOND_FACTOR_REQUIRED or others.exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Return a name to start from."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Security key %(number)s") % {"number": number}
