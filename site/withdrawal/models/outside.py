"""What nobody can take back from here, and somebody has to see to."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from withdrawal.models.withdrawals import Withdrawal


class Outside(models.TextChoices):
    """Where copies may be that the site does not reach."""

    SOCIAL = "social", _("Our posts on social media")
    PARTNERS = "partners", _("Partners who have shown the story")
    FEEDS = "feeds", _("Sites and readers that take our feeds")
    SEARCH = "search", _("Search engines")
    ARCHIVES = "archives", _("Web archives")
    PRINT = "print", _("Printed stock")


WHAT_TO_DO = {
    Outside.SOCIAL: _("Delete what we posted, with its pictures, on every account of the office."),
    Outside.PARTNERS: _("Write to each partner who has shown it, and ask them to take it down and to confirm."),
    Outside.FEEDS: _("Our feeds say that it was taken back. Look whether the sites you know of have followed."),
    Outside.SEARCH: _("Ask the search engines to remove the old addresses from their results."),
    Outside.ARCHIVES: _("Ask the web archives to leave the old addresses out."),
    Outside.PRINT: _("Stop handing out what is printed, and have the rest pulped."),
}


class OutsideTask(models.Model):
    """One of these places, with who sees to it until when."""

    wagtail_reference_index_ignore = True

    withdrawal = models.ForeignKey(
        Withdrawal, verbose_name=_("withdrawal"), on_delete=models.CASCADE, related_name="outside_tasks"
    )
    where = models.CharField(_("where"), max_length=10, choices=Outside.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who sees to it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due_on = models.DateField(_("until"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("task outside the site")
        verbose_name_plural = _("tasks outside the site")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["withdrawal", "where"], name="outside_task_once_for_a_withdrawal"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"

    @property
    def what_to_do(self) -> str:
        """What to do there, in a sentence."""
        return str(WHAT_TO_DO[Outside(self.where)])

    def is_late(self, today: date) -> bool:
        """Say whether it should have been done."""
        return self.done_on is None and self.due_on < today
