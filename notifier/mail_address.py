"""Mail addresses that may stand in a header."""

from email.errors import HeaderParseError
from email.headerregistry import Address


def mail_address(address: str, name: str = "") -> Address:
    """A mail address with the name that is shown beside it.

    Raises:
        ValueError: the address is none.
    """
    try:
        found = Address(display_name=name, addr_spec=address)
    except (ValueError, IndexError, HeaderParseError) as fault:
        raise ValueError(f"{address!r} is no mail address; write it as name@domain") from fault
    if not found.username or not found.domain:
        raise ValueError(f"{address!r} is no mail address; write it as name@domain")
    return found
