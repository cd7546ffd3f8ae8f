"""What people type becomes a tree or an explanation."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.errors import QueryError
from search.parser import describe, parse
from search.query import And, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Wildcard, Word

A, B, C, D = map(Word, "ABCD")


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u3000", '"', " “ "])
def test_nothing_typed_asks_for_everything(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("CAR-T", Word("CAR-T")),
        ("A B", And((A, B))),
        ("A AND B C", And((A, B, C))),
        ("A OR B OR C OR D", Or((A, B, C, D))),
        ("A B OR C", Or((And((A, B)), C))),
        ("A (B OR C)", And((A, Or((B, C))))),
        ("A or B", And((A, Word("or"), B))),
        ("A -B", And((A, Not(B)))),
        ("A NOT B", And((A, Not(B)))),
        ("A −B", And((A, Not(B)))),
        ("A -(B OR C)", And((A, Not(Or((B, C)))))),
        ('A -"B C"', And((A, Not(Phrase("B C"))))),
        ("A (-B -C)", And((A, Not(B), Not(C)))),
        ("A --B", And((A, B))),
        ("A - B", And((A, B))),
        ("A & B ...", And((A, B))),
        ("bio*", Prefix("bio")),
        ("bio***", Prefix("bio")),
        ("bi*cal", Wildcard("bi*cal")),
        ("bi**c?l*", Wildcard("bi*c?l*")),
        ("title:col?ur?", Wildcard("col?ur", Field.TITLE)),
        ("colour?", Word("colour")),
        ("bio*?", Prefix("bio")),
        ("biomedcal~", Fuzzy("biomedcal", 2)),
        ("medcal~ org:chna~2,", And((Fuzzy("medcal", 1), Fuzzy("chna", 2, Field.ORG)))),
        ("5~10 ~5 10km~20km", And((Word("5~10"), Word("~5"), Word("10km~20km")))),
        ('"A B"~5', Phrase("A B", slop=5)),
        ('title:"A B"～0, C', And((Phrase("A B", Field.TITLE), C))),
        ('"A"~B', And((Phrase("A"), Word("~B")))),
        ('A "', A),
        ('A "B', And((A, Phrase("B")))),
        ('A "B C OR -D~5', And((A, Phrase("B C OR -D~5")))),
        ('"A B" "C', And((Phrase("A B"), Phrase("C")))),
        ('"bank  of\tChina"', Phrase("bank of China")),
        ("“bank of China” «B C»", And((Phrase("bank of China"), Phrase("B C")))),
        ("（A OR B） C", And((Or((A, B)), C))),
        ("A, B.", And((A, Word("B.")))),
        ("title:A", Word("A", Field.TITLE)),
        ("Region: A", Word("A", Field.REGION)),
        ('ORG:"A B"', Phrase("A B", Field.ORG)),
        ("source:(A OR bio*) B", And((Or((Word("A", Field.SOURCE), Prefix("bio", Field.SOURCE))), B))),
        ("-title:A B", And((Not(Word("A", Field.TITLE)), B))),
        ("12:30", Word("12:30")),
        ("http://example.org/A", Word("http://example.org/A")),
        ("ratio: A", And((Word("ratio"), A))),
        ("A\x00B\ud800", And((A, B))),
    ],
)
def test_a_query_is_read(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "says", "position"),
    [
        ("!!!", "no word to look for", None),
        ("A (B", "opened and not closed", 2),
        ("A OR (", "opened and not closed", 5),
        ("A) B", "closed and was not opened", 1),
        ("A ()", "nothing between the parentheses", 2),
        ('A ""', "no word between the quotes", 2),
        ("A OR", "“OR” needs a word after it", 2),
        ("OR A", "“OR” needs a word before it", 0),
        ("A AND OR B", "“AND” needs a word after it", 2),
        ("A NOT", "“NOT” needs a word after it", 2),
        ("-A", "only what to leave out", None),
        ("-A -B", "only what to leave out", None),
        ("A OR -B", "One side of OR", None),
        ("A -(-B -C)", "only what to leave out", None),
        ("A *", "The * stands for letters of a word", 2),
        ("*bio", "“*bio” stands for too many words", 0),
        ("b*o", "Type at least 2 letters before the first * or ?", 0),
        ("A b*", "Type at least 2 letters", 2),
        ("A b?*", "Type at least 2 letters", 2),
        ("A fun~", "Only words of 4 letters", 2),
        ("1680~", "Only words of 4 letters", 0),
        ("fund~3", "Use ~1 or ~2", 0),
        ("fund~0", "Use ~1 or ~2", 0),
        ("A fun*d~", "not both", 2),
        ('A "B C"~', "needs a number", 2),
        ('A "B C"~21', "At most 20 other words", 2),
        ("author:A", "no field “author”; the fields are title, region, org, source", 0),
        ("A region:", "“region:” needs something to look for after it, as in region:Tianjin", 2),
        ("A (title: )", "“title:” needs something to look for after it", 3),
        ('title:"', "“title:” needs something to look for after it", 0),
        ("title:-A", "go before it", 0),
        ("title:region:A", "needs a word", 0),
        ("A " * 17, "17 words", None),
        ('"' + "A " * 17 + '"', "17 words", None),
        ("(" * 11 + "A" + ")" * 11, "more than 10 deep", 11),
        ("-" * 30 + "A B", "more than 10 deep", 11),
        ("A" * 257, "257 characters", None),
    ],
)
def test_what_cant_be_read_is_explained(text: str, says: str, position: int | None) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert says in str(caught.value)
    assert caught.value.position == position


pieces = st.sampled_from(
    [
        "A",
        "bio*",
        "fund",
        "*",
        "?",
        "~",
        "~2",
        '"',
        "“",
        "(",
        ")",
        "-",
        " ",
        "OR",
        "AND",
        "NOT",
        ":",
        "title:",
        "x:",
        "\x00",
        "\ud800",
        "é",
    ]
)


def read(text: str) -> Node | QueryError | None:
    try:
        return parse(text)
    except QueryError as error:
        return error


@given(st.text() | st.lists(pieces, max_size=40).map("".join) | st.lists(pieces, max_size=20).map(" ".join))
def test_any_text_is_read_or_explained(text: str) -> None:
    result = read(text)
    assert result is None or text.strip(), "nothing asks for everything"
    assert result is not None or not any(map(str.isalnum, text))
    if isinstance(result, QueryError):
        assert str(result).endswith(".")
        assert result.position is None or 0 <= result.position <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "biomedical AND (Tianjin OR Hebei) AND NOT fund",
        '(A AND B) OR title:"B C" OR region:bio*',
        'bi*c?l AND fund~1 AND org:"B C"~3',
        "A AND NOT (B OR C)",
    ],
)
def test_a_description_is_how_one_would_type_it(text: str) -> None:
    tree = parse(text)
    assert tree is not None
    assert describe(tree) == text


@given(st.lists(pieces, max_size=12).map(" ".join) | st.lists(pieces, max_size=12).map("".join))
@example(",-fund")
@example(":title:park")
@example(":A:A")
@example('"A"-fund (A)-fund')
def test_a_description_reads_as_the_same_query(text: str) -> None:
    tree = read(text)
    if tree is not None and not isinstance(tree, QueryError):
        assert parse(describe(tree)) == tree
