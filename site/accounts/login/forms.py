"""allauth's forms in the words of this site, made for password managers; each guess is counted."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app_forms
from django import forms
from django.contrib.auth.password_validation import get_default_password_validators
from django.http import HttpRequest
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.login import limits
from accounts.login.forgotten import queue_link
from accounts.models import User
from accounts.password_rules import LongEnough


def word(field: forms.Field, label: str | Promise, help_text: str | Promise = "", **attributes: str | bool) -> None:
    """Give a field a label that stays, in place of a hint that goes when one types."""
    field.label, field.help_text = label, help_text  # type: ignore[assignment]
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def _rules() -> str:
    """Return in one sentence what the validators of the settings ask for, and an advice."""
    shortest = next(
        validator.min_length for validator in get_default_password_validators() if isinstance(validator, LongEnough)
    )
    return gettext(
        "At least %(shortest)s characters, and not digits alone. Four words that do not belong together are easy to "
        "keep and hard to guess."
    ) % {"shortest": shortest}


def _word_new_password(form: forms.Form) -> None:
    word(form.fields["password1"], _("New password"), lazy(_rules, str)(), autocomplete="new-password")
    word(form.fields["password2"], _("The new password once more"), autocomplete="new-password")


def _word_code(form: forms.Form) -> None:
    word(form.fields["code"], _("Code"), autocomplete="one-time-code", inputmode="numeric", autofocus=True)


class LoginForm(account_forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["login"], _("E-mail address"), autocomplete="username", autofocus=True)
        word(self.fields["password"], _("Password"))


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["password"], _("Password"), autofocus=True)


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["oldpassword"], _("Present password"), autofocus=True)
        _word_new_password(self)

    def clean_oldpassword(self) -> str:
        """Check the present password. Raises ImmediateHttpResponse after too many attempts."""
        password: str = self.cleaned_data["oldpassword"]
        if not get_account_adapter().reauthenticate(self.user, password):
            raise get_account_adapter().validation_error("enter_current_password")
        return password


class ResetPasswordForm(account_forms.ResetPasswordForm):
    """The address to which a link is sent, if somebody has an account with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["email"], _("E-mail address"), autocomplete="username", autofocus=True)

    def clean_email(self) -> str:
        """Count the wish. Raises ImmediateHttpResponse after too many."""
        email: str = self.cleaned_data["email"]
        limits.spend_mail(context.request, email)
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Let a job look for the account and write to it: what is said on screen does not depend on it, nor when."""
        email: str = self.cleaned_data["email"]
        queue_link(email)
        return email


class ChoosePasswordForm(account_forms.ResetPasswordKeyForm):
    """A new password, for whoever holds the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_new_password(self)


class _CountedCode:
    """A code of the app, or a recovery code."""

    user: User
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self)  # type: ignore[arg-type]

    def clean_code(self) -> str:
        """Check the code. Raises ImmediateHttpResponse after too many attempts."""
        spent = limits.spend_code(context.request, self.user.pk)
        code: str = super().clean_code()  # type: ignore[misc]
        digits = "".join(code.split())
        if self.authenticator.type == Authenticator.Type.TOTP and not limits.is_new_code(self.user.pk, digits):
            raise get_adapter().validation_error("incorrect_code")
        spent.give_back()
        return code


class CodeForm(_CountedCode, code_forms.AuthenticateForm):
    """A code, after the password."""


class ReauthenticateCodeForm(_CountedCode, code_forms.ReauthenticateForm):
    """A code, before something that matters."""


class ActivateAppForm(app_forms.ActivateTOTPForm):
    """The first code of an app, which shows that it was set up right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self)
