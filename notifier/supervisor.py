"""Who is told: a supervisor (政府信息公开工作主管部门) as the settings name it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from audits.china_time import in_china
from notifier.mail_address import mail_address
from rules.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """A part of every day, in China Standard Time, in which nothing is delivered.

    It starts at ``start`` and ends at ``end``, which may stand on the next day.
    """

    start: time
    end: time

    def end_after(self, moment: datetime) -> datetime | None:
        """When the quiet that holds at that moment ends; ``None`` where none holds."""
        there = in_china(moment)
        for day in (there.date() - timedelta(days=1), there.date()):
            begins = datetime.combine(day, self.start, there.tzinfo)
            ends = datetime.combine(day, self.end, there.tzinfo)
            if ends <= begins:
                ends += timedelta(days=1)
            if begins <= there < ends:
                return ends
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervisor:
    """One office that answers for bodies, and how it wants to be told.

    Raises:
        ValueError: ``email`` is no mail address.
    """

    id: str
    name: str
    language: Language = Language.ZH
    email: str
    channels: tuple[str, ...]
    """Names of the channels that each notice goes by."""
    quiet: QuietHours | None = None

    def __post_init__(self) -> None:
        mail_address(self.email)
