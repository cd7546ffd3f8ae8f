"""Measurements: extraction against its labels, and search against other engines."""
