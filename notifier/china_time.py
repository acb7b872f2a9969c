"""The time that notices tell: China Standard Time, which has had no daylight saving since 1991."""

from datetime import datetime, timedelta, timezone

_CHINA = timezone(timedelta(hours=8))


def in_china(moment: datetime) -> datetime:
    """The same moment in China Standard Time.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; give an aware time")
    return moment.astimezone(_CHINA)
