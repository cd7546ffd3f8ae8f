"""What the log says."""

from __future__ import annotations

import logging

WARMING = "warming"  # the thread of `config.warming`


class RefusalsWithoutTraceback(logging.Filter):
    """A request that is refused (403, 400) is the client's doing: one line without the traceback that Django adds."""

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = None
        return True


class NothingOfWarming(logging.Filter):
    """What a worker meets before it takes requests is said when a request meets it."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.threadName != WARMING
