"""An editor's answer that a word of the health list is not about anybody's health in this story."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.models import HealthWord, NotHealthAnswer
from pages.gate.passages import passages_with
from pages.gate.screens.asking import Question


class SayNotHealth(Question):
    """Shows each sentence with the word and asks. Whoever may edit the page may answer."""

    template_name = "pages/not_health.html"
    page_title = gettext_lazy("Not about anybody's health")

    def load(self) -> HttpResponseBase | None:
        """Find the sentences. Raises Http404 for a word that the office does not ask about in this language."""
        word = self.request.GET.get("word", "")
        if not HealthWord.objects.filter(language_code=self.draft.locale.language_code, word=word).exists():
            raise Http404
        self.word = word
        self.passages = passages_with(self.draft, word)
        if self.passages:
            return None
        messages.info(self.request, _("“%(word)s” does not stand in the saved text any more.") % {"word": word})
        return redirect(self.editor_url)

    def ask(self) -> HttpResponseBase:
        """Show the sentences."""
        return self.show(word=self.word, passages=self.passages)

    def answer(self) -> None:
        """Keep the answer, for this story, this language and this word."""
        NotHealthAnswer.objects.get_or_create(**self.here, word=self.word, defaults={"answered_by": self.user})
        messages.success(
            self.request, _("Noted: “%(word)s” is not about anybody's health in this story.") % {"word": self.word}
        )


class TakeBackNotHealth(Question):
    """Takes such an answer back; whoever may edit the page may, as they may give it."""

    template_name = "pages/take_back.html"
    page_title = gettext_lazy("Take the answer back")

    def load(self) -> HttpResponseBase | None:
        """Fetch the answer. Raises Http404 for one about another story."""
        self.given = get_object_or_404(NotHealthAnswer, **self.here, pk=self.kwargs["answer_id"])
        return None

    def ask(self) -> HttpResponseBase:
        """Say what follows."""
        text = _(
            "The checklist will ask about “%(word)s” again wherever it stands in this story. If the story is online, "
            "it is closed to readers until the word is taken out, covered by a consent, or answered again."
        )
        return self.show(text=text % {"word": self.given.word})

    def answer(self) -> None:
        """Take it back."""
        self.given.delete()
        messages.success(self.request, _("The answer was taken back."))
