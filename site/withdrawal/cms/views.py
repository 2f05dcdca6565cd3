"""The officers' screens: take back, see what is hidden and what is left to do, undo."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from consent.cms.guard import ConfirmView, OfficerView, Trail
from consent.cms.log_rows import name_of_user
from consent.cms.story_pages import stories_by_key
from consent.cms.views.contributors import contributor_or_404
from consent.models import Contributor
from consent.models.contributors import reference_of
from media.people.models import PictureSubject
from withdrawal.cms.forms import OutsideTaskForm, WithdrawForm
from withdrawal.models import OutsideTask, Withdrawal
from withdrawal.withdrawing import NothingToWithdraw, TooLateToUndo, undo, withdraw


class WithdrawalList(OfficerView):
    """All withdrawals, the last one first."""

    template_name = "withdrawal/list.html"
    page_title = gettext_lazy("Withdrawals")
    header_icon = "undo"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them with what is still to do."""
        withdrawals = Withdrawal.objects.prefetch_related("stories", "outside_tasks")
        called = {person.pk: person.called for person in Contributor.objects.without_secrets()}
        return self.show(rows=[_row(each, called) for each in withdrawals])


class WithdrawalAdd(OfficerView):
    """The one form. Nothing but what is taken back is asked."""

    template_name = "withdrawal/take_back.html"
    page_title = gettext_lazy("Take consent back")
    header_icon = "undo"

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return [(self._back(), self.person.called)]

    def get(self, request: HttpRequest, contributor_id: UUID) -> HttpResponse:
        """Ask what is taken back."""
        self.person = contributor_or_404(contributor_id)
        return self._form(WithdrawForm(contributor=self.person))

    def post(self, request: HttpRequest, contributor_id: UUID) -> HttpResponseBase:
        """Take it back. When the answer is sent, everything is closed."""
        self.person = contributor_or_404(contributor_id)
        form = WithdrawForm(request.POST, contributor=self.person)
        if not form.is_valid():
            return self._form(form)
        try:
            withdrawal = withdraw(self.person.pk, self.officer, form.taken_back)
        except NothingToWithdraw:
            messages.warning(request, _("There is no consent left that could be taken back. Nothing was changed."))
            return redirect(self._back())
        messages.success(request, _("It is taken back. Nobody can read or see it any more."))
        return redirect("withdrawal:detail", withdrawal.pk)

    def _form(self, form: WithdrawForm) -> HttpResponse:
        return self.show(
            form=form,
            back=self._back(),
            button=gettext_lazy("Take it back now"),
            stories=stories_by_key(self.person.subjects.values_list("translation_key", flat=True)),
            pictures=PictureSubject.objects.filter(contributor=self.person).count(),
        )

    def _back(self) -> str:
        return reverse("protection:contributor", args=[self.person.pk])


class WithdrawalScreen(OfficerView):
    """A screen about one withdrawal."""

    header_icon = "undo"

    def load(self) -> None:
        """Fetch it. Raises Http404."""
        found = Withdrawal.objects.filter(pk=self.kwargs["withdrawal_id"]).first()
        if found is None:
            raise Http404
        self.withdrawal = found
        person = Contributor.objects.without_secrets().filter(pk=found.contributor_id).first()
        self.called = person.called if person else reference_of(found.contributor_id)

    def get_trail(self) -> Trail:
        """Return the list above."""
        return [(reverse("withdrawal:list"), gettext_lazy("Withdrawals"))]

    def get_back_url(self) -> str:
        """Return the withdrawal's own screen."""
        return reverse("withdrawal:detail", args=[self.withdrawal.pk])


class WithdrawalDetail(WithdrawalScreen):
    """What was closed, what is left to do elsewhere, and until when it can be undone."""

    template_name = "withdrawal/detail.html"

    def get_page_title(self) -> str:
        """Return who took it back."""
        return self.called

    def get(self, request: HttpRequest, withdrawal_id: UUID) -> HttpResponse:
        """Show it."""
        self.load()
        return self._answer({})

    def post(self, request: HttpRequest, withdrawal_id: UUID) -> HttpResponseBase:
        """Store what became of the tasks outside the site."""
        self.load()
        forms = self._forms(request.POST)
        if not all(form.is_valid() for form in forms):
            return self._answer({form.instance.pk: form for form in forms})
        for form in forms:
            task = form.save(commit=False)
            done = form.cleaned_data["done"]
            task.done_on = (task.done_on or timezone.localdate()) if done else None
            task.save()
        messages.success(request, _("The tasks were saved."))
        return redirect(self.get_back_url())

    def _forms(self, data: Any = None) -> list[OutsideTaskForm]:
        tasks = OutsideTask.objects.filter(withdrawal=self.withdrawal)
        return [OutsideTaskForm(data, instance=task, prefix=f"task-{task.pk}") for task in tasks]

    def _answer(self, refused: dict[int, OutsideTaskForm]) -> HttpResponse:
        today = timezone.localdate()
        tasks = [
            {"form": refused.get(form.instance.pk, form), "task": form.instance, "late": form.instance.is_late(today)}
            for form in self._forms()
        ]
        fates = {story.translation_key: story for story in self.withdrawal.stories.all()}
        stories = [(story, fates[story.translation_key]) for story in stories_by_key(fates)]
        return self.show(
            status=422 if refused else 200,
            withdrawal=self.withdrawal,
            made_by=name_of_user(self.withdrawal.made_by_id) if self.withdrawal.made_by_id else "",
            can_be_undone=self.withdrawal.can_be_undone(),
            stories=stories,
            pictures=self.withdrawal.held_pictures.count(),
            tasks=tasks,
            person_id=self.withdrawal.contributor_id
            if Contributor.objects.filter(pk=self.withdrawal.contributor_id).exists()
            else None,
        )


class WithdrawalUndo(WithdrawalScreen, ConfirmView):
    """Gives back what was taken by mistake."""

    page_title = gettext_lazy("Undo the withdrawal")
    button = gettext_lazy("Undo it, it was a mistake")
    serious = True
    text = gettext_lazy(
        "Only for a mistake of ours, such as the wrong person: everything is then shown again as it was before. "
        "Whoever has changed their mind since gives a new consent instead."
    )

    def get_trail(self) -> Trail:
        """Return the list and the withdrawal above."""
        return [*super().get_trail(), (self.get_back_url(), self.called)]

    def act(self) -> None:
        """Undo it, unless its time has run out."""
        try:
            undo(self.withdrawal.pk, self.officer)
        except TooLateToUndo:
            messages.error(self.request, _("It is too late: this withdrawal was undone before, or is final."))
        else:
            messages.success(self.request, _("The withdrawal is undone. What was shown before is shown again."))


def _row(withdrawal: Withdrawal, called: dict[UUID, str]) -> dict[str, Any]:
    open_tasks = [task for task in withdrawal.outside_tasks.all() if task.done_on is None]
    today = timezone.localdate()
    count = len(withdrawal.stories.all())
    return {
        "withdrawal": withdrawal,
        "called": called.get(withdrawal.contributor_id) or reference_of(withdrawal.contributor_id),
        "stories": ngettext("%(count)d story", "%(count)d stories", count) % {"count": count},
        "open_tasks": len(open_tasks),
        "late": any(task.is_late(today) for task in open_tasks),
        "can_be_undone": withdrawal.can_be_undone(),
    }
