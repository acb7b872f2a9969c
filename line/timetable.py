"""Five-field crontab lines as triggers of APScheduler, with crontab's own weekdays.

Crontab counts weekdays from Sunday, APScheduler from Monday: numbers become names on the way.
"""

from collections.abc import Iterator

from apscheduler.triggers.cron import CronTrigger

ZONE = "Asia/Shanghai"
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
"""As crontab counts them, from 0; 7 is Sunday again."""


def trigger_of(line: str) -> CronTrigger:
    """When a line says, in Asia/Shanghai.

    Raises:
        ValueError: it has not five fields, one of them cannot be, or it restricts both the day of
            the month and the weekday: crontab then means either, APScheduler both.
    """
    fields = line.split()
    if len(fields) != 5:
        raise ValueError("must have the five fields of a crontab line, as in '30 22 * * *'")
    minute, hour, day, month, weekdays = fields
    if weekdays != "*" and day != "*":
        raise ValueError("names a day of the month and a weekday; put * for one of them")
    return CronTrigger(
        minute=minute,
        hour=hour,
        day=day,
        month=month,
        day_of_week=_named(weekdays),
        timezone=ZONE,
    )


def _named(weekdays: str) -> str:
    """The weekdays by name, each once."""
    if weekdays == "*":
        return weekdays
    days = dict.fromkeys(day for part in weekdays.split(",") for day in _days_in(part))
    return ",".join(days)


def _days_in(part: str) -> Iterator[str]:
    """The days of one part: ``1``, ``fri``, ``1-5``, ``*/2``, ``sat-sun``."""
    days, slash, every = part.partition("/")
    first, hyphen, last = ("0", "-", "6") if days == "*" else days.partition("-")
    start = _number(first)
    end = _number(last) if hyphen else start
    if slash and not hyphen:
        end = 6
    if end < start:
        end += 7
    yield from (_WEEKDAYS[number % 7] for number in range(start, end + 1, _step(every, slash)))


def _step(written: str, slash: str) -> int:
    if not slash:
        return 1
    if not written.isdecimal() or int(written) == 0:
        raise ValueError(f"the step {written!r} of the weekdays must be a number above 0")
    return int(written)


def _number(written: str) -> int:
    if written.lower() in _WEEKDAYS:
        return _WEEKDAYS.index(written.lower())
    if len(written) == 1 and written in "01234567":
        return int(written)
    raise ValueError(f"{written!r} is no weekday (0 to 7, where 0 and 7 are Sunday, or sun to sat)")
