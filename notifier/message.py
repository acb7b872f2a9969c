"""The mail itself: headers that no text from outside can add to, and two parts."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from audits.china_time import in_china
from notifier.hostile_text import one_line
from notifier.letterhead import Letterhead
from notifier.mail_address import mail_address
from notifier.rendering import Written
from notifier.supervisor import Supervisor


def compose(
    written: Written, supervisor: Supervisor, letterhead: Letterhead, notice_id: str, at: datetime
) -> EmailMessage:
    """The mail to one supervisor; the same notice always has the same Message-ID.

    Raises:
        ValueError: the time has no zone.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = mail_address(letterhead.sender, "勾稽")
    message["Subject"] = written.subject
    message["Date"] = format_datetime(in_china(at))
    message["Message-ID"] = f"<{notice_id}@{letterhead.domain}>"
    if letterhead.reply_to is not None:
        message["Reply-To"] = mail_address(letterhead.reply_to)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.text, cte="base64")
    message.add_alternative(written.html, subtype="html", cte="base64")
    message["Content-Language"] = str(supervisor.language)
    address_to(message, supervisor)
    return message


def address_to(message: EmailMessage, supervisor: Supervisor) -> None:
    """Put the supervisor's present address on the mail, over any other."""
    del message["To"]
    message["To"] = mail_address(supervisor.email, one_line(supervisor.name, 60))


def notice_id_of(message: EmailMessage) -> str:
    """The notice that a mail made by ``compose`` carries."""
    return str(message["Message-ID"]).strip().removeprefix("<").rpartition("@")[0]
