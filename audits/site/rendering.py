"""Views into bytes: one Jinja environment, escaping on, undefined names refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from unicodedata import category

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from audits.site.addresses import (
    body_page,
    evidence_file,
    in_language,
    report_page,
    rule_page,
    way_up,
    web_address,
)
from audits.site.equations import plain_figure
from audits.site.marks import RANK, SIGNS, circled
from audits.site.wording import wording
from rules.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page before it is written: where it stands, and what fills which template."""

    path: str
    """In Chinese; the English page has the same below ``en/``."""
    template: str
    view: object


def render(page: Page, language: Language, *, drafts: bool) -> bytes:
    """The page in a language, UTF-8."""
    path = in_language(page.path, language)
    other = Language.EN if language is Language.ZH else Language.ZH
    root = way_up(path)
    text = (
        environment()
        .get_template(page.template)
        .render(
            v=page.view,
            t=wording(language),
            here=way_up(page.path),
            root=root,
            other=root + in_language(page.path, other),
            drafts=drafts,
        )
    )
    return text.encode()


@cache
def environment() -> Environment:
    """The environment of all pages."""
    made = Environment(
        loader=PackageLoader("audits.site"),
        autoescape=select_autoescape(("html", "html.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(_IN_TEMPLATES)
    made.filters["one_line"] = one_line
    made.filters["open_places"] = open_places
    made.filters["figure"] = plain_figure
    return made


def one_line(text: str) -> str:
    """A text for a place without mark-up: no control or direction marks, one line."""
    return " ".join("".join(c if category(c) not in {"Cc", "Cf"} else " " for c in text).split())


def open_places(message: str) -> str:
    """The message of a rule with an ellipsis for what each finding fills in."""
    return _PLACEHOLDER.sub("…", message)


_PLACEHOLDER = re.compile(r"\{[^{}]*\}")

_IN_TEMPLATES: dict[str, Callable[..., object] | object] = {
    "body_page": body_page,
    "circled": circled,
    "evidence_file": evidence_file,
    "rank": RANK,
    "report_page": report_page,
    "rule_page": rule_page,
    "signs": SIGNS,
    "web_address": web_address,
}
