"""What an editor reads when a file is turned away, or enters with something that the door could not take out."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media.door import limits
from media.door.cautions import Caution
from media.door.refusals import Reason, Refused

_REFUSALS = {
    Reason.EMPTY: gettext_lazy("This file is empty. Check that it opens on your computer, then choose it again."),
    Reason.NOT_A_PICTURE: gettext_lazy(
        "This file is not a picture that the site can use. Save it as a JPEG or PNG picture and upload that one."
    ),
    Reason.NOT_A_DOCUMENT: gettext_lazy(
        "This kind of document cannot be used. Save it as a PDF, or as a file of Word, Excel, PowerPoint or "
        "LibreOffice."
    ),
    Reason.NOT_TEXT: gettext_lazy(
        "This file is not plain text. Open it in the program it came from and save it as text or CSV in UTF-8."
    ),
    Reason.DAMAGED: gettext_lazy(
        "This file cannot be read: it is damaged or incomplete. Open it on your computer, save it again and upload the "
        "new file."
    ),
    Reason.MOVING: gettext_lazy(
        "Moving pictures cannot be used: they distract readers and can make them ill. Upload a still picture, or a "
        "video."
    ),
    Reason.PASSWORD: gettext_lazy(
        "This file is protected with a password, or was saved by an old program. Save it without a password as "
        "PDF, .docx, .xlsx or .pptx and upload the new file."
    ),
    Reason.MACROS: gettext_lazy(
        "This file contains macros, which are programs that could harm a reader's computer. Save it without macros, or "
        "as a PDF, and upload the new file."
    ),
    Reason.NOT_A_RECORDING: gettext_lazy(
        "This file is no sound or film that the site can use. Save sound as MP3 or M4A and a film as MP4 or WebM, and "
        "upload that file."
    ),
    Reason.NO_SOUND: gettext_lazy("There is no sound in this file. Play it on your computer, then save it again."),
    Reason.TOO_MANY_STREAMS: gettext_lazy(
        "This file holds many tracks. Save it with one track of pictures and one of sound and upload the new file."
    ),
    Reason.TOO_DEMANDING: gettext_lazy(
        "This file takes too much work to check. Save it again in a smaller size, or in another format, and upload the "
        "new file."
    ),
    Reason.BUSY: gettext_lazy(
        "Too many files are being checked at the moment. Wait a minute and upload this one again."
    ),
}
_CAUTIONS = {
    Caution.TRACKED_CHANGES: gettext_lazy(
        "Tracked changes: readers can see what was deleted. Accept or reject all changes and upload the file again."
    ),
    Caution.COMMENTS: gettext_lazy("Comments: readers can see them. Delete those that are not meant for them."),
    Caution.CROPPED_PICTURES: gettext_lazy(
        "Cropped pictures: readers can see what was cut off. Compress the pictures with “Delete cropped areas”, or "
        "upload a PDF."
    ),
    Caution.HIDDEN_PARTS: gettext_lazy("Hidden text, sheets, slides or layers: readers can show them."),
    Caution.SPEAKER_NOTES: gettext_lazy("Speaker notes: readers can see them."),
    Caution.OTHER_PICTURES: gettext_lazy(
        "Pictures in a format that could not be cleaned: they may tell where and with what they were made."
    ),
    Caution.EMBEDDED_FILES: gettext_lazy(
        "Embedded files, such as the table behind a chart: readers can open them, and they were not cleaned."
    ),
    Caution.ATTACHMENTS_REMOVED: gettext_lazy("Attached files were removed. Upload them as documents of their own."),
    Caution.SIGNATURE_REMOVED: gettext_lazy("The digital signature was removed, because the file was cleaned."),
}


def refusal(refused: Refused, max_bytes: int) -> str:
    """Return the sentences that say why a file was turned away and what to do, in the language of the editor."""
    if refused.reason is Reason.TOO_LARGE:
        return _(
            "This file is too big. The largest that can be used has %(size)s: save it smaller and upload it again."
        ) % {"size": filesizeformat(max_bytes)}
    if refused.reason is Reason.TOO_MANY_PIXELS:
        return _(
            "This picture has too many pixels. The largest that can be used has %(millions)d million: make it smaller, "
            "3000 pixels wide for example, and upload it again."
        ) % {"millions": limits.PICTURE_PIXELS // 1_000_000}
    if refused.reason in _TOO_LONG:
        return _too_long(refused.reason)
    if refused.reason is Reason.FILM_TOO_WIDE:
        return _(
            "The pictures of this film are too large or too many for readers on telephones. Save it as an MP4 film "
            "1280 pixels wide with 25 or 30 pictures a second and upload that one."
        )
    if refused.reason is Reason.NOT_PLAYED_EVERYWHERE:
        return _not_played(refused.found)
    if refused.reason is Reason.WRONG_ENDING:
        return _wrong_ending(refused.found)
    return str(_REFUSALS[refused.reason])


_TOO_LONG = {Reason.SOUND_TOO_LONG: limits.SOUND_SECONDS, Reason.FILM_TOO_LONG: limits.FILM_SECONDS}


def _too_long(reason: Reason) -> str:
    return _(
        "This recording is too long. The longest that can be used has %(minutes)d minutes: shorten it, or divide it "
        "into parts, and upload it again."
    ) % {"minutes": _TOO_LONG[reason] // 60}


def _not_played(coding: str) -> str:
    what = _(
        "Not every telephone and computer can play this recording. Save sound as MP3 or M4A, and a film as MP4 with "
        "the setting H.264 (on an iPhone: Settings, Camera, Formats, Most Compatible), and upload that file."
    )
    return f"{what} {_('It is in this format now: %(coding)s.') % {'coding': coding}}" if coding else what


def _wrong_ending(found: str) -> str:
    if found:
        return _(
            "The name of this file does not fit what it is: a file whose name should end in .%(ending)s. Rename it and "
            "upload it again."
        ) % {"ending": found}
    return _(
        "This file is not what the end of its name says. Save it again in the program it came from and upload the new "
        "file."
    )


def caution(code: str) -> str:
    """Return what an editor should know of a document that entered; an empty string for an unknown code."""
    return str(_CAUTIONS.get(Caution(code), "")) if code in list(Caution) else ""
