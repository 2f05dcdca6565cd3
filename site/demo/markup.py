"""Turns the Markdown of a content file into the blocks of a page's body.

A block other than text stands between a line ``::: kind argument`` and a line ``:::``; see content/README.md.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from demo.content_files import ContentError, ContentFile

_FENCE = re.compile(r"^::: *(?P<kind>\w+) *(?P<argument>[^\n]*)\n(?P<content>.*?)^::: *$", re.MULTILINE | re.DOTALL)
_FACT = re.compile(r"^[-*] \*\*(?P<label>[^*]+?)\*\*\s*[:：]?\s*(?P<value>.+)$")
_markdown = MarkdownIt("commonmark")

PageIds = Callable[[str], int]
PictureIds = Callable[[str], int]


def blocks(file: ContentFile, page_id: PageIds, picture_id: PictureIds) -> list[dict[str, Any]]:
    """Return the body of a file as StreamField data. Raises ContentError, naming the file and the block.

    Ids are computed from the place in the page, so that the same block has the same id in every language, as
    wagtail-localize needs it.
    """
    if (file.body.startswith(":::") + file.body.count("\n:::")) % 2:
        raise ContentError(f"{file.path}: a block that begins with ':::' is not closed by a line ':::'.")
    data = []
    for number, (kind, argument, content) in enumerate(_split(file.body)):
        block_id = str(uuid5(NAMESPACE_URL, f"{file.key}#{number}"))
        try:
            value = _READERS[kind](argument, content, block_id, page_id, picture_id)
        except (KeyError, ValueError) as error:
            raise ContentError(f"{file.path}: block {number + 1} ('{kind}') cannot be read: {error}") from error
        data.append({"type": _TYPES[kind], "value": value, "id": block_id})
    return data


def _split(body: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, argument, content) for the fenced blocks and for the text between them."""
    position = 0
    for match in _FENCE.finditer(body):
        if text := body[position : match.start()].strip():
            yield "text", "", text
        yield match["kind"], match["argument"].strip(), match["content"].strip()
        position = match.end()
    if text := body[position:].strip():
        yield "text", "", text


def rich_text(markdown: str, page_id: PageIds) -> str:
    """Return Wagtail's rich text for Markdown; ``page:`` links become links to pages of the site."""
    soup = BeautifulSoup(_markdown.render(markdown), "html.parser")
    for link in soup.find_all("a", href=True):
        target = str(link["href"])
        if target.startswith("page:"):
            link.attrs = {"linktype": "page", "id": str(page_id(target.removeprefix("page:").strip("/")))}
    for old, new in (("strong", "b"), ("em", "i")):
        for element in soup.find_all(old):
            element.name = new
    return str(soup).replace("\n", "")


def _text(_argument: str, content: str, _block_id: str, page_id: PageIds, _picture_id: PictureIds) -> str:
    return rich_text(content, page_id)


def _quote(argument: str, content: str, *_rest: Any) -> dict[str, str]:
    return {"quotation": " ".join(content.split()), "attribution": argument}


def _picture(argument: str, content: str, _block_id: str, _page_id: PageIds, picture_id: PictureIds) -> dict[str, Any]:
    fields = dict(re.split(r"\s*:\s*", line, maxsplit=1) for line in content.splitlines() if line.strip())
    return {
        "picture": {"image": picture_id(argument), "alt_text": fields["alt"], "decorative": False},
        "caption": fields.get("caption", ""),
    }


def _facts(argument: str, content: str, block_id: str, *_rest: Any) -> dict[str, Any]:
    facts = []
    for number, line in enumerate(line for line in content.splitlines() if line.strip()):
        match = _FACT.match(line.strip())
        if match is None:
            raise ValueError(f"'{line.strip()}' should read '- **Label**: value'")
        # wagtail-localize passes over list items that have no id.
        item_id = str(uuid5(NAMESPACE_URL, f"{block_id}#{number}"))
        facts.append(
            {
                "type": "item",
                "id": item_id,
                "value": {"label": match["label"].strip(" :："), "value": match["value"].strip()},
            }
        )
    return {"heading": argument, "facts": facts}


def _table(argument: str, content: str, *_rest: Any) -> dict[str, Any]:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in content.splitlines()
        if line.strip() and not re.fullmatch(r"[|\s:-]+", line.strip())
    ]
    return {
        "data": rows,
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
        "table_caption": argument,
    }


_TYPES = {"text": "text", "quote": "quotation", "picture": "picture", "facts": "facts", "table": "table"}
_READERS: dict[str, Callable[..., Any]] = {
    "text": _text,
    "quote": _quote,
    "picture": _picture,
    "facts": _facts,
    "table": _table,
}
