"""P608: the report says it can be downloaded, and its page offers nothing to download."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.lettering import letters_obstacle
from rules.prose.downloads import download_told
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_NO_PAGE = Text(
    zh="只有文件，未见发布页面，页面是否提供下载不能确定",
    en="There is a file alone and no page was seen, so whether one offers a download is not known",
)
_BY_SCRIPT = Text(
    zh="页面有下载或打印一类的按钮、链接或脚本，是否能够下载须人工查看",
    en="The page has a button, link or script for downloading or printing; a person must try it",
)


def download_offered_as_told(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that says it can be downloaded."""
    told = download_told(case.report)
    if told is None:
        return
    page = case.page
    if page is not None and (page.offers_files or page.audited_file is not None):
        yield Holds(place="report")
        return
    obstacle = letters_obstacle(case.report)
    if page is None or obstacle is not None:
        yield NotAssessable(place="report", reason=obstacle or _NO_PAGE)
    elif page.has_download_control or case.report.has_unread_attachment:
        yield NotAssessable(place="report", reason=_BY_SCRIPT)
    else:
        yield Violation(place="report", quote=told)


RULE = Rule(
    code="P608",
    name="no-download",
    version=2,
    severity=Severity.INFO,
    title=Text(zh="写明可以下载而页面没有文件", en="No download where one is told of"),
    message=Text(
        zh="报告写明可以下载，所在页面没有文件链接，也没有下载或打印按钮",
        en=(
            "The report says that it can be downloaded; its page has no link to a file and no "
            "button to download or print"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "报告写明“本报告可以下载”的，页面应有可下载的文件。页面有文件链接、嵌入文件或另有附件的，不算问题；"
            "有下载、打印一类按钮或脚本的，须人工查看，不予判定；说的是申请表、指南或网站下载服务的，不在此列。"
        ),
        en=(
            "A report that says it can be downloaded needs a file on its page. A link, an embedded "
            "file or an attachment is enough; where a button or script may download or print, a "
            "person must try it. Downloads of forms, guides and other documents are not meant."
        ),
    ),
    fails_example=Text(
        zh="文中写“本报告电子版可在县政府网站下载”，页面没有任何文件。",
        en="The text says 本报告电子版可在县政府网站下载, and the page offers no file.",
    ),
    passes_example=Text(
        zh="文中写“本报告电子版可在县政府网站下载”，页面附有PDF文件。",
        en="The same words, and a PDF file on the page.",
    ),
    check=download_offered_as_told,
)
