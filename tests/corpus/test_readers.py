"""Files and bytes to text, and clear refusals."""

import contextlib
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest.readers import MAX_BYTES, Format, ReadError, find_articles, read_article, read_text

ENGLISH = "Shanghai’s biopharma sector, worth “853.7 billion yuan”, grew – by 5.7 percent."
CHINESE = "Wuxi signs deals. 粤ICP备16087157号-1 来源:新华社,今年投资三十亿元。"
TRADITIONAL = "香港科技園公司宣布,投資三十億元興建微電子中心。Hong Kong Science Park invests HK$3 billion."
GERMAN = "Infineon investiert €5 Milliarden: Das Werk für München schafft 1.000 Stellen, größer als geplant."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(ENGLISH, "utf-8", id="utf-8"),
        pytest.param(ENGLISH, "utf-8-sig", id="utf-8 with mark"),
        pytest.param(ENGLISH, "utf-16", id="utf-16 with mark"),
        pytest.param(CHINESE, "utf-32", id="utf-32 with mark"),
        pytest.param(ENGLISH, "cp1252", id="cp1252"),
        pytest.param(GERMAN, "cp1252", id="cp1252 umlauts"),
        pytest.param(CHINESE, "gb18030", id="gb18030"),
        pytest.param("光谷1.png Wuhan’s “valley”", "gb18030", id="gb18030 in few places"),
        pytest.param(TRADITIONAL, "big5", id="big5"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_saved_in(text: str, encoding: str) -> None:
    assert read_text(text.encode(encoding), ".txt").text == text


def test_a_character_that_a_crawler_cut_in_two_is_dropped() -> None:
    assert read_text(ENGLISH.encode()[:10], ".txt").text == "Shanghai"


def test_a_few_damaged_bytes_do_not_change_the_encoding_of_the_rest() -> None:
    data = CHINESE.encode() + b"\xff" + CHINESE.encode()
    assert read_text(data, ".txt").text.count("粤ICP备") == 2


def test_newlines_composition_and_invisible_characters_are_normalised() -> None:
    text = read_text("Mu\u0308nchen\r\nBer\u00adlin\rK\u200boln\u2028End".encode(), ".txt").text
    assert text == "München\nBerlin\nKoln\nEnd"


def test_entities_in_plain_text_are_resolved_and_bare_ampersands_kept() -> None:
    text = read_text(b"Johnson &amp; Johnson&#39;s R&D, AT&T ?a=1&copy=2", ".txt").text
    assert text == "Johnson & Johnson's R&D, AT&T ?a=1&copy=2"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("empty.txt", b"", "empty", id="empty"),
        pytest.param("blank.txt", b" \n\t\r\n ", "empty", id="whitespace only"),
        pytest.param("mark.txt", b"\xef\xbb\xbf", "no text", id="byte order mark only"),
        pytest.param("nul.txt", b"Text\0with NUL", "binary", id="NUL bytes"),
        pytest.param("picture.txt", b"\x89PNG\x1a\x02\x01\x03\x04" * 50, "binary", id="binary without NUL"),
        pytest.param("report.odt", b"PK", ".txt, .md", id="unsupported ending"),
        pytest.param("article", b"Text", "without an ending", id="no ending"),
        pytest.param("blank.html", b"<html><script>x</script></html>", "no text", id="HTML without text"),
        pytest.param("odd.txt", bytes(range(0x80, 0x100)) * 9, "encoding", id="undecodable"),
    ],
)
def test_hostile_content_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError, match=says) as caught:
        read_article(path)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    started = time.perf_counter()
    with pytest.raises(ReadError, match="larger than 5 MB"):
        read_article(path)
    assert time.perf_counter() - started < 0.1


def test_large_bytes_in_memory_are_refused() -> None:
    with pytest.raises(ReadError, match="larger than 5 MB"):
        read_text(b"a" * (MAX_BYTES + 1), ".txt")


def test_a_missing_file_a_folder_and_an_unreadable_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("missing.txt", "folder.txt", "nul\0.txt", "x" * 300 + ".txt"):
        with pytest.raises(ReadError):
            read_article(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Text")
    path.chmod(0)
    with pytest.raises(ReadError, match="permission"):
        read_article(path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(ReadError, match="not an ordinary file"):
        read_article(path)


def test_a_link_out_of_the_root_is_refused_and_one_inside_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("Secret")
    (root / "inside.txt").write_text("Inside")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "in.txt").symlink_to(root / "inside.txt")
    with pytest.raises(ReadError, match="outside the folder"):
        read_article(root / "out.txt", root=root)
    assert read_article(root / "in.txt", root=root).text == "Inside"


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(ReadError):
        read_article(tmp_path / "loop.txt")


def test_articles_are_found_sorted_without_hidden_files_and_linked_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.HTML", ".hidden.txt", ".git/c.txt", "a/picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Text")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in find_articles(tmp_path)]
    assert found == ["b.txt", "a/y.HTML", "a/z.md"]
    assert list(find_articles(tmp_path / "b.txt")) == [tmp_path / "b.txt"]


MARKDOWN = """---
title: "Hefei opens battery park"
date: 2024-04-26
publisher: Anhui Daily
tags: [ev, battery]
---

# Hefei opens battery park

**Gotion** will invest *5 billion yuan* in the [zone](https://example.org/zone), said `Li`.

> - Output_value of 2 * 3 lines

| Year | Revenue |
|------|---------|
| 2023 | 4 billion yuan |

![A view of the park](park.png)

## Next steps ##
"""


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    source = read_text(MARKDOWN.encode(), ".md")
    assert [line for line in source.text.split("\n") if line] == [
        "Hefei opens battery park",
        "Gotion will invest 5 billion yuan in the zone, said Li.",
        "- Output_value of 2 * 3 lines",
        "Year | Revenue",
        "2023 | 4 billion yuan",
        "A view of the park",
        "Next steps",
    ]


def test_front_matter_becomes_metadata() -> None:
    source = read_text(MARKDOWN.encode(), ".md")
    assert source.format is Format.MARKDOWN
    assert source.metadata == {
        "title": "Hefei opens battery park",
        "date": "2024-04-26",
        "source": "Anhui Daily",
    }


def test_a_first_heading_is_the_title_of_markdown_without_front_matter() -> None:
    assert read_text(b"# Plant *opens*\n\nText.", ".md").metadata == {"title": "Plant opens"}
    assert read_text(b"---\nNo end of the front matter", ".md").metadata == {}


HTML = """<?xml version="1.0" encoding="utf-8"?>
<html><head><title>Binhai speeds up | investinchina.chinadaily.com.cn</title>
<meta property="og:title" content="Binhai speeds up growth in biomedical industry">
<meta name="source" content="China Daily"><meta name="publishdate" content="2021-09-07">
<link rel="canonical" href="https://example.org/202109/07/a.html">
</head><body><div id="nav"><a href="/">Home</a> &gt; <a href="/m">Media Center</a></div>
<h1>Binhai speeds up growth in biomedical industry</h1>
<div class="info">By Song Mengxing | China Daily | Updated: 2021-09-07 10:00</div>
<div id="content"><p>The Binhai New Area, in North China's Tianjin, projects that its biomedical industry will achieve
an annual income of 100 billion yuan ($15.44 billion), by 2025, up from 40 billion.</p>
<p>The same paragraph stands here twice, and it must be kept twice as it was written.</p>
<p>Clusters worth tens of billions of yuan will be formed in the new area, officials of the zone said on Monday.</p>
<p>The same paragraph stands here twice, and it must be kept twice as it was written.</p></div>
<div id="comments"><h3>Comments</h3><p>I would put 7 billion yuan into this zone at once.</p></div>
<div class="footer">Copyright 2024 China Daily. All rights reserved.</div></body></html>"""


def test_html_gives_main_text_with_repeats_and_byline_but_no_menus_and_comments() -> None:
    text = read_text(HTML.encode(), ".html").text
    assert text.count("The same paragraph stands here twice") == 2
    assert "By Song Mengxing | China Daily | Updated: 2021-09-07 10:00" in text
    assert "7 billion yuan" not in text
    assert "Media Center" not in text


def test_html_metadata_comes_from_meta_tags_and_links() -> None:
    assert read_text(HTML.encode(), ".html").metadata == {
        "title": "Binhai speeds up growth in biomedical industry",
        "date": "2021-09-07",
        "source": "China Daily",
        "url": "https://example.org/202109/07/a.html",
    }


def test_html_metadata_comes_from_json_ld_first() -> None:
    page = """<title>x</title><meta property="og:title" content="Other"><script type="application/ld+json">
    {"@graph": [{"@type": "Organization", "name": "No"}, {"@type": ["NewsArticle"], "headline": "Fab &amp; park opens",
    "datePublished": "2024-05-24T23:10:00+08:00", "author": [{"name": "Li Na"}, "Wu Di"],
    "publisher": {"name": "SHINE"}}]}</script><p>Text of the article.</p>"""
    metadata = read_text(page.encode(), ".htm").metadata
    assert metadata == {
        "title": "Fab & park opens",
        "date": "2024-05-24",
        "author": "Li Na, Wu Di",
        "source": "SHINE",
    }


@pytest.mark.parametrize(
    ("page", "key", "value"),
    [
        pytest.param(
            "<meta name=PubDate content='2023-04-10 09:00'>", "date", "2023-04-10", id="government site"
        ),
        pytest.param(
            "<time datetime='2023-04-10T09:00Z'>April</time>", "date", "2023-04-10", id="time element"
        ),
        pytest.param("<meta name=pubdate content='2023-02-30'>", "date", None, id="impossible day"),
        pytest.param(
            "<meta name=ContentSource content='Wuxi Daily'>", "source", "Wuxi Daily", id="content source"
        ),
        pytest.param("<title>Plant opens</title>", "title", "Plant opens", id="title element"),
        pytest.param(
            "<script type='application/ld+json'>{broken</script>", "title", None, id="broken JSON-LD"
        ),
        pytest.param(
            "<script type='application/ld+json'>" + "[" * 9000 + "</script>", "title", None, id="deep JSON-LD"
        ),
    ],
)
def test_html_metadata_sources(page: str, key: str, value: str | None) -> None:
    source = read_text(
        f"<html><head>{page}</head><body><p>Text of the article.</p></body></html>".encode(), ".html"
    )
    assert source.metadata.get(key) == value
    assert "Text of the article." in source.text


def test_the_declared_encoding_of_html_is_used() -> None:
    page = "<html><head><meta charset='gb2312'></head><body><p>喆 invests 3 billion yuan in 镕 city.</p></body></html>"
    assert "喆 invests" in read_text(page.encode("gb18030"), ".html").text


def _read(data: bytes, ending: str) -> str:
    """The text, empty where it is refused."""
    with contextlib.suppress(ReadError):
        return read_text(data, ending).text
    return ""


@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".html"]))
def test_any_bytes_give_clean_text_or_a_read_error(data: bytes, ending: str) -> None:
    text = _read(data, ending)
    assert "\r" not in text
    assert text.encode().decode() == text


@given(st.text(max_size=300), st.sampled_from([".txt", ".md", ".html"]))
def test_any_text_is_read_without_other_errors(text: str, ending: str) -> None:
    assert _read(text.encode("utf-8", "surrogatepass"), ending) is not None
