"""What every notice has in common: who sends it and where the pages stand."""

from dataclasses import dataclass

from audits.site.addresses import in_language, web_address
from notifier.mail_address import mail_address
from rules.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page of the site: where it can be opened, and which file it is."""

    path: str
    """Relative to the folder of the pages."""
    address: str | None
    """``None`` where the pages are not published at an address."""

    def __str__(self) -> str:
        return self.address or self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The sender of all notices.

    Raises:
        ValueError: the sender is no mail address, or the pages' address is no web address.
    """

    sender: str
    """The mail address that notices come from: ``gouji@example.gov.cn``."""
    reply_to: str | None = None
    """Where answers go; ``None``: to the sender."""
    pages_address: str | None = None
    """Address of the folder of the pages; ``None`` where they are only files."""

    def __post_init__(self) -> None:
        for address in (self.sender, self.reply_to):
            if address is not None:
                mail_address(address)
        if self.pages_address is not None and web_address(self.pages_address) is None:
            raise ValueError(
                f"{self.pages_address!r} is no web address; give one that starts with https://"
            )

    @property
    def domain(self) -> str:
        """The part of the sender after ``@``."""
        return mail_address(self.sender).domain

    def page(self, path: str, language: Language) -> PageLink:
        """A page in a language."""
        there = in_language(path, language)
        base = self.pages_address
        return PageLink(path=there, address=f"{base.rstrip('/')}/{there}" if base else None)
