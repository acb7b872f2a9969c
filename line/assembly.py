"""What settings and register say, as the values that the packages take."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import time as clock_time
from pathlib import Path

from audits.auditor import Auditor, current_auditor
from audits.bodies import Register
from audits.register_file import read_register
from crawler.orders import journal_path
from crawler.portals import Limits, Portal, Validator, WorkOrder
from notifier.channels.opening import ChannelMeans
from notifier.channels.smtp_account import Security, SmtpAccount
from notifier.letterhead import Letterhead
from notifier.supervisor import QuietHours, Supervisor
from rules.language import Language
from rules.registry import switched_off
from settings import PortalSettings, Settings, SettingsFaulty


def register_of(settings: Settings, file: Path | None = None) -> Register:
    """The register as its file stands now; ``file`` in place of the one the settings name.

    Raises:
        RegisterFaulty: the file has faults; all of them are listed.
        SettingsFaulty: there is no such file.
        OSError: it cannot be opened.
    """
    path = file or settings.register_path
    if not path.exists():
        raise SettingsFaulty(
            f"{path}: there is no register; write one there, or name it by `register` in gouji.toml"
        )
    register = read_register(
        path, portals=settings.portals.keys(), supervisors=settings.supervisors.keys()
    )
    hosts = (host.lower() for portal in settings.portals.values() for host in portal.all_hosts)
    return replace(register, hosts=frozenset(hosts))


def auditor_of(settings: Settings) -> Auditor:
    """The reading and every rule that is not switched off."""
    written = settings.rules
    return current_auditor(
        without=switched_off(written.disable, written.enable), limits=written.limits
    )


def work_order(
    settings: Settings, register: Register, *, run: str, validators: Mapping[str, Validator]
) -> WorkOrder:
    """All a crawl is told: portals with their lists, and what is held already."""
    crawl = settings.crawl
    return WorkOrder(
        run=run,
        portals=tuple(_portal(name, portal, register) for name, portal in settings.portals.items()),
        pending=(),
        validators=validators,
        archive=str(settings.archive.resolve()),
        journal=str(journal_path(settings.runs, run)),
        user_agent=crawl.user_agent,
        limits=Limits(
            max_bytes=crawl.max_bytes,
            timeout=crawl.timeout,
            max_pages_per_column=crawl.max_pages_per_column,
            max_requests_per_portal=crawl.max_requests_per_portal,
        ),
    )


def _portal(name: str, portal: PortalSettings, register: Register) -> Portal:
    """A portal with its own lists, then those that bodies of the register name."""
    named = (body.column_url for body in register if body.portal == name and body.column_url)
    return Portal(
        id=name,
        name=portal.name,
        home=portal.home,
        hosts=portal.all_hosts,
        family=portal.family,
        platform=portal.platform,
        encoding=portal.encoding,
        delay=portal.delay,
        allow_private=portal.allow_private,
        column_urls=tuple(dict.fromkeys((*portal.column_urls, *named))),
    )


def supervisors_of(settings: Settings) -> tuple[Supervisor, ...]:
    """The supervisors as the notifier knows them."""
    return tuple(
        Supervisor(
            id=name,
            name=written.name,
            language=Language(written.language),
            email=written.email,
            channels=written.channels,
            quiet=_quiet(written.quiet_hours),
        )
        for name, written in settings.supervisors.items()
    )


def _quiet(written: str | None) -> QuietHours | None:
    if written is None:
        return None
    start, end = (clock_time.fromisoformat(part) for part in written.split("-"))
    return QuietHours(start=start, end=end)


def letterhead_of(settings: Settings) -> Letterhead:
    """What every notice has in common."""
    return Letterhead(
        sender=settings.mail.sender,
        reply_to=settings.mail.reply_to,
        pages_address=settings.site.address,
    )


def channel_means(settings: Settings) -> ChannelMeans:
    """What channels work with; the SMTP account is made when one asks for it."""
    return ChannelMeans(mail_folder=settings.mail_folder, account=lambda: smtp_account_of(settings))


def smtp_account_of(settings: Settings) -> SmtpAccount:
    """The account that mails go through, with its password from the environment or its file.

    Raises:
        SettingsFaulty: user name, password and security do not go together.
    """
    mail = settings.mail
    try:
        return SmtpAccount(
            host=mail.host,
            port=mail.port,
            security=Security(mail.security),
            user=mail.user,
            password=settings.smtp_password(os.environ) if mail.user else None,
            timeout=mail.timeout,
            authority=settings.beside(mail.authority) if mail.authority else None,
        )
    except ValueError as fault:
        raise SettingsFaulty(str(fault)) from fault
