import pytest

from crawler.faults import Fault
from crawler.robots import LONGEST_DELAY, Rules

AGENT = "Gouji/1.0 (+https://example.org)"
URL = "http://a.example/zfxxgknb/index.html"


def fault(status: int, content: bytes = b"") -> Fault | None:
    return Rules.of_answer(status, content).fault_for(URL, AGENT)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"User-agent: *\nDisallow: /admin/\n",
        b"User-agent: Gouji\nAllow: /\n\nUser-agent: *\nDisallow: /\n",
        b"<html><body>404</body></html>",
        "# 网站\nUser-agent: *\nDisallow: /后台/\n".encode("gbk"),
    ],
)
def test_what_is_not_disallowed_is_allowed(content: bytes) -> None:
    assert fault(200, content) is None


@pytest.mark.parametrize(
    "content",
    [
        b"User-agent: *\nDisallow: /\n",
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /zfxxgknb/\n",
        b"User-agent: gouji\nDisallow: /\n",
    ],
)
def test_what_is_disallowed_is_not_fetched(content: bytes) -> None:
    assert fault(200, content) is Fault.ROBOTS_DISALLOWED


@pytest.mark.parametrize("status", [400, 404, 410])
def test_no_robots_means_no_rules(status: int) -> None:
    assert fault(status) is None


@pytest.mark.parametrize("status", [401, 403])
def test_robots_that_may_not_be_read_forbid_all(status: int) -> None:
    assert fault(status) is Fault.ROBOTS_DISALLOWED


@pytest.mark.parametrize("status", [302, 408, 429, 500, 502, 503, 504])
def test_robots_in_trouble_are_a_no(status: int) -> None:
    assert fault(status) is Fault.ROBOTS_UNAVAILABLE


@pytest.mark.parametrize(
    ("met", "told"),
    [
        (Fault.TIMEOUT, Fault.ROBOTS_UNAVAILABLE),
        (Fault.UNREACHABLE, Fault.ROBOTS_UNAVAILABLE),
        (Fault.TLS_ERROR, Fault.ROBOTS_UNAVAILABLE),
        (Fault.OFF_HOST, Fault.ROBOTS_UNAVAILABLE),
        (Fault.TOO_LARGE, Fault.ROBOTS_UNAVAILABLE),
        (Fault.FORBIDDEN, Fault.ROBOTS_DISALLOWED),
        (Fault.BLOCKED_WAF, Fault.BLOCKED_WAF),
        (Fault.PRIVATE_ADDRESS, Fault.PRIVATE_ADDRESS),
    ],
)
def test_without_any_answer_nothing_is_allowed(met: Fault, told: Fault) -> None:
    assert Rules.of_fault(met).fault_for(URL, AGENT) is told


@pytest.mark.parametrize(
    ("line", "delay"),
    [(b"5", 5.0), (b"0.5", 0.5), (b"soon", 0.0), (b"-3", 0.0), (b"99999", LONGEST_DELAY)],
)
def test_a_crawl_delay_is_read_and_bounded(line: bytes, delay: float) -> None:
    rules = Rules.of_answer(200, b"User-agent: *\nCrawl-delay: " + line)
    assert rules.delay(AGENT) == delay
