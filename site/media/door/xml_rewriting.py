"""Copies XML while leaving out what the rules of a kind of file name. Runs in the child process."""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from media.door.refusals import Reason, Refused

Attributes = dict[str, str]


@dataclass(frozen=True)
class Rules:
    """What happens to the elements of a file; all names are without their prefix.

    ``emptied`` elements lose their text, ``dropped`` ones go with all they hold. ``blanked`` attributes become empty,
    attributes that begin with one of ``dropped_attributes`` go. ``see`` is told each element and its attributes, may
    change those, and answers whether the element goes.
    """

    emptied: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    blanked: frozenset[str] = frozenset()
    dropped_attributes: tuple[str, ...] = ()
    see: Callable[[str, Attributes], bool] = field(default=lambda name, attributes: False)


def rewritten(content: bytes, rules: Rules) -> bytes:
    """Return the XML less what the rules name, in UTF-8. Raises Refused if it is not well-formed or has a DOCTYPE."""
    writer = _Writer(rules)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused(Reason.DAMAGED) from error
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + "".join(writer.parts).encode()


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def _refuse(*_declaration: object) -> None:
    # Office programs write no document type; with one come entities that grow without bound.
    raise Refused(Reason.DAMAGED)


class _Writer:
    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.parts: list[str] = []
        self._within_dropped = 0
        self._open: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if self._within_dropped or local(name) in self.rules.dropped or self.rules.see(local(name), attributes):
            self._within_dropped += 1
            return
        self._open.append(local(name))
        written = "".join(self._attribute(key, value) for key, value in attributes.items())
        self.parts.append(f"<{name}{written}>")

    def _attribute(self, name: str, value: str) -> str:
        if not name.startswith("xmlns"):
            if self.rules.dropped_attributes and local(name).startswith(self.rules.dropped_attributes):
                return ""
            if local(name) in self.rules.blanked:
                value = ""
        # A line break in an attribute would be read as a space.
        return f" {name}={quoteattr(value, {chr(10): '&#10;', chr(13): '&#13;', chr(9): '&#9;'})}"

    def end(self, name: str) -> None:
        if self._within_dropped:
            self._within_dropped -= 1
            return
        self._open.pop()
        self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        if not self._within_dropped and not (self._open and self._open[-1] in self.rules.emptied):
            self.parts.append(escape(text, {"\r": "&#13;"}))
