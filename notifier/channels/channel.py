"""What every channel does, and how it says that it could not.

ChannelFault
 ├── ChannelRefused: it will never take this message for this supervisor
 └── ChannelUnavailable: it may take it another time
"""

from email.message import EmailMessage
from typing import Protocol

from notifier.supervisor import Supervisor


class ChannelFault(RuntimeError):
    """A message was not taken; the text says by whom, why, and what to do."""


class ChannelRefused(ChannelFault):
    """The message, or the supervisor's address, was refused for good."""


class ChannelUnavailable(ChannelFault):
    """Nothing is wrong with the message; the same one may be sent again."""


class Channel(Protocol):
    """One way by which a notice leaves."""

    def send(self, message: EmailMessage, supervisor: Supervisor) -> None:
        """Hand the message over for good; when this returns, somebody else answers for it.

        The ``Message-ID`` is the same at every attempt.

        Raises:
            ChannelRefused: it was refused for good.
            ChannelUnavailable: it could not be handed over now.
        """
