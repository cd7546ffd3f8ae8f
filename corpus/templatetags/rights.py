"""What is offered to an account."""

from __future__ import annotations

from django.template import Library

from corpus.curation import access

register = Library()
register.filter(access.may)
