from itertools import pairwise

import pytest

from crawler.faults import Fault
from crawler.frontier import Frontier
from crawler.portals import PendingPage, WorkOrder, WrongOrder
from crawler.records import BatchEnded, EndState, PortalEnded, Record, Role
from tests.crawler.records import (
    COLUMN,
    HOST,
    entries,
    failed,
    fetched,
    listed,
    order,
    page_found,
    qing,
)

ONE, TWO, FILE = (f"http://{HOST}/{name}" for name in ("1.html", "2.html", "1.pdf"))


def urls(frontier: Frontier) -> set[str]:
    return {page.url for page in frontier.pending}


def after(*records: Record, of: WorkOrder | None = None) -> Frontier:
    return Frontier.of(of or order(), records)


def test_a_new_batch_has_its_columns_pending_and_what_was_left_over() -> None:
    left = PendingPage(url=ONE, portal="qing", kind=Role.PAGE)
    frontier = after(of=order(pending=(left,), single_pages=(TWO,)))
    assert [(page.kind, page.url) for page in frontier.pending] == [
        (Role.LIST, COLUMN),
        (Role.PAGE, ONE),
        (Role.PAGE, TWO),
    ]


def test_rows_are_pending_with_what_the_list_said_of_them() -> None:
    frontier = after(entries(ONE))
    (page,) = [page for page in frontier.pending if page.url == ONE]
    assert (page.list_title, page.column_url) == ("年度报告", COLUMN)


def test_a_list_stays_pending_until_it_was_paged_to_its_end() -> None:
    assert COLUMN in urls(after(entries(ONE), fetched(COLUMN, Role.LIST)))
    assert COLUMN not in urls(after(entries(ONE), fetched(COLUMN, Role.LIST), listed()))


def test_a_page_stays_pending_until_its_fetch_is_recorded() -> None:
    records = (entries(ONE), page_found(ONE, FILE))
    assert ONE in urls(after(*records))
    frontier = after(*records, fetched(ONE))
    assert ONE not in urls(frontier)
    assert FILE in urls(frontier)
    assert frontier.done == {ONE}


def test_rows_and_files_met_twice_are_pending_once() -> None:
    frontier = after(entries(ONE, ONE), entries(ONE), page_found(ONE, FILE), page_found(TWO, FILE))
    assert [page.url for page in frontier.pending].count(ONE) == 1
    assert [page.page_url for page in frontier.pending if page.url == FILE] == [ONE]


def test_what_was_fetched_is_not_pending_again_when_its_list_is_read_again() -> None:
    assert ONE not in urls(after(entries(ONE), fetched(ONE), entries(ONE)))


def test_a_failure_is_done_for_this_batch() -> None:
    assert ONE not in urls(after(entries(ONE), failed(ONE, "timeout")))


def test_a_refusal_takes_all_of_its_host_and_nothing_of_another() -> None:
    lan = qing(id="lan", hosts=("lan.example",), column_urls=("http://lan.example/nb/",))
    blocked = failed(ONE, "blocked:waf", status=200)
    frontier = after(entries(ONE, TWO), blocked, page_found(ONE, FILE), of=order(qing(), lan))
    assert urls(frontier) == {"http://lan.example/nb/"}
    assert {page.url for page in frontier.refused} == {COLUMN, TWO, FILE}
    assert frontier.stopped(TWO) == "blocked:waf"
    assert frontier.ending("qing").state is EndState.REFUSED
    assert frontier.ending("lan").state is EndState.OK


def test_portals_that_share_a_refusing_host_end_with_it() -> None:
    other = f"http://{HOST}/xz/"
    both = order(qing(), qing(id="lan", column_urls=(other,)))
    frontier = after(failed(COLUMN, "blocked:waf", Role.LIST, status=403), of=both)
    assert sorted(frontier.finished()) == ["lan", "qing"]
    assert frontier.ending("lan").state is EndState.REFUSED


def test_a_spent_budget_ends_its_portal_and_no_other_on_the_same_host() -> None:
    other = f"http://{HOST}/xz/"
    both = order(qing(), qing(id="lan", column_urls=(other,)))
    frontier = after(entries(ONE, TWO), failed(ONE, "request_budget"), of=both)
    assert urls(frontier) == {other}
    assert frontier.ending("qing").state is EndState.INCOMPLETE


def test_a_refusal_behind_a_redirect_stops_the_host_that_refused() -> None:
    both = order(qing(hosts=(HOST, "new.example")))
    blocked = fetched(ONE, final_url="http://new.example/1.html", error="blocked:waf")
    frontier = after(entries(ONE, TWO), blocked, of=both)
    assert TWO in urls(frontier)
    assert frontier.stopped("http://new.example/2.html") == "blocked:waf"


def test_a_captcha_before_a_file_costs_that_file_only() -> None:
    frontier = after(
        entries(ONE, TWO),
        page_found(ONE, FILE),
        fetched(ONE),
        failed(FILE, "blocked:captcha", Role.ATTACHMENT),
    )
    assert TWO in urls(frontier)


def test_three_failures_in_a_row_stop_a_host_and_a_good_answer_between_them_does_not() -> None:
    pages = [f"http://{HOST}/{n}.html" for n in range(9)]
    bad = [failed(url, "http_503", status=503) for url in pages[:5]]
    assert after(entries(*pages), *bad[:3]).pending == ()
    mixed = (bad[0], bad[1], fetched(pages[7]), bad[2], bad[3])
    assert pages[8] in urls(after(entries(*pages), *mixed))


def test_the_end_of_a_portal_is_told_when_nothing_of_it_is_pending() -> None:
    frontier = Frontier(order())
    told = [frontier.finished()]
    for record in (entries(ONE), fetched(COLUMN, Role.LIST), listed(), fetched(ONE)):
        frontier.take(record)
        told.append(frontier.finished())
    assert told == [(), (), (), (), ("qing",)]
    frontier.take(PortalEnded(portal="qing", state=EndState.OK, reason=None, requests=3))
    assert frontier.finished() == ()


def test_how_a_portal_ended_follows_from_its_gravest_failure() -> None:
    incomplete = listed(complete=False, warnings=("declared 3 rows, saw 2",))
    cases: list[tuple[tuple[Record, ...], EndState]] = [
        ((failed(ONE, "http_404", status=404),), EndState.OK),
        ((failed(ONE, "off_host"),), EndState.OK),
        ((failed(ONE, "timeout"),), EndState.INCOMPLETE),
        ((incomplete,), EndState.INCOMPLETE),
        ((failed(COLUMN, "timeout", Role.LIST), incomplete), EndState.UNREACHABLE),
        ((failed(COLUMN, "robots_unavailable", Role.LIST), incomplete), EndState.UNREACHABLE),
        ((failed(ONE, "timeout"), failed(TWO, "blocked:jsl")), EndState.REFUSED),
        ((failed(COLUMN, "robots_disallowed", Role.LIST), incomplete), EndState.REFUSED),
    ]
    for records, state in cases:
        assert after(*records).ending("qing").state is state, records
    assert after(incomplete).ending("qing").reason == f"end; declared 3 rows, saw 2 {COLUMN}"


def test_taking_records_one_by_one_and_from_the_journal_is_the_same() -> None:
    records: list[Record] = [
        entries(ONE, TWO),
        fetched(COLUMN, Role.LIST),
        listed(),
        page_found(ONE, FILE),
        fetched(ONE),
        failed(FILE, Fault.BLOCKED_WAF, Role.ATTACHMENT),
    ]
    running = Frontier(order())
    for at, record in enumerate(records, start=1):
        running.take(record)
        built = after(*records[:at])
        assert (built.pending, built.done) == (running.pending, running.done)
        assert built.refused == running.refused


def test_lanes_hold_what_is_pending_in_the_order_it_was_met() -> None:
    frontier = after(entries(ONE, TWO), listed())
    assert frontier.lanes() == (HOST,)
    assert [frontier.first(HOST).url] == [ONE]
    for done, following in pairwise([ONE, TWO]):
        frontier.take(fetched(done))
        assert frontier.first(HOST).url == following
    frontier.take(fetched(TWO))
    assert frontier.lanes() == ()


def test_a_journal_of_another_order_is_refused() -> None:
    with pytest.raises(WrongOrder, match="speaks of the portal 'lan'"):
        after(fetched(ONE, portal="lan"))


def test_a_batch_that_ended_says_so() -> None:
    assert not after(listed()).batch_ended
    assert after(listed(), BatchEnded(state=EndState.OK, counts={})).batch_ended
