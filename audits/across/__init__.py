"""What needs the reports of several bodies at once. Its libraries are loaded when it is asked."""

from datetime import datetime

from audits.store.connection import Store

COPIES = "C702"
"""The rule on texts that bodies took over from each other."""


def search_copies(store: Store, at: datetime) -> None:
    """``audits.across.copies.search_copies``."""
    from audits.across.copies import search_copies as search

    search(store, at)
