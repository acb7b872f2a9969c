"""Letters through the templates: a subject, a plain text and an HTML page each."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from audits.china_time import in_china
from notifier.headline import headline_of
from notifier.hostile_text import one_line
from notifier.letter import Letter
from notifier.letterhead import Letterhead
from notifier.supervisor import Supervisor
from rules.language import Language

_LONGEST_SUBJECT = 200
_LONGEST_NAME = 40
"""In the subject, which must have room for the outcome."""
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a mail says, in the two forms that say it."""

    subject: str
    """On one line."""
    text: str
    """Complete by itself; lines end in ``\\n``."""
    html: str


def write_digest(letter: Letter) -> Written:
    """The mail that a letter makes."""
    digest = letter.digest
    day = in_china(digest.at).date()
    return _written(
        "digest",
        digest.supervisor.language,
        letter=letter,
        headline=headline_of(digest),
        counts=digest.counts,
        standing=digest.standing,
        duties=digest.duties_beside,
        coverage=digest.coverage,
        unchecked=digest.unchecked,
        day=day,
    )


def write_trial(supervisor: Supervisor, letterhead: Letterhead, day: date) -> Written:
    """The mail that only shows that mails arrive."""
    return _written(
        "trial",
        supervisor.language,
        name=one_line(supervisor.name),
        supervisor_id=one_line(supervisor.id),
        answers_to=letterhead.reply_to or letterhead.sender,
        overview=letterhead.page("index.html", supervisor.language),
        day=day,
    )


def _written(kind: str, language: Language, **values: object) -> Written:
    def filled(form: str) -> str:
        return _templates().get_template(f"{kind}.{language}.{form}.j2").render(values)

    return Written(
        subject=one_line(filled("subject"), _LONGEST_SUBJECT),
        text=filled("txt"),
        html=filled("html"),
    )


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("notifier"),
        autoescape=select_autoescape(("html", "html.j2"), default=False, default_for_string=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["brief"] = _brief
    environment.filters["grouped"] = _grouped
    environment.filters["zh_day"] = _zh_day
    environment.filters["en_day"] = _en_day
    return environment


def _brief(name: str) -> str:
    return one_line(name, _LONGEST_NAME)


def _grouped(number: int) -> str:
    return f"{number:,}"


def _zh_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _en_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"
