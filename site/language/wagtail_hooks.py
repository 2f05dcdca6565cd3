"""Wagtail's hooks into the language room."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from language.rich_text import PageLinkHandler


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: FeatureRegistry) -> None:
    """Let links in running text lead to the reader's language; after Wagtail's own handler, which it replaces."""
    features.register_link_type(PageLinkHandler)
