"""What a browser takes to show the next search once its answer is there, as fast as this machine is and slowed down as a phone.

    python -m benchmarks.search.swaps --size 20000

Common words are searched for one after the other, in chromium at a phone's width. The site is that of `http_load`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.search import machine
from benchmarks.search.corpora import add_arguments, corpus_of
from benchmarks.search.http_load import HOST, WORK, running_site, set_up
from benchmarks.search.tasks import Kind, draw_tasks

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from benchmarks.search.corpora import Corpus

SEARCHES = 12
SLOWER = (1, 4, 6)  # times; four is what the browser's own tools call a middling phone, six a low one
PHONE = {"width": 390, "height": 844}
WATCH = """() => {
    const times = (window.times = {});
    const isSearch = (event) => event.detail.target?.id === "search";
    document.body.addEventListener("htmx:beforeSwap", (event) => {
        if (isSearch(event)) times.answered = performance.now();
    });
    document.body.addEventListener("htmx:afterSettle", (event) => {
        if (event.detail.elt.id !== "search") return;
        times.swapped = performance.now();
        requestAnimationFrame(() => setTimeout(() => { times.painted = performance.now(); }));
    });
}"""
ASK = """(words) => {
    delete window.times.painted;
    document.getElementById("q").value = words;
    document.getElementById("search-form").requestSubmit();
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how soon a browser shows the next search.")
    add_arguments(parser)
    parser.add_argument("--work", type=Path, default=WORK)
    options = parser.parse_args()
    corpus = corpus_of(options)
    set_up(options.work.resolve() / f"{corpus.key}-site", corpus)
    result = {"machine": machine.describe(), "articles": corpus.size, **_measure(_common_words(corpus))}
    print(json.dumps(result, indent=1))


def _common_words(corpus: Corpus) -> list[str]:
    tasks = draw_tasks(corpus.documents(), 1000)
    words = dict.fromkeys(task.words[0] for task in tasks if task.kind is Kind.COMMON)
    return list(words)[: SEARCHES + 1]


def _measure(words: list[str]) -> dict[str, dict[str, float]]:
    with running_site(1) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.goto(f"http://{HOST}:{site.port}/?q={words[0]}")
        page.evaluate(WATCH)
        return {f"{times}_times_slower": _searched(page, words[1:], times) for times in SLOWER}


def _searched(page: Page, words: list[str], slower: int) -> dict[str, float]:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    taken = []
    for one in words:
        page.evaluate(ASK, one)
        page.wait_for_function("() => window.times.painted")
        taken.append(page.evaluate("() => window.times"))
    return {
        "swapped_ms": _middle([times["swapped"] - times["answered"] for times in taken]),
        "painted_ms": _middle([times["painted"] - times["answered"] for times in taken]),
        "elements": page.evaluate("() => document.querySelectorAll('*').length"),
    }


def _middle(values: list[float]) -> float:
    return round(median(values), 1)


if __name__ == "__main__":
    main()
