"""The words that consent is recorded in: what may be shown, where, of whom, on what ground.

The records store them and the rules reason with them, so they lie apart from both.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Element(TextChoices):
    """What of a person a page may show; each needs a permission of its own."""

    STORY_TEXT = "story_text", _("the story")
    PUBLICATION_NAME = "publication_name", _("the publication name")
    TRUE_NAME = "true_name", _("the true name")
    FACE = "face", _("the face")
    VOICE = "voice", _("the voice")
    EXACT_PLACE = "exact_place", _("the exact place")
    EMPLOYER = "employer", _("the employer or business")
    FAMILY = "family", _("the family")
    HEALTH = "health", _("health and other specially protected data (GDPR article 9)")


class Channel(TextChoices):
    """Where it may be shown."""

    WEBSITE = "website", _("website")
    FEEDS = "feeds", _("feeds and interfaces for other sites")
    SOCIAL = "social", _("social media")
    PRINT = "print", _("print")
    PRESS = "press", _("press")
    DONOR = "donor", _("report to a donor")


class Role(TextChoices):
    """What part somebody has in a story."""

    MAIN = "main", _("main person")
    RELATIVE = "relative", _("relative")
    BYSTANDER = "bystander", _("bystander")
    GROUP = "group", _("member of a group")
    CROWD = "crowd", _("in a crowd")


class IdentityLevel(TextChoices):
    """By what name somebody appears."""

    TRUE_NAME = "true_name", _("true name")
    FIRST_NAME = "first_name", _("first name only")
    PSEUDONYM = "pseudonym", _("pseudonym")
    NONE = "none", _("no name")


class PlacePrecision(TextChoices):
    """How exactly the story says where somebody lives or works."""

    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    DISTRICT = "district", _("district")
    EXACT = "exact", _("exact place")


class Face(TextChoices):
    """How somebody's face appears in pictures and films."""

    NONE = "none", _("not in the picture")
    SHOWN = "shown", _("shown")
    TURNED = "turned", _("turned away or covered")
    BLURRED = "blurred", _("blurred beyond recognition")


class PeopleShown(TextChoices):
    """Whether people are shown in a picture. Nothing said is no answer, and not the answer that nobody is."""

    NONE = "none", _("Nobody is shown")
    UNIDENTIFIABLE = "unidentifiable", _("People are shown, but nobody could recognise any of them")
    YES = "yes", _("Somebody is shown who could be recognised")


class Basis(TextChoices):
    """On what ground somebody may appear."""

    CONSENT = "consent", _("consent on record")
    PUBLIC_ROLE = "public_role", _("public role, shown in that role")
    STAFF_AGREEMENT = "staff_agreement", _("agreement of a member of staff")
    CROWD = "crowd", _("not identifiable in a crowd")
    LICENSED = "licensed", _("licensed or archive material, with proof")


class AgeBand(TextChoices):
    """How old somebody is, no more exactly than the rules need."""

    UNDER_13 = "under_13", _("under 13")
    TEENAGER = "13_17", _("13 to 17")
    YOUNG_ADULT = "18_24", _("18 to 24")
    ADULT = "25_59", _("25 to 59")
    ELDER = "60_plus", _("60 or older")


MINOR_BANDS = frozenset({AgeBand.UNDER_13, AgeBand.TEENAGER})


class Risk(TextChoices):
    """How likely it is that being recognised does somebody harm."""

    STANDARD = "standard", _("no particular risk known")
    AT_RISK = "at_risk", _("at risk")
    HIGH = "high", _("at high risk")


class Method(TextChoices):
    """How consent was given."""

    SIGNED = "signed", _("signed")
    THUMBPRINT = "thumbprint", _("thumbprint")
    VERBAL_RECORDED = "verbal_recorded", _("spoken and recorded")
    GUARDIAN_SIGNED = "guardian_signed", _("signed by the guardian")


class ContactMethod(TextChoices):
    """How somebody can be reached without danger."""

    NONE = "none", _("do not contact")
    PHONE = "phone", _("telephone")
    MESSAGE = "message", _("text message")
    EMAIL = "email", _("e-mail")
    OFFICE = "office", _("in person at our office")
    TRUSTED_PERSON = "trusted_person", _("through a trusted person")


class RecordStatus(TextChoices):
    """Where a consent record stands."""

    DRAFT = "draft", _("draft")
    VALID = "valid", _("valid")
    SUPERSEDED = "superseded", _("superseded")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Verb(TextChoices):
    """What a protection event says was done."""

    CONTRIBUTOR_OPENED = "contributor_opened", _("contributor opened")
    CONTRIBUTOR_ADDED = "contributor_added", _("contributor added")
    CONTRIBUTOR_CHANGED = "contributor_changed", _("contributor changed")
    NAME_SEARCHED = "name_searched", _("contributors searched by name")
    RECORD_OPENED = "record_opened", _("consent record opened")
    RECORD_DRAFTED = "record_drafted", _("draft of a consent recorded")
    RECORD_CHANGED = "record_changed", _("draft of a consent changed")
    RECORD_DISCARDED = "record_discarded", _("consent discarded")
    FORM_ADDED = "form_added", _("consent form added")
    FORM_OPENED = "form_opened", _("consent form opened")
    RECORD_VALID = "record_valid", _("consent record made valid")
    RECORD_SUPERSEDED = "record_superseded", _("consent record superseded")
    RECORD_WITHDRAWN = "record_withdrawn", _("consent withdrawn")
    SCOPE_WITHDRAWN = "scope_withdrawn", _("permission withdrawn")
    RECORD_REINSTATED = "record_reinstated", _("withdrawal of a consent undone")
    SCOPE_REINSTATED = "scope_reinstated", _("withdrawal of a permission undone")
    WITHDRAWAL_MADE = "withdrawal_made", _("withdrawn: everything hidden")
    WITHDRAWAL_UNDONE = "withdrawal_undone", _("withdrawal undone")
    CODE_MADE = "code_made", _("withdrawal code made; the former one ended")
    CODE_USED = "code_used", _("withdrawal code used by the person")
    PREVIEW_MADE = "preview_made", _("link made, for the person to see the text first")
    PREVIEW_REVOKED = "preview_revoked", _("link to see the text first revoked")
    PREVIEW_ANSWERED = "preview_answered", _("the person asked for a change of the text")
    PREVIEW_ANSWER_OPENED = "preview_answer_opened", _("wish for a change of the text opened")
    REQUEST_RECEIVED = "request_received", _("request of a person received")
    REQUEST_OPENED = "request_opened", _("request of a person opened")
    REQUEST_ANSWERED = "request_answered", _("request of a person answered")
    ACCESS_EXPORTED = "access_exported", _("everything that is held on a person handed out")
    SUBJECT_ADDED = "subject_added", _("person added to a story")
    SUBJECT_CHANGED = "subject_changed", _("what a story shows of a person changed")
    SUBJECT_REMOVED = "subject_removed", _("person taken out of a story")
    PICTURED_ADDED = "pictured_added", _("person entered in a picture")
    PICTURED_CHANGED = "pictured_changed", _("what a picture shows of a person changed")
    PICTURED_REMOVED = "pictured_removed", _("person taken out of a picture")
    STORY_APPROVED = "story_approved", _("text of a story approved")
    FINAL_TEXT_APPROVED = "final_text_approved", _("approval of the final text by the person recorded")
    CLEARANCE_GRANTED = "clearance_granted", _("page opened to readers")
    CLEARANCE_REVOKED = "clearance_revoked", _("page closed to readers")
    CLEARANCE_SUSPENDED = "clearance_suspended", _("story suspended")
    CLEARANCE_RESUMED = "clearance_resumed", _("suspension of a story lifted")
    OFFICER_ADDED = "officer_added", _("protection officer added")
    OFFICER_REMOVED = "officer_removed", _("protection officer removed")
    OFFICER_SWITCHED_OFF = "officer_switched_off", _("account of a protection officer switched off")
    OFFICER_SWITCHED_ON = "officer_switched_on", _("account of a protection officer switched on again")
    OFFICERS_GROUP_CHANGED = "officers_group_changed", _("group of protection officers renamed or deleted")
    OVERRIDE_SET = "override_set", _("exception decided on or ended")
    ANSWER_GIVEN = "answer_given", _("question about a word answered")
    ANSWER_TAKEN_BACK = "answer_taken_back", _("answer about a word taken back")
    HEALTH_WORD_CHANGED = "health_word_changed", _("health word added, changed or deleted")
    MINOR_EDIT_MARKED = "minor_edit_marked", _("change marked as a minor edit")
    MINOR_EDIT_TAKEN_BACK = "minor_edit_taken_back", _("mark of a minor edit taken back")
    SETTINGS_CHANGED = "settings_changed", _("consent settings changed")
    KEYS_ROTATED = "keys_rotated", _("encryption keys rotated")
