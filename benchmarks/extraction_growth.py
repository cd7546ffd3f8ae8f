"""How extraction's time grows with the text's length: each hostile text twice as long should take about twice as long.

    .venv/bin/python benchmarks/extraction_growth.py

Prints, for each kind of text, the seconds at each size and the largest ratio between a size and half of it. Ratios well
above 2 that last as sizes grow point to a pattern that goes quadratic.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = (20_000, 40_000, 80_000, 160_000)
PIECES = {
    "figures": "1,000,000,000 ",
    "sums": "1.68 billion yuan ($231.89 million), ",
    "ranges": "5-8 to 10 billion ",
    "capitals": "Aa Bb Cc ",
    "of and": "Ministry of Trade and Industry of ",
    "brackets": "((((",
    "quotes": "“‘\"'",
    "hyphens": "a-b-",
    "places": "Tianjin, Hebei and Beijing ",
    "names": "Shanghai Xinhai Pharmaceutical Co Ltd and ",
    "dates": "Updated: 2024-04-26 ",
    "lines": "Home > News\n",
    "spaces": "a     ",
    "one word": "a",
    "possessives": "China's Tianjin's Binhai's ",
}


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    _seconds("Tianjin invested 2 billion yuan. ")  # loads the lists
    print(f"{'text':<12}" + "".join(f"{size:>10}" for size in SIZES) + "   largest ratio")
    for name, piece in PIECES.items():
        times = [_seconds((piece * size)[:size]) for size in SIZES]
        ratio = max(later / earlier for earlier, later in pairwise(times))
        print(f"{name:<12}" + "".join(f"{seconds:>10.3f}" for seconds in times) + f"{ratio:>12.1f}")


def _seconds(text: str) -> float:
    from corpus.extraction.pipeline import extract
    from corpus.ingest.cleaning import make_page
    from corpus.ingest.pipeline import load_extractors
    from corpus.ingest.readers import SourceText

    start = time.process_time()
    extract(make_page(SourceText(text)), load_extractors())
    return time.process_time() - start


if __name__ == "__main__":
    main()
