"""The screens on which administrators manage people: Wagtail's own, without what would make somebody a superuser."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from accounts.roles.guarding import is_sealed, may_change
from accounts.roles.listing import TeamFilterSet, TeamIndexView
from accounts.roles.table import label_of


class _TeamForm:
    """What the forms for new and known people have in common."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Form:
        """Return Wagtail's form; the superuser's tick is for superusers, and roles have names in each language."""
        form: Form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        groups = form.fields["groups"]
        if isinstance(groups, ModelMultipleChoiceField):
            groups.label_from_instance = lambda obj: label_of(obj.name)  # type: ignore[method-assign]
            groups.label = _("Roles")
            groups.help_text = _("What a person may do here. Without a role they cannot enter the CMS.")
        if "is_active" in form.fields:
            form.fields["is_active"].help_text = _(
                "Take the tick away when somebody leaves: they are logged out everywhere and cannot log in any more. "
                "What they wrote stays."
            )
        # Wagtail's form has no order of its own.
        form.order_fields(["email", "first_name", "last_name", "groups"])
        return form


class TeamCreateView(_TeamForm, CreateView):
    """Adds somebody to the team."""


class TeamEditView(_TeamForm, EditView):
    """Changes somebody's account."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse an account that is out of reach. Raises PermissionDenied."""
        if not may_change(request.user, self.object):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_form(self, *args: Any, **kwargs: Any) -> Form:
        """Leave address and password of a protection officer to the officer."""
        form = super().get_form(*args, **kwargs)
        if is_sealed(self.request.user, self.object):
            for name in {"email", "password1", "password2"} & form.fields.keys():
                form.fields[name].disabled = True
                form.fields[name].help_text = _("Only protection officers themselves change this.")
        return form


class TeamViewSet(UserViewSet):
    """All screens for people."""

    ordering = "name"
    index_view_class = TeamIndexView
    filterset_class = TeamFilterSet
    add_view_class = TeamCreateView
    edit_view_class = TeamEditView
    # One page without tabs: whoever is added has no role until somebody gives them one.
    create_template_name = "wagtailadmin/generic/create.html"
