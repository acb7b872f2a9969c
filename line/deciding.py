"""``gouji waive``: what people decide about findings, written down."""

from collections.abc import Mapping

from audits.decisions import decide
from audits.records import FindingState
from audits.store.connection import StoreMissing, open_for_writing
from audits.waiving import Decision
from line.jobs import JobDone
from settings import Settings


def waive(settings: Settings, decisions: Mapping[str, Decision]) -> JobDone:
    """Write down what was decided about findings, by their ids: all of it or nothing.

    Raises:
        DecisionImpossible: a finding no longer stands.
        FindingsUnknown: an id is unknown.
        StoreMissing: nothing was ever found here.
    """
    if not settings.database.is_file():
        raise StoreMissing(settings.database)
    with open_for_writing(settings.database) as store:
        changed = decide(store, decisions)
    return JobDone(sentence=_sentence(decisions, changed), is_whole=True)


def _sentence(decisions: Mapping[str, Decision], changed: int) -> str:
    told = [_decided(decision) for decision in decisions.values()]
    counts = (f"{told.count(words)} {words}" for words in dict.fromkeys(told))
    stood = len(decisions) - changed
    as_before = f"; {stood} stood so already" if stood else ""
    return f"Findings decided: {', '.join(counts) or 'none'}{as_before}."


def _decided(decision: Decision) -> str:
    if decision.decided_as is FindingState.EXPLAINED:
        return "explained"
    return f"waived until {decision.until}" if decision.until else "waived without an end"
