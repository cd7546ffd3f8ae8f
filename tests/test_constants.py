"""What templates keep of pages."""

from __future__ import annotations

from django.template import RequestContext, Template
from django.test import RequestFactory
from django.urls import set_script_prefix
from django.utils.translation import override

CONSTANT = Template(
    "{% load constants i18n %}{{ name }}: {% constant %}{% translate 'Log in' %} {% url 'search' %}{{ name }}{{ user }}"
    "{% endconstant %}"
)


def written(name: str) -> str:
    context = RequestContext(RequestFactory().get("/"), {"name": name, "user": name})
    return CONSTANT.render(context)


def test_a_constant_is_the_same_for_everybody() -> None:
    assert [written("<b>"), written("Li")] == ["&lt;b&gt;: Log in /", "Li: Log in /"]


def test_a_constant_is_as_the_language_and_the_prefix_of_addresses_have_it() -> None:
    assert written("a") == "a: Log in /"
    with override("zh-hans"):
        assert written("a") == "a: 登录 /"
    set_script_prefix("/news/")
    try:
        assert written("a") == "a: Log in /news/"
    finally:
        set_script_prefix("/")
    assert written("a") == "a: Log in /"
