"""Batches of audits → outcomes, by any executor; a worker that dies takes one report with it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import replace
from types import TracebackType
from typing import Self

from audits.auditor import Batch, Broken, Outcome, audit_batch
from audits.evidence import Work

Done = tuple[Work, Outcome]
MakeExecutor = Callable[[], Executor]


class Crew:
    """Workers behind an executor, which is made again when it breaks.

    Batches that were under way when a worker died are done again, one at a time and in the end
    one report at a time, so that only the report that kills its worker is lost.
    """

    def __init__(self, make_executor: MakeExecutor, *, at_once: int) -> None:
        self._make_executor = make_executor
        self._at_once = at_once
        self._executor: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._dismiss()

    def outcomes(self, batches: Iterable[Batch]) -> Iterator[Done]:
        """The outcome of every work, in any order; ``batches`` is read as workers get free."""
        under_way: dict[Future[tuple[Outcome, ...]], Batch] = {}
        for batch in batches:
            under_way[self._submit(batch)] = batch
            if len(under_way) >= self._at_once:
                yield from self._collected(under_way)
        while under_way:
            yield from self._collected(under_way)

    def _collected(self, under_way: dict[Future[tuple[Outcome, ...]], Batch]) -> Iterator[Done]:
        finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
        if any(_is_broken(future) for future in finished):
            finished, _ = wait(under_way)
            self._dismiss()
        for future, batch in [(future, under_way.pop(future)) for future in finished]:
            if future.exception() is None:
                yield from zip(batch.works, future.result(), strict=True)
            else:
                yield from self._alone(batch)

    def _alone(self, batch: Batch) -> Iterator[Done]:
        future = self._submit(batch)
        failure = future.exception()
        if failure is None:
            yield from zip(batch.works, future.result(), strict=True)
            return
        if _is_broken(future):
            self._dismiss()
        if len(batch.works) == 1:
            error = f"the worker process that audited it failed: {failure!r}"
            yield batch.works[0], Broken(error=error)
            return
        for work in batch.works:
            yield from self._alone(replace(batch, works=(work,)))

    def _submit(self, batch: Batch) -> Future[tuple[Outcome, ...]]:
        if self._executor is None:
            self._executor = self._make_executor()
        try:
            return self._executor.submit(audit_batch, batch)
        except BrokenExecutor as failure:
            future: Future[tuple[Outcome, ...]] = Future()
            future.set_exception(failure)
            return future

    def _dismiss(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def _is_broken(future: Future[tuple[Outcome, ...]]) -> bool:
    return isinstance(future.exception(), BrokenExecutor)
