"""The lists of health words, which the team edits: the one thing of this room that ordinary permissions govern.

A word says nothing of anybody. What it stops, a protection officer or an editor answers for story by story. Each
change is in the log of protection, and the room of the pages asks the rules again about the stories with the word.
"""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from consent.cms.permissions import site_languages
from consent.models import HealthWord


class HealthWordForm(WagtailAdminModelForm):
    """A word with its language, one of the site's; a language that the site has no more stays as it is."""

    language_code = forms.ChoiceField(
        label=_("Language"), help_text=_("The language of the texts in which the word is looked for.")
    )

    class Meta:
        model = HealthWord
        fields: ClassVar[list[str]] = ["language_code", "word"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language_code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        known = dict(site_languages())
        kept = self.instance.language_code
        field.choices = list(({kept: kept} | known if kept and kept not in known else known).items())


class HealthWordFilters(WagtailFilterSet):
    """The words of one language."""

    language_code = django_filters.ChoiceFilter(
        label=_("Language"), choices=site_languages, empty_label=_("All languages"), widget=forms.RadioSelect
    )

    class Meta:
        model = HealthWord
        fields: ClassVar[list[str]] = ["language_code"]


class HealthWordViewSet(ModelViewSet):
    """A list with search and filter, and a form, beside the other lists that the team keeps."""

    model = HealthWord
    name = "health_words"
    icon = "list-ul"
    menu_label = _("Health words")
    menu_order = 900
    add_to_settings_menu = True
    # An own index of what refers to what would show nothing: nothing refers to a word.
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    list_display: ClassVar[list[Any]] = ["word", Column("language", label=_("Language"), accessor="language_name")]
    filterset_class = HealthWordFilters
    search_fields: ClassVar[list[str]] = ["word"]
    ordering: ClassVar[list[str]] = ["language_code", "word"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form for both a new word and an old one."""
        return HealthWordForm


health_words = HealthWordViewSet()
