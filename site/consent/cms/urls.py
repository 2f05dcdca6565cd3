"""The addresses of the protection officers' screens, beneath ``/cms/protection/``."""

from django.urls import path

from consent.cms.views import (
    approvals,
    contributors,
    overrides,
    overview,
    record_forms,
    record_steps,
    records,
    settings,
    stories,
    subjects,
    suspension,
)

app_name = "protection"

STORY = "stories/<uuid:translation_key>/"

urlpatterns = [
    path("", contributors.ContributorList.as_view(), name="contributors"),
    path("contributors/add/", contributors.ContributorAdd.as_view(), name="contributor_add"),
    path("contributors/<uuid:contributor_id>/", contributors.ContributorDetail.as_view(), name="contributor"),
    path("contributors/<uuid:contributor_id>/edit/", contributors.ContributorEdit.as_view(), name="contributor_edit"),
    path(
        "contributors/<uuid:contributor_id>/procedure/",
        overrides.ProcedureOverride.as_view(),
        name="procedure_override",
    ),
    path(
        "contributors/<uuid:contributor_id>/procedure/end/",
        overrides.ProcedureOverrideEnd.as_view(),
        name="procedure_override_end",
    ),
    path("contributors/<uuid:contributor_id>/records/add/", records.RecordAdd.as_view(), name="record_add"),
    path("records/<uuid:record_id>/", records.RecordDetail.as_view(), name="record"),
    path("records/<uuid:record_id>/edit/", records.RecordEdit.as_view(), name="record_edit"),
    path("records/<uuid:record_id>/permissions/", records.RecordPermissions.as_view(), name="permissions"),
    path("records/<uuid:record_id>/forms/add/", record_forms.FormAdd.as_view(), name="form_add"),
    path("records/<uuid:record_id>/make-valid/", record_steps.MakeValid.as_view(), name="make_valid"),
    path("records/<uuid:record_id>/supersede/", record_steps.SupersedeRecord.as_view(), name="supersede"),
    path("records/<uuid:record_id>/discard/", record_steps.DiscardDraft.as_view(), name="discard"),
    path("permissions/<int:scope_id>/withdraw/", record_steps.WithdrawScope.as_view(), name="scope_withdraw"),
    path("forms/<uuid:form_id>/", record_forms.FormDownload.as_view(), name="form"),
    path("stories/", stories.StoryList.as_view(), name="stories"),
    path(STORY, stories.StoryDetail.as_view(), name="story"),
    path(STORY + "people/add/", subjects.SubjectAdd.as_view(), name="subject_add"),
    path(STORY + "people/<uuid:subject_id>/", subjects.SubjectEdit.as_view(), name="subject_edit"),
    path(STORY + "people/<uuid:subject_id>/remove/", subjects.SubjectRemove.as_view(), name="subject_remove"),
    path(STORY + "suspend/", suspension.SuspendStory.as_view(), name="suspend"),
    path(STORY + "resume/", suspension.ResumeStory.as_view(), name="resume"),
    path(STORY + "absence/", overrides.AbsenceAdd.as_view(), name="absence_add"),
    path(STORY + "common-words/add/", overrides.CommonWordAdd.as_view(), name="common_word_add"),
    path(
        STORY + "common-words/<int:answer_id>/remove/",
        overrides.CommonWordRemove.as_view(),
        name="common_word_remove",
    ),
    path(STORY + "texts/<str:language_code>/", stories.StoryText.as_view(), name="story_text"),
    path(STORY + "texts/<str:language_code>/approve/", approvals.ApproveStory.as_view(), name="approve_story"),
    path(
        STORY + "texts/<str:language_code>/approve/<uuid:subject_id>/",
        approvals.ApproveFinalText.as_view(),
        name="approve_final_text",
    ),
    path("ending/", overview.EndingSoon.as_view(), name="ending"),
    path("settings/", settings.SettingsEdit.as_view(), name="settings"),
    path("log/", overview.ProtectionLog.as_view(), name="log"),
]
