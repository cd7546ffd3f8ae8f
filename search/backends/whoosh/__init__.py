"""The embedded index: Whoosh 2.7.4 with segments of its own kind. Nothing outside this package imports whoosh; nothing in it
imports Django.

words        text -> terms; how a query's words may be written; marks and passages
segments     a file of arrays as postings, values and figures, and as Whoosh's readers
writing      documents -> segments -> commits and merges
execution    query -> documents and scores -> filters and counts -> hits
schema       the fields, and what a segment's file holds
storage, layout, snapshot, backend
             files and locks; builds; one generation open; all of it behind `SearchBackend`
"""

from __future__ import annotations

from search.backends.whoosh.backend import WhooshBackend

__all__ = ["WhooshBackend"]
