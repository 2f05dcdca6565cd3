"""Jobs for the tests of the queue. A queue finds a job by the name of its module, so they cannot lie in a test."""

from django_tasks import task

done: list[str] = []
errors: list[Exception] = []


@task(backend="jobs")
def note(word: str) -> str:
    """Note a word, unless an error waits: then raise that."""
    if errors:
        raise errors.pop(0)
    done.append(word)
    return word
