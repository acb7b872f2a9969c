"""The second flattening of a page: what stands between tags, as a browser ends them."""

import time

import pytest

from audits.documents.html.lines import lines_of


def _texts(markup: str) -> list[str]:
    return [line.text for line in lines_of(markup)]


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<td a=\"1>2\" b='>'>5</td>", ["5"]),
        ('<td title=">">5</td><td>6</td>', ["5", "6"]),
        ('<td "bad">5</td>', ["5"]),
        ("<td>5<!-- </td><td>6 -->7</td>", ["57"]),
        ("<td>5<!-->6</td>", ["56"]),
        ("<td>5<!-- x --!>6</td>", ["56"]),
        ("<td><![if !supportEmptyParas]>&nbsp;<![endif]></td>", [""]),
        ("<?xml version='1.0'?><td>5<o:p></o:p></td>", ["5"]),
        ("<td>5</ td>6</td>", ["56"]),
        ("<td>&#53;&amp;lt;&nbsp;</td>", ["5&lt;"]),
        ("<td>3 < 5</td>", ["3 < 5"]),
        ("<script>'<td>9</td>'</script><td>5</td>", ["5"]),
        ("<title><td>9</td></title><td>5</td>", ["5"]),
        ("<TABLE><TR><TD>5<TD>6</TABLE>", ["5", "6"]),
        ("<td>1<br>2</td>", ["1 2"]),
        ("<td></td><td> </td>", ["", ""]),
        ("<p>一、<b>总体</b>情况</p>", ["一、总体情况"]),
        ("<td>before<table><td>5</table>after</td>", ["before", "5", "after"]),
    ],
)
def test_tags_comments_and_quotes_end_where_a_browser_ends_them(
    markup: str, texts: list[str]
) -> None:
    assert _texts(markup) == texts


@pytest.mark.parametrize("rest", ["<td", '<td a="6', "<!-- 6", "<script>6", "<td a='6>7</td>"])
def test_what_is_never_closed_runs_to_the_end(rest: str) -> None:
    assert _texts(f"<td>5</td>{rest}") == ["5"]


@pytest.mark.parametrize(
    "piece",
    ['<br "', '<br ">"', "<br b=' >", "<!-", "<", "<td", "</", "<script>", "<!--", "&", "<br="],
)
def test_the_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        markup = piece * (length // len(piece))
        start = time.process_time()
        lines_of(markup)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(800_000) < max(0.5, 40 * seconds(80_000))
