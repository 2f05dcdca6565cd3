"""The form for hiding something in a stored picture."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from media.models import Picture
from media.regions.marking import Marking, parse_marking
from media.regions.widgets import RegionsInput

# So large, in pixels, is the picture shown for marking at most.
SHOWN = "max-1600x1600"


class HidingForm(forms.Form):
    """What is to be hidden, and which file the editor saw while marking it."""

    regions = forms.CharField(label=_("Regions to hide"), widget=RegionsInput, required=False, strip=False)
    seen_file = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, picture: Picture, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["seen_file"] = picture.file.name
        shown = reverse("wagtailimages:preview", args=[picture.pk, SHOWN])
        self.fields["regions"].widget.picture_url = shown

    def clean_regions(self) -> Marking:
        """Return what was marked. Raises ValidationError for nonsense, and for nothing."""
        marking = parse_marking(self.cleaned_data["regions"])
        if not marking.regions:
            raise ValidationError(_("Mark at least one region that is to be hidden."), code="no_regions")
        return marking
