"""allauth's forms in the words of this site, made for password managers; each guess is counted."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from accounts.login import limits
from accounts.models import User


def _word(field: forms.Field, label: str | Promise, help_text: str | Promise = "", **attributes: str | bool) -> None:
    """Give a field a label that stays, in place of a hint that goes when one types."""
    field.label, field.help_text = label, help_text  # type: ignore[assignment]
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def _rules() -> str:
    return " ".join(password_validators_help_texts())


def _word_new_password(form: forms.Form) -> None:
    _word(form.fields["password1"], _("New password"), lazy(_rules, str)(), autocomplete="new-password")
    _word(form.fields["password2"], _("The new password once more"), autocomplete="new-password")


def _word_code(form: forms.Form) -> None:
    _word(form.fields["code"], _("Code"), autocomplete="one-time-code", inputmode="numeric", autofocus=True)


class LoginForm(account_forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], _("E-mail address"), autocomplete="username", autofocus=True)
        _word(self.fields["password"], _("Password"))


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], _("Password"), autofocus=True)


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["oldpassword"], _("Present password"), autofocus=True)
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
        _word(self.fields["email"], _("E-mail address"), autocomplete="username", autofocus=True)

    def clean_email(self) -> str:
        """Look for the account. What is said on screen does not depend on it."""
        email: str = self.cleaned_data["email"]
        self.users = list(User.objects.filter(email__iexact=email, is_active=True))
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


class AddKeyForm(key_forms.AddWebAuthnForm):
    """A security key and a name for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["name"], _("Name of the key"), autocomplete="off")


class RenameKeyForm(key_forms.EditWebAuthnForm):
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["name"], _("Name of the key"), autocomplete="off", autofocus=True)
