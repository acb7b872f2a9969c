"""China Standard Time, which has had no daylight saving since 1991; all times we tell are in it."""

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "+08:00")


def china_now() -> datetime:
    """The time by the system's clock, to the second."""
    return datetime.now(CHINA).replace(microsecond=0)


def in_china(moment: datetime) -> datetime:
    """The same moment in China Standard Time.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; give an aware time")
    return moment.astimezone(CHINA)
