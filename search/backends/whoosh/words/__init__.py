"""Text to terms, the same for articles and queries, and back: which characters a query's words are. Nothing here knows an index."""
