"""What is said once and never again, also after a restart."""

from django.utils import timezone

from operations.models import SentNotice


def first_time(key: str) -> bool:
    """Say whether something is about to be said for the first time, and remember it.

    Called in the transaction that puts the message into the queue, so that both are kept or neither.
    """
    _notice, first = SentNotice.objects.get_or_create(key=key, defaults={"sent_at": timezone.now()})
    return first
