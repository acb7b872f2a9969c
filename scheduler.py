"""The unattended service: the jobs of the line at their times, for months.

One job runs at a time, whatever the schedule says; a job that is late runs once. One that fails is
logged with what to do, and the next go on. Settings and register are read anew for each job.
"""

import logging
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from filelock import FileLock, Timeout

import jobs
from settings import Settings, SettingsFaulty

LOG = logging.getLogger("gouji")
ZONE = "Asia/Shanghai"
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
"""As crontab counts them, from 0; 7 is Sunday again."""


class ServiceRunning(RuntimeError):
    """Another service works on the same home."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"{home}: another `gouji serve` works on this home; stop it first")


def serve(read: Callable[[], Settings], out: Path, *, until: Event | None = None) -> None:
    """Run the jobs at their times until the process is asked to end, or ``until`` is set.

    Args:
        read: gives the settings; asked again before each job.
        out: the folder of the pages.
        until: ends the service when it is set.

    Raises:
        ServiceRunning: the home has a service already.
        SettingsFaulty: a time of the schedule cannot be.
    """
    settings = read()
    ended = until or Event()
    with _alone(settings.home), _asked_to_end(ended):
        service = BackgroundScheduler(
            timezone=ZONE,
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for name, trigger in triggers_of(settings).items():
            work = _work(name, read, out)
            service.add_job(_logged, trigger, args=[name, work], id=name, name=name)
        service.start()
        for job in service.get_jobs():
            LOG.info("%s: next at %s", job.name, job.next_run_time)
        ended.wait()
        service.shutdown(wait=True)


def triggers_of(settings: Settings) -> Mapping[str, CronTrigger]:
    """When each job runs.

    Raises:
        SettingsFaulty: a time cannot be; every such time is named.
    """
    triggers: dict[str, CronTrigger] = {}
    faults: list[str] = []
    for name, written in settings.schedule.model_dump().items():
        try:
            triggers[name] = CronTrigger.from_crontab(with_named_weekdays(written), timezone=ZONE)
        except ValueError as fault:
            faults.append(f"  schedule.{name}: {written!r}: {fault}")
    if faults:
        raise SettingsFaulty("\n".join(["the schedule cannot be kept:", *faults]))
    return triggers


def with_named_weekdays(crontab: str) -> str:
    """The same five fields with weekdays by name, since APScheduler counts them from Monday.

    Raises:
        ValueError: the weekdays cannot be read, or day of month and weekday are both restricted:
            crontab then means either, APScheduler both.
    """
    minute, hour, day, month, weekdays = crontab.split()
    if weekdays == "*":
        return crontab
    if day != "*":
        raise ValueError("give a day of the month or a weekday, and * for the other")
    named = dict.fromkeys(day for part in weekdays.split(",") for day in _weekdays_in(part))
    return f"{minute} {hour} {day} {month} {','.join(named)}"


def _weekdays_in(part: str) -> Iterator[str]:
    """The days of one part: ``1``, ``fri``, ``1-5``, ``*/2``, ``sat-sun``."""
    days, _, step = part.partition("/")
    first, _, last = ("0", "", "6") if days == "*" else days.partition("-")
    start = _weekday(first)
    end = _weekday(last) if last else start
    span = range(start, (end if end >= start else end + 7) + 1, int(step or 1))
    yield from (WEEKDAYS[number % 7] for number in span)


def _weekday(written: str) -> int:
    if written.lower() in WEEKDAYS:
        return WEEKDAYS.index(written.lower())
    if written in set("01234567"):
        return int(written)
    raise ValueError(f"{written!r} is no weekday (0 to 7, 0 and 7 are Sunday, or sun to sat)")


def _work(name: str, read: Callable[[], Settings], out: Path) -> Callable[[], object]:
    """What a job does when its time has come."""
    work: Mapping[str, Callable[[], object]] = {
        "crawl": lambda: jobs.crawl(read()),
        "audit": lambda: jobs.audit(read()),
        "pages": lambda: jobs.pages(read(), out),
        "notify": lambda: jobs.notify(read()),
    }
    return work[name]


def _logged(name: str, work: Callable[[], object]) -> None:
    LOG.info("%s: started", name)
    try:
        done = work()
    except Exception:
        LOG.exception("%s: failed; the other jobs go on", name)
    else:
        LOG.info("%s: %s", name, done)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """The only service of a home."""
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / "serve.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise ServiceRunning(home) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _asked_to_end(ended: Event) -> Iterator[None]:
    """SIGTERM and SIGINT set the event."""

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
