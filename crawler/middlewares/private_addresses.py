"""Keeps us out of private networks: the address is checked where it is resolved.

The connection is made to the very address that was checked, so a name that answers otherwise the
second time gains nothing. Only the hosts of a portal with `allow_private` are let through.
"""

import ipaddress
from collections.abc import Sequence
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import CachingThreadedResolver, dnscache
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.addresses import hostname_of
from crawler.faults import Fault, FetchFailed

SETTING = "PRIVATE_HOSTS"
"""Names in lower case that may resolve to private addresses."""


def is_private(address: str) -> bool:
    """Whether an IP address is anything but one on the public network."""
    known = ipaddress.ip_address(address)
    return not known.is_global or known.is_multicast


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which does not answer with a private address unless it may."""

    private_hosts: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """As Scrapy makes it."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.private_hosts = frozenset(crawler.settings.getlist(SETTING))
        return resolver

    def getHostByName(  # noqa: N802  # Twisted's name
        self, name: str, timeout: Sequence[int] = ()
    ) -> "Deferred[str]":
        """The address of a host, or a failed look-up where we may not go there."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if is_private(address) and name.lower() not in self.private_hosts:
            raise DNSLookupError(f"{name} is at the private address {address}")
        return address


class PrivateAddressMiddleware:
    """Tells a look-up that was refused for its address from one that failed."""

    def __init__(self, private_hosts: frozenset[str]) -> None:
        self._private_hosts = private_hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(frozenset(crawler.settings.getlist(SETTING)))

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Pass other failures on.

        Raises:
            FetchFailed: the host is at a private address that its portal may not use.
        """
        host = hostname_of(request.url)
        address = dnscache.get(host)
        if (
            isinstance(exception, CannotResolveHostError)
            and isinstance(address, str)
            and is_private(address)
            and host not in self._private_hosts
        ):
            raise FetchFailed(Fault.PRIVATE_ADDRESS) from exception
