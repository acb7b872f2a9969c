"""What an operator writes: ``gouji.toml`` and a few environment variables, as one typed value.

An unknown key, a wrong type or a name that points nowhere stops the program at start, and every
fault is listed with its place. Secrets are never written in the file: they come from the
environment, or from a file that a setting names.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, ValidationError

from line.written import (
    ChannelName,
    Crontab,
    FamilyName,
    Host,
    HttpAddress,
    MailAddress,
    QuietTimes,
    RegionCode,
    RuleCode,
    Slug,
)
from rules.regional_limits import RegionalLimits

CONFIGURATION = "gouji.toml"
HOME_VARIABLE = "GOUJI_HOME"
PASSWORD_VARIABLE = "GOUJI_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
DEFAULT_HOME = Path("var")

_WORDS_FOR = {
    "extra_forbidden": "unknown key; correct or remove it",
    "missing": "missing; give it",
}


class SettingsFaulty(ValueError):
    """The configuration cannot be used; the message lists every fault with its place."""


class _Written(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, validate_by_name=True
    )


class PortalSettings(_Written):
    """``[portals.ID]``: a portal to visit."""

    name: str
    home: HttpAddress
    hosts: tuple[Host, ...] = ()
    """Host names that belong to it; the host of ``home`` when none is given."""
    family: FamilyName | None = None
    platform: str | None = None
    encoding: str | None = None
    delay: float = Field(default=2.0, ge=0, le=3600)
    allow_private: bool = False
    column_urls: tuple[HttpAddress, ...] = ()
    note: str | None = None

    @property
    def all_hosts(self) -> tuple[str, ...]:
        """The hosts that belong to the portal, with their ports where one is given."""
        return self.hosts or (urlsplit(self.home).netloc,)


class SupervisorSettings(_Written):
    """``[supervisors.ID]``: somebody who answers for bodies, and gets notices."""

    name: str
    language: Literal["zh", "en"] = "zh"
    email: MailAddress
    channels: tuple[ChannelName, ...] = ("file",)
    quiet_hours: QuietTimes | None = None
    """``22:00-07:00``: nothing is delivered in that time; it waits until the end."""


class ScheduleSettings(_Written):
    """``[schedule]``: when each job runs, in Asia/Shanghai; crontab's own weekdays (0 = Sunday)."""

    crawl: Crontab = "30 22 * * *"
    audit: Crontab = "30 5 * * *"
    pages: Crontab = "0 6 * * *"
    notify: Crontab = "0 8 * * 1-5"


class CrawlSettings(_Written):
    """``[crawl]``: how portals are visited."""

    user_agent: str = "Gouji/0.1 (+https://example.org/gouji; annual report audit)"
    timeout: float = Field(default=60.0, gt=0, le=600)
    max_bytes: int = Field(default=100 * 1024 * 1024, gt=0)
    max_pages_per_column: int = Field(default=200, gt=0)
    max_requests_per_portal: int = Field(default=5000, gt=0)
    deadline_minutes: float = Field(default=720.0, gt=0)
    """A batch still running after this is stopped; the next crawl goes on with it."""


class AuditSettings(_Written):
    """``[audit]``: how reports are judged."""

    workers: int = Field(default=0, ge=0, le=256)
    """Processes; 0 means one for each core."""


class RulesSettings(_Written):
    """``[rules]``: rules switched off and on, by code."""

    disable: tuple[RuleCode, ...] = ()
    enable: tuple[RuleCode, ...] = ()
    """Of the rules that are off by default, those to be asked."""
    overview_limits: Mapping[RegionCode, PositiveInt] = {}
    """For S122: by region, the most characters that section one may have there. The limit of a
    city holds for its counties, that of a province for its cities, unless they have their own."""

    @property
    def limits(self) -> RegionalLimits:
        """What regions ask for."""
        return RegionalLimits(overview=tuple(self.overview_limits.items()))


class SiteSettings(_Written):
    """``[site]``: the pages."""

    address: HttpAddress | None = None
    """Where the pages are served inside the office; links in mails begin with it."""


class MailSettings(_Written):
    """``[mail]``: who notices come from, and the SMTP account they go through."""

    sender: MailAddress = "gouji@localhost"
    reply_to: MailAddress | None = None
    host: str = "localhost"
    port: int = Field(default=587, gt=0, lt=65536)
    security: Literal["plain", "starttls", "tls"] = "starttls"
    user: str | None = None
    password_file: Path | None = None
    authority: Path | None = None
    """Certificates (PEM) to trust besides the system's."""
    timeout: float = Field(default=30.0, gt=0, le=600)


class Configuration(_Written):
    """All of ``gouji.toml``."""

    register_file: Path = Field(default=Path("bodies.csv"), alias="register")
    portals: Mapping[Slug, PortalSettings] = {}
    supervisors: Mapping[Slug, SupervisorSettings] = {}
    schedule: ScheduleSettings = ScheduleSettings()
    crawl: CrawlSettings = CrawlSettings()
    audit: AuditSettings = AuditSettings()
    rules: RulesSettings = RulesSettings()
    site: SiteSettings = SiteSettings()
    mail: MailSettings = MailSettings()


class Settings(Configuration):
    """What was written, and the folders it is about."""

    home: Path = DEFAULT_HOME
    configuration: Path | None = None
    """The file they came from; ``None`` where the defaults hold."""

    @property
    def register_path(self) -> Path:
        """The register; a relative path is beside ``gouji.toml``."""
        return self.beside(self.register_file)

    @property
    def audit_workers(self) -> int:
        """Processes that audit."""
        return self.audit.workers or os.cpu_count() or 1

    @property
    def database(self) -> Path:
        """The store."""
        return self.home / "gouji.db"

    @property
    def archive(self) -> Path:
        """The fetched bytes."""
        return self.home / "archive"

    @property
    def runs(self) -> Path:
        """Work orders and journals of crawl batches."""
        return self.home / "runs"

    @property
    def mail_folder(self) -> Path:
        """Where the ``file`` channel writes."""
        return self.home / "mail"

    def beside(self, path: Path) -> Path:
        """A path as written: a relative one is beside ``gouji.toml``, or in the home without it."""
        return (self.configuration.parent if self.configuration else self.home) / path

    def smtp_password(self, environment: Mapping[str, str]) -> str | None:
        """The password of the SMTP account, or ``None`` when none is set.

        Raises:
            SettingsFaulty: the file that holds it cannot be read.
        """
        if PASSWORD_VARIABLE in environment:
            return environment[PASSWORD_VARIABLE]
        if self.mail.password_file is None:
            return None
        path = self.beside(self.mail.password_file)
        try:
            return path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as fault:
            raise SettingsFaulty(
                f"mail.password_file: {path} cannot be read ({fault}); "
                f"write the password there or set {PASSWORD_VARIABLE}"
            ) from fault


def home_folder(given: Path | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The home: what was given, else ``GOUJI_HOME``, else ``var``."""
    if given is not None:
        return given
    named = environment.get(HOME_VARIABLE)
    return Path(named) if named else DEFAULT_HOME


def read_settings(*, home: Path, given: Path | None = None) -> Settings:
    """The settings of a home: from the given file, else the home's, else the current folder's.

    Without any file the defaults hold, and there is nothing to crawl.

    Raises:
        SettingsFaulty: the file is missing, not TOML, or says something that cannot be.
    """
    if given is not None and not given.is_file():
        raise SettingsFaulty(f"{given}: there is no such file; give another --config")
    candidates = [given] if given else [home / CONFIGURATION, Path(CONFIGURATION)]
    found = next((path for path in candidates if path.is_file()), None)
    return Settings(home=home) if found is None else _parsed(found, home)


def _parsed(path: Path, home: Path) -> Settings:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        said = Configuration.model_validate(written, by_name=False)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise SettingsFaulty(f"{path}: {fault}") from fault
    except ValidationError as fault:
        faults = [f"  {_place(error['loc'])}: {_words(error)}" for error in fault.errors()]
        raise SettingsFaulty("\n".join([f"{path}: {len(faults)} fault(s):", *faults])) from fault
    return Settings(**dict(said), home=home, configuration=path)


def _place(parts: tuple[int | str, ...]) -> str:
    """``supervisors.county.channels.0``, as written in the file."""
    return ".".join(str(part) for part in parts if part != "[key]")


def _words(error: Any) -> str:
    """What is wrong, without pydantic's own way of saying it."""
    said = str(error["msg"]).removeprefix("Value error, ")
    return _WORDS_FOR.get(error["type"], said)
