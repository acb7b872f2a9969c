"""Pages as the two families write them; all names and texts are invented."""

from collections.abc import Iterable

from tests.crawler.sites import Reply, Site

TITLE = "青岚区{name}2023年政府信息公开工作年度报告"


def trs_row(link: str, title: str, day: str = "2024-01-20") -> str:
    return f'<li><a href="{link}" title="{title}">{title[:12]}…</a><span>{day}</span></li>'


def trs_list(rows: Iterable[str], pager: str) -> str:
    return (
        f"<html><body><ul class='list'>{''.join(rows)}</ul><script>{pager}</script></body></html>"
    )


def article(title: str, body: str = "<p>一、总体情况</p>", **meta: str) -> str:
    tags = "".join(f'<meta name="{name}" content="{text}">' for name, text in meta.items())
    return (
        f'<html><head><meta name="ArticleTitle" content="{title}">{tags}</head>'
        f'<body><div class="trs_editor_view TRS_UEDITOR">{body}</div></body></html>'
    )


def build_trs(site: Site, *, pages: int, rows: int, base: int, folder: str = "/nb/") -> list[str]:
    """A column with its articles; the paths of the articles."""
    articles = []
    for number in range(pages):
        links = []
        for row in range(rows):
            ident = f"t20240120_{number}{row:03}"
            path = f"{folder}202401/{ident}.html"
            title = TITLE.format(name=f"第{number}{row}局")
            site.page(path, article(title, PubDate="2024-01-20 09:00"))
            links.append(trs_row(f"./202401/{ident}.html", title))
            articles.append(path)
        index = "index.html" if number == 0 else f"index_{number + base}.html"
        pager = f'createPageHTML({pages}, {number + base}, "index", "html");'
        site.page(folder + index, trs_list(links, pager))
    site.pages[folder] = site.pages[f"{folder}index.html"]
    return articles


def jpage(records: Iterable[str], total: int, following: str | None) -> str:
    group = f'<nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup>' if following else ""
    rows = "".join(f"<record><![CDATA[{record}]]></record>" for record in records)
    count = f"<totalrecord>{total}</totalrecord>"
    return f"<datastore>{group}<recordset>{count}{rows}</recordset></datastore>"


def jpage_row(ident: int, title: str) -> str:
    path = f"/art/2024/1/{ident % 28 + 1}/art_77_{ident}.html"
    link = f'<a href="{path}" title="{title}">{title}</a>'
    return f'<li class="clearfix" style=<br/>>{link}<b>2024-01-22</b></li>'


def build_jpage(site: Site, *, total: int, window: int, step: int) -> list[str]:
    """A column whose windows of `window` rows begin every `step` rows; the paths of the articles.

    Only `page` is heeded, as on the real servers; what else is asked for is ignored.
    """
    rows = []
    articles = []
    for ident in range(1, total + 1):
        title = TITLE.format(name=f"第{ident}镇人民政府")
        path = f"/art/2024/1/{ident % 28 + 1}/art_77_{ident}.html"
        site.page(path, article(title, PubDate="2024-01-22"))
        rows.append(jpage_row(ident, title))
        articles.append(path)
    proxy = (
        "/module/web/jpage/dataproxy.jsp?page=1&amp;appid=1&amp;webid=9&amp;path=/"
        "&amp;columnid=77&amp;unitid=770&amp;webname=%25E9%259D%2592"
    )
    shell = '<html><body><ul></ul><script type="text/xml">{}</script></body></html>'
    site.page("/col/col77/index.html", shell.format(jpage(rows[:window], total, proxy)))
    answers = {}
    for number, start in enumerate(range(0, total, step), start=1):
        last = start + window >= total
        answers[number] = jpage(rows[start : start + window], total, None if last else proxy)

    def answer(_: Site, path: str) -> Reply | None:
        if not path.startswith("/module/web/jpage/dataproxy.jsp?"):
            return None
        query = dict(pair.split("=", 1) for pair in path.split("?", 1)[1].split("&"))
        assert query["webname"] == "%25E9%259D%2592"
        text = answers.get(int(query["page"]), jpage([], total, None))
        return Reply(text.encode(), headers={"Content-Type": "text/xml"})

    site.answering = answer
    return articles
