"""Text that XML can carry."""

import re

# XML 1.0, section 2.2: every character but these may stand in a document.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return the text without the control characters that would make a feed unreadable."""
    return _NOT_IN_XML.sub("", text)
