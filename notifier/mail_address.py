"""Mail addresses that may stand in a header."""

from email.errors import HeaderParseError
from email.headerregistry import Address


class NoMailAddress(ValueError):
    """Text that should be a mail address and is none."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} is no mail address; write it as name@domain, in ASCII (a Chinese domain"
            " as xn--…)"
        )


def mail_address(address: str, name: str = "") -> Address:
    """A mail address with the name that is shown beside it.

    Raises:
        ValueError: the address is none, or not in ASCII, which few mail servers take.
    """
    try:
        found = Address(display_name=name, addr_spec=address)
    except (ValueError, IndexError, HeaderParseError) as fault:
        raise NoMailAddress(address) from fault
    if not address.isascii() or not found.username or not found.domain:
        raise NoMailAddress(address)
    return found
