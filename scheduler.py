"""The unattended service: the jobs of the line at their times, for months.

One job runs at a time, whatever the schedule says; a job that is late runs once. One that fails is
logged with what to do, and the next go on. Settings and register are read anew for each job, the
times of the schedule when the service starts.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from filelock import FileLock, Timeout

from line import jobs
from line.mendable import MENDABLE, ServiceRunning
from line.stopping import AskedToEnd, asked_to_end
from line.timetable import ZONE, trigger_of
from rules.privacy.masking import masked
from settings import Settings

LOG = logging.getLogger("gouji")

Work = Callable[[], jobs.JobDone]


def serve(read: Callable[[], Settings], out: Path) -> None:
    """Run the jobs at their times until the process is asked to end.

    A job under way is then stopped; the next service goes on where it was.

    Args:
        read: gives the settings; asked again before each job.
        out: the folder of the pages.

    Raises:
        ServiceRunning: the home has a service already.
        SettingsFaulty: the settings cannot be used.
    """
    settings = read()
    with _alone(settings.home), asked_to_end() as asked:
        times = {name: trigger_of(line) for name, line in settings.schedule.model_dump().items()}
        service = service_of(_works(read, out, asked), times)
        service.start()
        for job in service.get_jobs():
            LOG.info("%s: next at %s", job.name, job.next_run_time)
        asked.wait()
        LOG.info("asked to end")
        service.shutdown(wait=True)


def service_of(works: Mapping[str, Work], times: Mapping[str, BaseTrigger]) -> BackgroundScheduler:
    """A service, not yet started, that does each work at its times, one after another."""
    service = BackgroundScheduler(
        timezone=ZONE,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    service.add_listener(_tell, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
    for name, work in works.items():
        service.add_job(work, times[name], id=name, name=name)
    return service


def _works(read: Callable[[], Settings], out: Path, asked: Event) -> Mapping[str, Work]:
    return {
        "crawl": lambda: jobs.crawl(read(), asked=asked),
        "audit": lambda: jobs.audit(read(), asked=asked),
        "pages": lambda: jobs.pages(read(), out),
        "notify": lambda: jobs.notify(read()),
    }


def _tell(event: JobExecutionEvent) -> None:
    """Log what a job did, or why it failed; our own failures with their trace."""
    fault = event.exception
    if fault is None:
        LOG.info("%s: %s", event.job_id, event.retval.sentence)
    elif isinstance(fault, AskedToEnd):
        LOG.info("%s: stopped; the next one goes on", event.job_id)
    elif isinstance(fault, MENDABLE):
        told = masked(str(fault))
        LOG.error("%s: %s (it is tried again at its next time)", event.job_id, told)
    else:
        trace = masked(f"{fault!r}\n{event.traceback}")
        LOG.error("%s: our own failure: %s", event.job_id, trace)


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
