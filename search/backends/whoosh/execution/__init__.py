"""Queries over segments, whole arrays at a time: documents, scores, filters, counts, hits, suggestions."""
