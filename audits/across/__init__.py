"""What needs the reports of several bodies at once. Its libraries are loaded when it is asked."""

from datetime import datetime
from typing import TYPE_CHECKING

from audits.store.connection import Store

if TYPE_CHECKING:
    from audits.across.looking import PageFailure

COPIES = "C702"
"""The rule on texts that bodies took over from each other."""


def search_copies(store: Store, at: datetime) -> "tuple[PageFailure, ...]":
    """``audits.across.copies.search_copies``."""
    from audits.across.copies import search_copies as search

    return search(store, at)
