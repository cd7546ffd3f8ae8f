"""PDF and Word files and zip archives, made by hand, so that a test says what is in them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = """Tianjin drug maker opens a plant

Updated: 2024-04-26

A drug maker opened a plant in Tianjin on Friday with an investment of 1.2 billion yuan ($165 million).
"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_zip(files: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def make_docx(body: str, *, prolog: str = "") -> bytes:
    """`body` is the XML of its paragraphs, `prolog` what stands before the root."""
    xml = f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def make_paragraphs(text: str) -> str:
    """Each line as a paragraph of a Word document."""
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())


def make_pdf(*pages: str) -> bytes:
    """Pages of lines, in a font that every reader has."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        lines = [line.translate({40: r"\(", 41: r"\)"}) for line in page.splitlines()]
        drawn = "BT /F1 11 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    return _with_table(objects)


def _with_table(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + trailer.encode()
