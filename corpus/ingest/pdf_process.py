"""The process that reads a PDF: the file on standard input, the text of its pages on standard output.

Run as a program it ends with one of the codes below, or by the limits that it sets itself. It imports nothing of
Gleaner's.
"""

from __future__ import annotations

import io
import logging
import resource
import sys

PASSWORD, DAMAGED, TOO_LONG = 3, 4, 5
PAGE_END = "\f"

_SECONDS = 30  # of the processor
_MEMORY = 1024**3  # bytes
_PAGES = 300


def main() -> int:
    _limit(resource.RLIMIT_CPU, _SECONDS)
    _limit(resource.RLIMIT_AS, _MEMORY)
    _limit(resource.RLIMIT_CORE, 0)
    logging.disable()
    try:
        return _read(sys.stdin.buffer.read())
    except MemoryError:
        return -1
    except Exception:
        # Whatever goes wrong in a file that anybody may have made is a fault of the file.
        return DAMAGED


def _limit(kind: int, most: int) -> None:
    """Whoever started the server may have set less."""
    _soft, hard = resource.getrlimit(kind)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (least, least))


def _read(data: bytes) -> int:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(io.BytesIO(data))
        if len(reader.pages) > _PAGES:
            return TOO_LONG
        pages = [page.extract_text().replace(PAGE_END, "\n") for page in reader.pages]
    except (DependencyError, FileNotDecryptedError):
        return PASSWORD
    sys.stdout.buffer.write(PAGE_END.join(pages).encode(errors="replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
