"""The duty to publish a report by a day, and what is known of how it was met."""

from dataclasses import dataclass
from datetime import date

from rules.language import Text

FIRST_YEAR = 2019
"""The first year whose report falls under Article 49; earlier ones were due on other terms."""

_BY_LAW = Text(zh="条例第四十九条的期限", en="the date of Article 49 of the Regulations")
_BY_REGISTER = Text(zh="名录所定的期限", en="the date that the register sets")
_BY_CUSTOM = Text(zh="乡镇（街道）通行的期限", en="the date customary for townships")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a body owes for a year, and what our own crawls and the pages show of it."""

    year: int
    due: date
    """Last day on which the report is in time: the stricter of the law's day and the register's."""
    law: date | None
    """The law's last day; ``None`` for a body to which the law sets none."""
    is_custom: bool = False
    """``due`` is the day that is usual for bodies to which the law sets none."""
    is_held: bool
    """A report of that year is held, readable or not."""
    published_on: date | None = None
    """The earliest day that any page of it gives."""
    absent_on: tuple[date, date] | None = None
    """First and last good crawl after ``due`` that lacked it, at least three days apart."""
    absent_past_law: bool = False
    """The same is shown of crawls after the law's last day."""
    was_watched: bool = False
    """There was a good crawl on ``due`` or before it."""
    doubt: Text | None = None
    """Why it cannot be told whether it is there, or when it was published."""

    @property
    def by(self) -> Text:
        """Who sets the day."""
        if self.due == self.law:
            return _BY_LAW
        return _BY_CUSTOM if self.is_custom else _BY_REGISTER

    def days_late(self, on: date) -> int:
        """Days after ``due``; 0 for a day in time."""
        return max(0, (on - self.due).days)

    def breaks_law(self, on: date) -> bool:
        """That day is after the law's last day."""
        return self.law is not None and on > self.law
