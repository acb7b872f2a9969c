"""Crontab lines as people write them, with crontab's own weekdays."""

from datetime import UTC, datetime, timedelta

import pytest

from line.timetable import trigger_of

SUNDAY_NIGHT = datetime(2026, 11, 22, 15, 59, tzinfo=UTC)
"""A minute to midnight in China: the next day is a Monday."""
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days_of(weekdays: str) -> list[str]:
    """The days of one week on which a job of noon runs, from Monday."""
    trigger = trigger_of(f"0 12 * * {weekdays}")
    days: list[str] = []
    at = trigger.get_next_fire_time(None, SUNDAY_NIGHT)
    while at is not None and at < SUNDAY_NIGHT + timedelta(days=7):
        days.append(NAMES[at.weekday()])
        at = trigger.get_next_fire_time(at, at + timedelta(minutes=1))
    return days


@pytest.mark.parametrize(
    ("weekdays", "days"),
    [
        ("0", "sun"),
        ("7", "sun"),
        ("1", "mon"),
        ("1-5", "mon tue wed thu fri"),
        ("5-7", "fri sat sun"),
        ("5-0", "fri sat sun"),
        ("6-1", "mon sat sun"),
        ("0-7", "mon tue wed thu fri sat sun"),
        ("fri-mon", "mon fri sat sun"),
        ("MON,Sun", "mon sun"),
        ("*/2", "tue thu sat sun"),
        ("1-5/2", "mon wed fri"),
        ("1/2", "mon wed fri"),
        ("0,3,7", "wed sun"),
        ("*", "mon tue wed thu fri sat sun"),
    ],
)
def test_weekdays_are_counted_from_sunday_as_crontab_does(weekdays: str, days: str) -> None:
    assert days_of(weekdays) == days.split()


def test_times_are_those_of_china() -> None:
    at = trigger_of("30 22 * * *").get_next_fire_time(None, SUNDAY_NIGHT)
    assert at is not None
    assert at.astimezone(UTC) == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "0 8 1 * 1",
        "0 8 */2 * mon",
        "0 8 * *",
        "0 8 * * * *",
        "60 8 * * *",
        "0 24 * * *",
        "0 8 * 13 *",
        "0 8 * * 8",
        "0 8 * * someday",
        "0 8 * * 1-",
        "0 8 * * 1,,2",
        "0 8 * * */x",
    ],
)
def test_a_line_that_crontab_would_not_take_as_we_do_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        trigger_of(line)
