"""The only way in which people get to read a record: officers alone, and each opening is logged first."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from consent.models import ConsentForm, ConsentRecord, Contributor
from consent.models.events import record_event
from consent.officers import is_officer
from consent.vocabulary import Verb


def require_officer(user: User) -> None:
    """Let nobody pass but a protection officer. Raises PermissionDenied, which says nothing else."""
    if not is_officer(user):
        raise PermissionDenied


def open_contributor(user: User, contributor_id: UUID) -> Contributor:
    """Return a contributor for an officer to read. Raises PermissionDenied, Contributor.DoesNotExist."""
    require_officer(user)
    contributor = Contributor.objects.get(pk=contributor_id)
    record_event(Verb.CONTRIBUTOR_OPENED, "contributor", contributor.pk, user)
    return contributor


def open_record(user: User, record_id: UUID) -> ConsentRecord:
    """Return a consent record for an officer to read. Raises PermissionDenied, ConsentRecord.DoesNotExist."""
    require_officer(user)
    record = ConsentRecord.objects.get(pk=record_id)
    record_event(Verb.RECORD_OPENED, "consentrecord", record.pk, user)
    return record


@sensitive_variables()
def open_form(user: User, form_id: UUID) -> tuple[ConsentForm, bytes]:
    """Return a form and its content for an officer to read.

    Raises PermissionDenied, ConsentForm.DoesNotExist, CannotDecrypt, ValueError if it was changed.
    """
    require_officer(user)
    form = ConsentForm.objects.get(pk=form_id)
    record_event(Verb.FORM_OPENED, "consentform", form.pk, user)
    return form, form.content()
