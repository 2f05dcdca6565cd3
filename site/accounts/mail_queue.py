"""Mails to the team, each in its reader's language, put into the queue together with what they tell."""

from collections.abc import Callable

from django.core.mail import EmailMessage
from django_tasks import task

from accounts.mail import in_language_of
from accounts.models import User


def queue_mail(user: User, compose: Callable[[], tuple[str, str]]) -> None:
    """Put a mail to somebody into the queue; ``compose`` returns its subject and text in the language then active.

    Called within a transaction, the mail is sent if that is stored and only then.
    """
    with in_language_of(user):
        subject, body = compose()
    deliver.enqueue(user.pk, " ".join(subject.split()), body)


@task(backend="jobs")
def deliver(user_id: int, subject: str, body: str) -> bool:
    """Send a mail to somebody, unless their account has ended meanwhile; say whether it was sent.

    A runner that dies between the mail server's yes and its own note of it sends the mail once more.
    """
    address = User.objects.filter(pk=user_id, is_active=True).values_list("email", flat=True).first()
    return bool(address and EmailMessage(subject, body, to=[address]).send())
