"""Personal data that a report lays open, as far as anybody downstream may know of it."""

from dataclasses import dataclass
from enum import StrEnum


class ExposureKind(StrEnum):
    """What is laid open."""

    ID_NUMBER = "id_number"
    """公民身份号码: 18 places with a day of birth and a check character (GB 11643)."""
    MOBILE_NUMBER = "mobile_number"
    BANK_CARD = "bank_card"
    APPLICANT_NAME = "applicant_name"
    PRIVATE_MAIL = "private_mail"
    """A mailbox of a public provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One piece of personal data, hidden: what it was cannot be had from here."""

    kind: ExposureKind
    place: str
    """A cell id, a table, a section, ``intro``, or ``report`` for titles and names."""
    masked: str
    """What is left to find it by: ``138****1234``."""
    sentence: str
    """The words around it, with all personal data in them hidden."""
    is_contact: bool = False
    """The sentence says how the body can be reached."""
    is_alone: bool = False
    """It is all that a cell or a line holds, and may be a figure."""
