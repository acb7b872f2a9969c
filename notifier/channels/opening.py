"""The channels there are: one module of this package each, with a ``CHANNEL``.

A notice can leave by any of them; which ones a supervisor wants stands in the settings.
"""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from notifier import channels
from notifier.channels.channel import Channel
from notifier.channels.smtp_account import SmtpAccount


class UnknownChannel(ValueError):
    """A supervisor wants a channel that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelMeans:
    """What the settings give channels to work with."""

    mail_folder: Path
    account: Callable[[], SmtpAccount]
    """The SMTP account; made when a channel asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelKind:
    """A way for notices to leave."""

    name: str
    """As in ``channels`` of a supervisor."""
    open: Callable[[ChannelMeans], AbstractContextManager[Channel]]


@lru_cache(maxsize=1)
def all_channels() -> Mapping[str, ChannelKind]:
    """Every channel of this package, by name."""
    modules = (
        importlib.import_module(f"{channels.__name__}.{module.name}")
        for module in pkgutil.iter_modules(channels.__path__)
    )
    kinds = [m.CHANNEL for m in modules if isinstance(getattr(m, "CHANNEL", None), ChannelKind)]
    return {kind.name: kind for kind in kinds}


@contextmanager
def opened(names: Collection[str], means: ChannelMeans) -> Iterator[Mapping[str, Channel]]:
    """The named channels, open until the end of the context.

    Raises:
        UnknownChannel: one of them does not exist; the message names those that do.
    """
    known = all_channels()
    for name in names:
        if name not in known:
            raise UnknownChannel(f"no channel is called {name!r}; there are: {', '.join(known)}")
    with ExitStack() as stack:
        yield {name: stack.enter_context(known[name].open(means)) for name in names}
