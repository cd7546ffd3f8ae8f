"""The embedded index: Whoosh 2.7.4 on disk. Nothing outside this package imports whoosh.

text     analysis -> readings                     terms of articles; how a query's words may be written
disk     layout, storage, schema, records         builds and locks; files; fields; what filters need
writing  writing                                  documents into a build
reading  snapshot -> queries, matching -> facets  one generation; which documents have the words; filters and counts
         highlighting                             marks and passages
"""

from __future__ import annotations

from search.backends.whoosh.backend import WhooshBackend

__all__ = ["WhooshBackend"]
