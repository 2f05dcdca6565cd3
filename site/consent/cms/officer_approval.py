"""A protection officer's approval of a text: the one way to give it, from the officers' screens and the workflow."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from consent.cms.approving import involvement_of
from consent.cms.views.stories import people_in
from consent.models import StoryApproval
from consent.rules.rule_7_approval import Involvement


def words_against(user: User, page: Page) -> str:
    """Return, in a sentence, why somebody cannot approve a page, or nothing: who wrote or recorded does not approve."""
    reasons = {
        None: "",
        Involvement.AUTHOR: _("You have written this text. Another protection officer has to approve it."),
        Involvement.RECORDER: _("You have recorded the consent. Another protection officer has to approve the text."),
    }
    return reasons[involvement_of(user, page, people_in(page.translation_key))]


def approve_text(page: Page, user: User, fingerprint: str) -> StoryApproval:
    """Store that an officer approved the text with this fingerprint, in the language of the page.

    The caller has asked ``words_against``, and has compared the fingerprint with that of the text as it stands.
    """
    return StoryApproval.objects.create(
        translation_key=page.translation_key,
        language_code=page.locale.language_code,
        text_hash=fingerprint,
        approved_by=user,
    )
