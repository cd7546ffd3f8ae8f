"""The bytes of uploaded files, until they are done with."""

from __future__ import annotations

from corpus.stores import Store

store = Store("uploads")
