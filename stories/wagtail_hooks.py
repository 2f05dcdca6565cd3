"""Stories in the CMS: the vocabularies under one heading."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from stories.models import AssistanceKind, Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ("name", "slug")


class AssistanceKindViewSet(SnippetViewSet):
    model = AssistanceKind
    icon = "help"
    list_display = ("name", "slug")


@register_snippet
class VocabularyViewSetGroup(SnippetViewSetGroup):
    """Themes and kinds of assistance."""

    items = (ThemeViewSet, AssistanceKindViewSet)
    menu_label = _("Vocabularies")
    menu_icon = "tag"
    menu_order = 300
