"""`make messages`: the catalogues of translations, brought up to what the code and the templates say.

Reads with Babel, so it needs no GNU gettext. New texts come in untranslated, those that are gone go, and each catalogue
that is complete is compiled. Nothing is guessed: a text that changed is a new text.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE_DIR = Path(__file__).resolve().parent.parent
LOCALE = BASE_DIR / "locale"
FOLDERS = ("config", "corpus", "search", "templates")
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "Message": None,
    "QueryError": None,
}
"""Functions whose arguments are texts for people."""


def main() -> None:
    """Exits with 1 while something is untranslated."""
    missing = [text for path in catalogues() for text in update(path)]
    for text in missing:
        sys.stdout.write(f"Not translated: {text!r}\n")
    sys.exit(1 if missing else 0)


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def update(path: Path) -> list[str]:
    """Bring a catalogue up to date and compile it. What it leaves untranslated."""
    catalogue = read(path)
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False, sort_output=True, no_location=True)
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    return untranslated(catalogue)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def compiled(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Texts without a translation, or with one that is only a guess."""
    return [
        _said(message) for message in catalogue if message.id and (message.fuzzy or not _is_whole(message))
    ]


def _said(message: Any) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_whole(message: Any) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string
    return bool(strings) and all(strings)


def template() -> Catalog:
    """All that is marked in the code and the templates."""
    found = Catalog()
    for path in _files():
        for _, text, _, context in _texts_in(path):
            found.add(text, context=context)
    return found


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((BASE_DIR / folder).rglob("*.py"))
        yield from sorted((BASE_DIR / folder).rglob("*.html"))


def _texts_in(path: Path) -> Iterator[Any]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        source = re.sub(r"(?m)^\s+", "", templatize(source))  # as calls, which no line's indentation breaks
    return extract("python", BytesIO(source.encode()), keywords=KEYWORDS)


if __name__ == "__main__":
    main()
