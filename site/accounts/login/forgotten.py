"""A forgotten password: the request notes who is meant and answers; the link is made and mailed by a job.

The answer comes as soon, and after the same work, whether somebody has an account or not. No link waits in the queue,
where whoever reads the database would find it: it is made in the moment in which its mail leaves.
"""

from django.conf import settings
from django.utils import translation
from django_tasks import task

from accounts import mail
from accounts.login.invitations import link_to_choose_password
from accounts.models import User

NOBODY = 0


def queue_link(email: str) -> None:
    """Put a job into the queue that mails a link to whoever has an address; it does nothing if nobody has it."""
    found = User.objects.filter(email__iexact=email, is_active=True).values_list("pk", flat=True).first()
    mail_link.enqueue(found or NOBODY, translation.get_language() or settings.LANGUAGE_CODE)


@task(backend="jobs")
def mail_link(user_id: int, language: str) -> bool:
    """Mail somebody a link with which to choose a password, unless their account has ended meanwhile; say whether.

    They read it in the language they chose, or else in the one they asked in. A job that is tried again makes another
    link; the first that is used ends them all.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return False
    with translation.override(language):
        message = mail.compose_from(
            user,
            "account/email/password_reset_key_subject.txt",
            "account/email/password_reset_key_message.txt",
            {"password_reset_url": link_to_choose_password(user)},
        )
    return bool(message.send())
