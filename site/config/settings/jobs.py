"""Which work waits in a queue, and where.

Wagtail's own small work (its indexes, the files of deleted pictures) is done at once, under the alias "default":
whoever saves a page finds it in the search, and the file of a deleted picture does not stay on the server for as long
as nobody works off a queue. The office's jobs (publishing, mails, tidying up) wait in the database, under the alias
"jobs", in the same transaction as what they belong to.
"""

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
