"""The exceptions whose message tells an operator what to do; all others are our own failures."""

from pathlib import Path

from audits.bodies import RegisterFaulty
from audits.decisions import FindingsUnknown
from audits.returned_ledger import LedgerFaulty
from audits.store.connection import StoreInUse, StoreMissing, StoreRefused, StoreSchemaDiffers
from audits.waiving import DecisionImpossible, DecisionUnclear
from crawler.journal import JournalDamaged, JournalInUse
from notifier.channels.channel import ChannelFault
from settings import SettingsFaulty


class ServiceRunning(RuntimeError):
    """Another service works on the same home."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"{home}: another `gouji serve` works on this home; stop it first")


class DemoImpossible(RuntimeError):
    """The demo cannot run here."""


MENDABLE: tuple[type[Exception], ...] = (
    ChannelFault,
    DecisionImpossible,
    DecisionUnclear,
    DemoImpossible,
    FindingsUnknown,
    JournalDamaged,
    JournalInUse,
    LedgerFaulty,
    OSError,
    RegisterFaulty,
    ServiceRunning,
    SettingsFaulty,
    StoreInUse,
    StoreMissing,
    StoreRefused,
    StoreSchemaDiffers,
)
