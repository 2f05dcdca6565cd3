"""What the job runner keeps in the database: who works, what came of each job, what was sent already."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunnerLease(models.Model):
    """The one row that a job runner must hold in order to work, so that of several machines one works at a time.

    All its times are the database's: the clocks of the machines may differ.
    """

    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=64, blank=True)
    host = models.CharField(max_length=255, blank=True)
    taken_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """How a job ended the last time."""

    NEVER = "", _("never run")
    RUNNING = "running", _("running")
    OK = "ok", pgettext_lazy("a job", "done")
    ATTENTION = "attention", _("done, but somebody should look")
    FAILED = "failed", _("failed")


class JobResult(models.Model):
    """What came of a periodic job the last time, and when it is due next."""

    wagtail_reference_index_ignore = True

    job = models.CharField(_("job"), max_length=40, unique=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.NEVER, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    next_due_at = models.DateTimeField(_("next due at"))
    counts = models.JSONField(_("counts"), default=dict)
    # The class of the error and nothing that it says, which may name people.
    problem = models.CharField(_("problem"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("job result")
        verbose_name_plural = _("job results")
        # To look at the jobs' screen, and to let a failed job be tried again.
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.job


class SentNotice(models.Model):
    """That something was said once and must not be said again."""

    wagtail_reference_index_ignore = True

    key = models.CharField(max_length=200, unique=True)
    sent_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["sent_at"])]

    def __str__(self) -> str:
        return self.key
