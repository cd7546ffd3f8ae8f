"""Searches that people keep under a name, and what is new in them."""
