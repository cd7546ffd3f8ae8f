"""What the log says."""

from __future__ import annotations

import logging


class RefusalsWithoutTraceback(logging.Filter):
    """A request that is refused (403, 400) is the client's doing: one line without the traceback that Django adds."""

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = None
        return True
