"""How well articles of the same story are told from others.

    .venv/bin/python benchmarks/stories.py

Takes the labelled articles as different stories, and of each makes the versions that other sources might print. Prints for
each kind of version how many are found, by comparing and by the keys that candidates are looked up by; and how many pairs of
different articles are joined, as they are, under the same boilerplate, and as quarterly reports of one firm.
"""

from __future__ import annotations

import os
import re
import sys
from itertools import combinations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from corpus.stories.fingerprints import Fingerprint

ROOT = Path(__file__).resolve().parents[1]
FEWEST_WORDS = 60
COMMON = [
    "industry",
    "growth",
    "company",
    "region",
    "market",
    "policy",
    "plan",
    "strong",
    "further",
    "said",
    "also",
    "report",
    "new",
    "major",
]
BOILERPLATE = (30, 60, 120, 240)  # words
REPORTS = 300
REPORT = """Hualan Pharmaceutical reported revenue of {:.1f} billion yuan for the {} quarter of 2024, {:.1f} percent more than
a year earlier. Net profit came to {:.0f} million yuan, up {:.1f} percent. Sales of vaccines reached {:.0f} million yuan and
accounted for {:.1f} percent of revenue. The company spent {:.0f} million yuan on research in the period, and its gross margin
stood at {:.1f} percent. It would go on investing in its plant in Tianjin, the company said; demand from hospitals remained
stable. """

random = Random(3)  # noqa: S311


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    texts = bodies()
    say(f"{len(texts)} articles")
    for name, change in CHANGES.items():
        found, looked_up = recall(texts, change)
        say(f"{name:34} {found:6.1%} found   {looked_up:6.1%} looked up")
    say(f"{'different articles':34} {joined(texts)}")
    for words in BOILERPLATE:
        end = " ".join(texts[0].split()[:words])
        say(f"{f'the same {words} words below':34} {joined(f'{text} {end}' for text in texts[1:])}")
    quarters = [(report("second"), report("third")) for _ in range(REPORTS)]
    for days in (91, None):
        wrong = sum(map(bool, (compared(*pair, days=days) for pair in quarters)))
        say(f"{f'quarterly reports, days: {days}':34} {wrong} of {REPORTS} pairs joined")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def bodies() -> list[str]:
    """Texts without boilerplate, as they are saved."""
    from corpus.ingest.pipeline import extract_file

    files = [*(ROOT / "benchmarks" / "extraction").glob("*/*.txt"), *(ROOT / "seeds").glob("*.txt")]
    texts = {extract_file(file).body for file in sorted(files)}
    return sorted(text for text in texts if len(text.split()) >= FEWEST_WORDS)


def recall(texts: list[str], change: Callable[[str], str]) -> tuple[float, float]:
    pairs = [(fingerprint_of(text), fingerprint_of(change(text))) for text in texts]
    found = sum(compared_prints(one, other) > 0 for one, other in pairs)
    looked_up = sum(len({*one.keys} & {*other.keys}) > 1 for one, other in pairs)
    return found / len(pairs), looked_up / len(pairs)


def joined(texts: Iterable[str]) -> str:
    pairs = list(combinations(map(fingerprint_of, texts), 2))
    wrong = sum(compared_prints(*pair) > 0 for pair in pairs)
    return f"{wrong} of {len(pairs)} pairs joined"


def fingerprint_of(text: str) -> Fingerprint:
    from corpus.stories.fingerprints import fingerprint

    return fingerprint(text)


def compared_prints(one: Fingerprint, other: Fingerprint, *, days: int | None = 1) -> float:
    from corpus.stories.comparing import similarity

    return similarity(one, other, days=days)


def compared(one: str, other: str, *, days: int | None) -> float:
    return compared_prints(fingerprint_of(one), fingerprint_of(other), days=days)


def without_sentences(text: str, share: float) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(sentence for sentence in sentences if random.random() >= share)


def with_other_words(text: str, share: float) -> str:
    return " ".join(random.choice(COMMON) if random.random() < share else word for word in text.split(" "))


def beginning(text: str, share: float) -> str:
    words = text.split(" ")
    return " ".join(words[: int(len(words) * share)])


def in_millions(text: str) -> str:
    return re.sub(r"(\d+(?:\.\d+)?) billion", lambda sum_: f"{float(sum_[1]) * 1000:,.0f} million", text)


def in_dollars(text: str) -> str:
    return re.sub(
        r"(\d+(?:\.\d+)?) (billion|million) yuan",
        lambda sum_: f"${float(sum_[1]) / 7.2:.2f} {sum_[2]}",
        text,
    )


def report(quarter: str) -> str:
    revenue, *others = (random.uniform(10, 900) for _ in range(8))
    return REPORT.format(revenue / 100, quarter, *others)


CHANGES: dict[str, Callable[[str], str]] = {
    "a fifth of the sentences left out": lambda text: without_sentences(text, 0.2),
    "two fifths left out": lambda text: without_sentences(text, 0.4),
    "every 20th word another": lambda text: with_other_words(text, 0.05),
    "every 10th": lambda text: with_other_words(text, 0.1),
    "every 7th": lambda text: with_other_words(text, 0.15),
    "another dateline and lead-in": lambda text: (
        f"SHANGHAI, May 3 (Xinhua) -- In brief, by our staff: {text}"
    ),
    "sums in millions": in_millions,
    "sums in dollars": in_dollars,
    "the first half": lambda text: beginning(text, 0.5),
    "the first 35%": lambda text: beginning(text, 0.35),
    "80 words of boilerplate below": lambda text: f"{text} {' '.join(REPORT.split()[:80])}",
    "four of these together": lambda text: (
        with_other_words(without_sentences(in_millions(text), 0.2), 0.04) + REPORT
    ),
}

if __name__ == "__main__":
    main()
