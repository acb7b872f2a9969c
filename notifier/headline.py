"""The outcome in one sentence, and shorter as the subject says it."""

from dataclasses import dataclass

from notifier.digest import Digest, NewsCounts
from rules.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What a digest comes to, in its supervisor's language."""

    sentence: str
    """The first sentence of the mail."""
    short: str
    """The middle of the subject."""


def headline_of(digest: Digest) -> Headline:
    """What became of how many faults, gravest first; where of none, how much was unreadable.

    The subject never leaves out how many reports of the last year due are not to be seen, and
    says it once: where all of them are news, the news says it.
    """
    language = digest.supervisor.language
    clauses = _news(digest.counts)
    unread = len(digest.unchecked.unreadable)
    subject = clauses or (_unread(unread),)
    return Headline(
        sentence=_sentence(clauses, unread).in_language(language),
        short=_joined((*subject, *_missing(digest))).in_language(language),
    )


def _missing(digest: Digest) -> tuple[Text, ...]:
    duties = digest.duties_beside
    if duties is None or not duties.missing:
        return ()
    together = "共" if digest.counts.newly_missing else ""
    in_all = " in all" if digest.counts.newly_missing else ""
    return (
        Text(
            zh=f"未见公开{together} {duties.missing:,}",
            en=f"{duties.missing:,} not published{in_all}",
        ),
    )


def _news(counts: NewsCounts) -> tuple[Text, ...]:
    told = (
        (counts.new_errors, "新增错误", "new error", "new errors"),
        (counts.new_warnings, "新增疑点", "new warning", "new warnings"),
        (counts.newly_missing, "新增未见公开", "newly not published", "newly not published"),
        (counts.newly_late, "新增逾期公开", "newly late", "newly late"),
        (counts.regressed, "再次出现", "back after being fixed", "back after being fixed"),
        (counts.reopened, "恢复待处理", "open again", "open again"),
        (counts.fixed_errors, "已整改", "error fixed", "errors fixed"),
        (counts.fixed_warnings, "已消除疑点", "warning cleared", "warnings cleared"),
        (counts.retracted, "本系统更正", "withdrawn by us", "withdrawn by us"),
    )
    return tuple(
        Text(zh=f"{zh} {number:,}", en=f"{number:,} {one if number == 1 else several}")
        for number, zh, one, several in told
        if number
    )


def _unread(number: int) -> Text:
    return Text(zh=f"无法读取年报 {number:,}", en=f"{number:,} not readable")


def _joined(clauses: tuple[Text, ...]) -> Text:
    return Text(
        zh="，".join(clause.zh for clause in clauses), en=", ".join(clause.en for clause in clauses)
    )


def _sentence(clauses: tuple[Text, ...], unread: int) -> Text:
    if clauses:
        places = "，".join(f"{clause.zh} 处" for clause in clauses)
        return Text(zh=f"{places}。", en=f"{_joined(clauses).en}.")
    reports = "report" if unread == 1 else "reports"
    return Text(
        zh=f"有 {unread:,} 份年报无法读取，无法核验。",
        en=f"{unread:,} {reports} could not be read, and so not checked.",
    )
