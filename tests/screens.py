"""What somebody reads on a screen of the CMS."""

from typing import Any

from bs4 import BeautifulSoup


def words(response: Any) -> str:
    """Return what somebody reads on a page, without its markup and with single spaces."""
    return _without_marks(" ".join(BeautifulSoup(response.content.decode(), "html.parser").get_text(" ").split()))


def messages_in(response: Any) -> str:
    """Return the messages at the top of a page of the CMS."""
    found = BeautifulSoup(response.content.decode(), "html.parser").select(".messages li")
    return _without_marks(" ".join(" ".join(each.get_text(" ").split()) for each in found))


def _without_marks(text: str) -> str:
    """Leave out the marks around a word of another direction, which nobody sees."""
    return text.replace("\u2068", "").replace("\u2069", "")
