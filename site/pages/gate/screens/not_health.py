"""An editor's answer that a word of the health list is not about anybody's health in this story."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.models import HealthWord, NotHealthAnswer
from consent.rules.written_words import isolated
from pages.gate.passages import passages_with, written_on
from pages.gate.reviewing import declaration_of
from pages.gate.screens.asking import Question


class SayNotHealth(Question):
    """Shows each sentence with the word that has no answer yet, and asks. Whoever may edit the page may answer."""

    template_name = "pages/not_health.html"
    page_title = gettext_lazy("Not about anybody's health")

    def load(self) -> HttpResponseBase | None:
        """Find the sentences. Raises Http404 for a word that the office does not ask about in this language."""
        word = self.request.GET.get("word", "")
        if not HealthWord.objects.filter(language_code=self.draft.locale.language_code, word=word).exists():
            raise Http404
        self.word = word
        self.passages = passages_with(self.draft, declaration_of(self.draft), word)
        if self.passages:
            return None
        text = _("“%(word)s” does not stand in the saved text any more, or only where it was answered already.")
        messages.info(self.request, text % {"word": isolated(word.rstrip("*"))})
        return redirect(self.editor_url)

    def ask(self) -> HttpResponseBase:
        """Show the sentences."""
        return self.show(word=written_on(self.draft, self.word), passages=self.passages)

    def answer(self) -> HttpResponseBase | None:
        """Keep the answer, for the sentences that were shown; if there are others by now, ask again."""
        digests = {passage.digest for passage in self.passages}
        if not digests <= set(self.request.POST.getlist("sentence")):
            text = _("The text was changed in the meantime. Please read all sentences again.")
            messages.warning(self.request, text)
            return self.ask()
        NotHealthAnswer.objects.create(**self.here, word=self.word, sentences=sorted(digests), answered_by=self.user)
        messages.success(
            self.request,
            _("Noted: “%(word)s” is not about anybody's health in these sentences.")
            % {"word": written_on(self.draft, self.word)},
        )
        return None


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
            "The checklist will ask about “%(word)s” again in the sentences that this answer was about. If the story "
            "is online, it is closed to readers until the word is taken out, covered by a consent, or answered again."
        )
        return self.show(text=text % {"word": written_on(self.draft, self.given.word)})

    def answer(self) -> None:
        """Take it back."""
        self.given.delete()
        messages.success(self.request, _("The answer was taken back."))
