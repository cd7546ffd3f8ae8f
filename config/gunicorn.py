"""How gunicorn serves, under `make run` and for others (docs/operations.md): in the foreground, and SIGHUP ends it."""

from __future__ import annotations

import gc
import os
import signal
from typing import Any

loglevel = "warning"
worker_class = "config.worker.QueueingWorker"
threads = 4  # a worker that sends a long download still answers pages, and isn't taken for stuck
control_socket_disable = True
graceful_timeout = 5
max_requests = 10_000
max_requests_jitter = 10_000  # so that hardly ever two workers are new at once


def on_starting(server: Any) -> None:
    """What is made here all workers have in common: they are forked from this process."""
    from config.env import pages_mb  # only now is this folder where modules are looked for
    from search.shared_pages import shared_pages

    if megabytes := pages_mb():
        shared_pages(megabytes)


def post_worker_init(worker: Any) -> None:
    """A worker that is new, or takes the place of one that has served enough, takes requests when it is warm."""
    from config.warming import warm

    warm(worker.wsgi, patience=worker.timeout or 15)  # half of what the server waits for a sign of life
    # What a warm worker has it keeps: looked through for cycles again and again, it stopped a page for a tenth of a second.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def when_ready(server: Any) -> None:
    """A closed terminal ends the server; gunicorn by itself would take its SIGHUP for a wish to reload and live on."""
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
