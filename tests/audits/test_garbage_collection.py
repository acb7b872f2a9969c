"""How often processes of our own look for garbage."""

import gc
from collections.abc import Iterator

import pytest

from audits.executors import local_executor
from audits.garbage_collection import collect_less_often


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


class Linked:
    """Holds another, which may hold it."""

    other: "Linked | None" = None


def test_what_is_loaded_is_looked_at_no_more_and_garbage_is_still_found() -> None:
    collect_less_often()
    frozen = gc.get_freeze_count()
    assert frozen > 0
    one, two = Linked(), Linked()
    one.other, two.other = two, one
    del one, two
    assert gc.isenabled()
    assert any(isinstance(kept, Linked) for kept in gc.get_objects())
    gc.collect()
    assert not any(isinstance(kept, Linked) for kept in gc.get_objects())


def test_being_called_again_freezes_nothing_more() -> None:
    collect_less_often()
    kept = Linked()
    collect_less_often()
    assert any(found is kept for found in gc.get_objects())


def test_a_worker_looks_as_seldom() -> None:
    usual = gc.get_threshold()[0]
    with local_executor(2) as executor:
        assert executor.submit(gc.get_threshold).result()[0] > usual
