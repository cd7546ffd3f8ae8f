"""Segments on disk: one file of arrays each, mapped into memory, as numpy and as Whoosh see them."""
