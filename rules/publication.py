"""How a report was published: the page that offers it, and the host of that page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingPage:
    """The web page that offers a report, as it was fetched."""

    holds_report: bool
    """Text of the report stands on the page itself."""
    audited_file: str | None = None
    """Name of the file that was audited in its place; ``None`` where the page itself was."""
    offers_files: bool = False
    """It links to a file or shows one."""
    has_download_control: bool = False
    """A link, button or script on it has to do with downloading or printing.

    Looked for only where the report says that it can be downloaded.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHost:
    """The host of the address that a report was fetched from."""

    name: str
    """As the address has it, without a port."""
    is_listed: bool | None = None
    """A portal of the operator's has it; ``None`` where the portals are not known."""
