"""What is the same on every page in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template import Library, Node
from django.urls import get_script_prefix
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.template import Context, NodeList
    from django.template.base import Parser, Token
    from django.utils.safestring import SafeString

register = Library()


class Constant(Node):
    """A part of a template that each process writes once for each language and prefix of addresses. It sees nothing of the
    page: neither its variables nor who is asking. Blocks don't belong in it."""

    child_nodelists = ()  # each page looks for blocks in all that it may have inside

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._written: dict[tuple[str | None, str], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = get_language(), get_script_prefix()
        if key not in self._written:
            self._written[key] = self.nodelist.render(context.new())
        return self._written[key]


@register.tag
def constant(parser: Parser, token: Token) -> Constant:
    nodelist = parser.parse(("endconstant",))
    parser.delete_first_token()
    return Constant(nodelist)
