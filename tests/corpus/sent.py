"""What a browser would send."""

from __future__ import annotations

import re
from html import unescape


def fields_of(page: str, within: str) -> dict[str, str]:
    """From the first form after `within`, without a button."""
    form = page[page.index(within) :].split("</form>")[0]
    data: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            data[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea name="([^"]*)".*?>\n?(.*?)</textarea>', form, re.DOTALL):
        data[name] = unescape(text)
    return data
