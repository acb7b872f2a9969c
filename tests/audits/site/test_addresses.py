"""No text from outside becomes a path or a link that runs."""

import re

import pytest

from audits.site.addresses import (
    body_page,
    evidence_file,
    in_language,
    report_page,
    way_up,
    web_address,
)
from rules.language import Language


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "javascript://www.qingshi.example/%0aalert(1)",
        "ftp://www.qingshi.example/nb.html",
        "java\nscript:alert(1)",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "vbscript:x",
        "//host/path",
        "https:relative",
        "https://",
        "http://[::1",
        "https://a b/",
        "https:\\\\host",
        "",
        None,
    ],
)
def test_only_http_addresses_with_a_host_become_links(address: str | None) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize(
    "address", ["https://www.qingshi.example/a?b=1#c", "http://203.0.113.7:8080/年报.html"]
)
def test_http_addresses_are_linked_as_they_are(address: str) -> None:
    assert web_address(address) == address


def test_a_register_id_names_its_pages() -> None:
    assert body_page("990101-gov-office") == "bodies/990101-gov-office.html"
    assert report_page("990101-gov-office", 2024) == "reports/990101-gov-office-2024.html"


@pytest.mark.parametrize("name", ["../../etc/passwd", "Upper", "a b", "", "https://x/?y", "年报"])
def test_any_other_name_becomes_a_digest(name: str) -> None:
    assert re.fullmatch(r"reports/x-[0-9a-f]{16}-2024\.html", report_page(name, 2024))


def test_names_that_differ_only_in_case_stay_apart() -> None:
    assert body_page("office").lower() != body_page("OFFICE").lower()


@pytest.mark.parametrize("digest", ["", "../x", "A" * 64, "0" * 63])
def test_evidence_is_named_by_a_digest_only(digest: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        evidence_file(digest)


def test_the_way_up_leads_from_a_page_to_the_root() -> None:
    assert way_up("index.html") == ""
    assert way_up(in_language("reports/a-2024.html", Language.EN)) == "../../"
