"""Word documents (.docx): the text of their paragraphs as it reads with tracked changes accepted.

A library for writing documents would read less than this: it leaves out insertions, content controls and text boxes.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml import etree  # type: ignore[import-untyped]

from corpus.ingest.errors import ReadError
from corpus.ingest.zips import open_zip, read_member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile, ZipInfo

MAX_XML = 30 * 1024**2  # bytes of the part that holds the text, unpacked

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # how documents before .docx begin, and those with a password
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_PARAGRAPH, _TEXT = f"{_W}p", f"{_W}t"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOT_SHOWN = (_COMPATIBILITY, f"{_W}del", f"{_W}moveFrom")


def read(data: bytes) -> str:
    """The paragraphs, a blank line between them. Raises `ReadError`."""
    if data.startswith(_OLE):
        raise ReadError(_("it is protected by a password or in the old .doc form; save it as plain .docx."))
    tree = _parse(_main_part(data))
    etree.strip_elements(tree, *_NOT_SHOWN, with_tail=False)
    return "\n\n".join(filter(None, map(_text, tree.iter(_PARAGRAPH))))


def _main_part(data: bytes) -> bytes:
    with open_zip(io.BytesIO(data)) as parts:
        info = _main_info(parts)
        if info.file_size > MAX_XML:
            raise ReadError(_("its text is too long; split it into single articles."))
        return read_member(parts, info)


def _main_info(parts: ZipFile) -> ZipInfo:
    info = next((info for info in parts.infolist() if _MAIN_PART.fullmatch(info.filename)), None)
    if info is None:
        raise ReadError(_("it is no Word document; save it as .docx again."))
    return info


def _parse(data: bytes) -> etree._Element:
    """The tree. Word writes no document type, and one could define entities without end."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ReadError(_("it is damaged; save it as .docx again.")) from None
    if tree.getroottree().docinfo.internalDTD is not None:
        raise ReadError(_("it defines entities, as no Word document does; save it as .docx again."))
    return tree


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph)).strip()


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    """The text of a paragraph without that of text boxes inside, whose paragraphs come by themselves."""
    for element in paragraph.iter(_TEXT, *_MARKS):
        if next(element.iterancestors(_PARAGRAPH)) is paragraph:
            yield _MARKS.get(element.tag) or element.text or ""
