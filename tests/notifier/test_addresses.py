import pytest

from notifier.letterhead import Letterhead
from notifier.mail_address import NoMailAddress, mail_address
from tests.notifier import county


@pytest.mark.parametrize(
    "address",
    [
        "",
        "office",
        "@qingshi.example",
        "office@",
        "office@qingshi.example\r\nBcc: evil@evil.example",
        "office@qingshi.example, evil@evil.example",
        "办公室@qingshi.example",
        "office@青石.example",
    ],
)
def test_what_is_no_single_address_in_ascii_is_refused_where_it_is_given(address: str) -> None:
    with pytest.raises(NoMailAddress, match="name@domain"):
        mail_address(address)
    with pytest.raises(NoMailAddress):
        county.supervisor(email=address)
    with pytest.raises(NoMailAddress):
        Letterhead(sender=address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "pages", "https://", "http://a b/"])
def test_pages_stand_at_a_web_address_or_none(address: str) -> None:
    with pytest.raises(ValueError, match="no web address"):
        Letterhead(sender="gouji@audit.example", pages_address=address)


def test_a_page_stands_under_the_address_with_or_without_a_slash_at_its_end() -> None:
    for base in ("https://audit.example/pages", "https://audit.example/pages/"):
        page = county.letterhead(base).page("ledger.html", county.supervisor().language)
        assert page.address == "https://audit.example/pages/ledger.html"
