"""Where audits run: in this process, or in processes of their own on this machine."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import ParamSpec, TypeVar

from audits.garbage_collection import collect_less_often

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class InThisProcess(Executor):
    """Runs what is submitted at once, before ``submit`` returns; what it raises passes through."""

    def submit(
        self,
        call: Callable[Arguments, Result],
        /,
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> Future[Result]:
        """A future that is already done."""
        future: Future[Result] = Future()
        future.set_result(call(*arguments, **named))
        return future


def local_executor(workers: int) -> Executor:
    """This process where ``workers`` is 1, else a pool of so many fresh processes.

    They are spawned, not forked: a fork would inherit the open store and its lock.
    """
    if workers == 1:
        return InThisProcess()
    spawned = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=spawned, initializer=collect_less_often)
