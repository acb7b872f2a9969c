"""What is looked for in a page's mark-up is found in its pieces as in the whole."""

from random import Random

import pytest

from audits.documents.html.cutting import pieces_of
from audits.documents.html.hints import hints_of

_FRAGMENTS = (
    "<td>",
    "<td",
    "<TD class=a>",
    '<td style="',
    "<td style='",
    "display:none",
    "display",
    ": block;",
    '"',
    "'",
    "&#",
    "visibility: hidden",
    " hidden",
    ">",
    "=",
    "vertical-align: sup",
    "line-through",
    "<table>",
    "<t",
    "able",
    "<META name=a>",
    "<h1>",
    "url(a)",
    "onClick",
    "一、总体情况",
)


@pytest.mark.parametrize("seed", range(200))
def test_hints_of_pieces_are_those_of_the_whole(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    markup = "".join(random.choice(_FRAGMENTS) for _ in range(random.randrange(1, 60)))

    assert hints_of(pieces_of(markup)) == hints_of([markup])


@pytest.mark.parametrize(
    ("markup", "hides", "strikes"),
    [
        ("<td style='display:none'>5</td>", True, False),
        ("<td style='display: block'>5</td>", False, False),
        ("<td hidden>5</td>", True, False),
        ("<td><s style='text-decoration:LINE-THROUGH'>5</s></td>", False, True),
        ('<td style="d&#105;splay:none">5</td>', True, True),
        ("<td title='a<td' style='&#100;isplay:none'>5</td>", True, True),
        ("<td>5&#160;</td>", False, False),
    ],
)
def test_what_may_hide_or_strike_is_told(markup: str, hides: bool, strikes: bool) -> None:
    hints = hints_of(pieces_of(markup))

    assert (hints.hides, hints.strikes) == (hides, strikes)


def test_tags_are_told_in_whatever_case() -> None:
    hints = hints_of(pieces_of("<TABLE><tr><TD><H1>一</h1><META a>" + "<td>5" * 40 + "<table>"))

    assert hints.may_hold(b"<h1")
    assert not hints.may_hold(b"<time")
    assert (hints.tables, hints.metas) == (2, 1)
