"""What the checklist says first: whether readers can read the page now, and what opens or closes it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from consent.clearing import suspension_of
from pages.gate.checklist import Checklist
from pages.models import BasePage

MOMENT = "DATETIME_FORMAT"


@dataclass(frozen=True)
class Summary:
    """A sentence, whether it is good news, and what to do next, if anybody can do anything."""

    text: str
    green: bool
    then: str = ""


def summary_of(page: BasePage, checklist: Checklist) -> Summary:
    """Return the summary of a page as it is stored, of whose draft this is the checklist."""
    if (suspension := suspension_of(page.translation_key)) is not None:
        return _suspended(suspension)
    if checklist.may_be_published:
        return _green(page, checklist)
    closed = page.closed_to_readers
    if not page.live:
        return Summary(_("Red: this page cannot be published yet. Nobody can read it."), False)
    if closed:
        return Summary(_("Red: this page is published, but closed: nobody can read it until this is settled."), False)
    if page.has_unpublished_changes:
        text = _("Red: these changes cannot be published yet. Readers still see the page as it was.")
        return Summary(text, False)
    return Summary(_("Red: something is missing on this page. Readers can still read it."), False)


def _green(page: BasePage, checklist: Checklist) -> Summary:
    day = date_format(timezone.localtime(checklist.last_day)) if checklist.last_day else ""
    if not page.live:
        text = _("Green: this page may be published. It can be read until %(day)s.")
    elif page.closed_to_readers:
        text = _("Green: this page may be published. Nobody can read it until it is published anew.")
    elif page.has_unpublished_changes:
        text = _("Green: these changes may be published. Readers can read the page as it was, until %(day)s.")
    else:
        text = _("Green: readers can read this page until %(day)s.")
    return Summary(text % {"day": day}, True)


def _suspended(suspension: Any) -> Summary:
    who = User.objects.filter(pk=suspension.actor_id).first()
    values = {
        "moment": date_format(timezone.localtime(suspension.at), MOMENT),
        "name": (who.get_full_name() or who.email) if who else _("a protection officer"),
    }
    text = _("Red: the story is suspended. %(name)s closed it to readers in every language on %(moment)s.") % values
    then = _("Ask %(name)s what is to be found out. It can be edited; what is published stays closed until then.")
    return Summary(text, False, then % values)
