"""Sentences that state figures of the tables, so that text and tables agree."""

from decimal import Decimal

from crawler.demo_portal.figures import Figures


def tell_rulemaking(figures: Figures) -> str:
    """Normative documents issued, repealed and in force (table 2)."""
    issued, repealed, in_force = (
        figures[f"t2/normative_documents/{column}"] for column in ("issued", "repealed", "in_force")
    )
    if issued or repealed:
        return (
            f"全年制发行政规范性文件{issued}件，废止{repealed}件，"
            f"现行有效的行政规范性文件{in_force}件。"
        )
    return f"现行有效的行政规范性文件{in_force}件，均已在网站公布。"


def tell_decisions(figures: Figures) -> str:
    """Licensing and penalty decisions (table 2); nothing where there were none."""
    licensing, penalties = (figures[f"t2/{row}/decisions"] for row in ("licensing", "penalties"))
    if not (licensing and penalties):
        return ""
    return f"全年作出行政许可决定{licensing}件、行政处罚决定{penalties}件，结果均按规定公示。"


def tell_requests(figures: Figures, scope: str, *, as_remainder: bool) -> str:
    """Requests received, brought forward, dealt with and carried forward (table 3).

    Args:
        figures: the figures of the report.
        scope: whose requests: empty for the body's own, 全县 for a government's.
        as_remainder: whether what is carried forward is told as the rest (其余).
    """
    received, brought, done, carried = (
        figures[f"t3/{row}/total"]
        for row in ("received", "brought_forward", "total", "carried_forward")
    )
    if not received + brought:
        return f"{scope}全年没有收到政府信息公开申请，也没有上年结转的申请。"
    if as_remainder:
        return (
            f"{scope}全年收到政府信息公开申请{received}件，另有上年结转{brought}件；"
            f"年内办结{done}件，其余{carried}件结转下年度继续办理。"
        )
    return (
        f"{scope}全年新收政府信息公开申请{received}件，上年结转{brought}件，"
        f"办结{done}件，结转下年度继续办理{carried}件。"
    )


def tell_outcomes(figures: Figures) -> str:
    """The six outcomes of table 3; nothing where nothing was dealt with."""
    if not figures["t3/total/total"]:
        return ""
    sums = {
        "予以公开": _sum_of(figures, "granted"),
        "部分公开": _sum_of(figures, "partly_granted"),
        "不予公开": _sum_of(figures, "refused."),
        "无法提供": _sum_of(figures, "unable."),
        "不予处理": _sum_of(figures, "not_processed."),
        "其他处理": _sum_of(figures, "other."),
    }
    return f"办理结果为：{'，'.join(f'{outcome}{n}件' for outcome, n in sums.items())}。"


def tell_reviews(figures: Figures) -> str:
    """Reconsiderations and suits (table 4)."""
    reconsiderations, direct, after = (
        figures[f"t4/{row}/total"]
        for row in ("reconsideration", "direct_suit", "suit_after_reconsideration")
    )
    if not reconsiderations + direct + after:
        return "全年未发生因政府信息公开引起的行政复议和行政诉讼。"
    suits = direct + after
    suits_told = f"被提起行政诉讼{suits}件" if suits else "未被提起行政诉讼"
    return f"全年因政府信息公开被申请行政复议{reconsiderations}件，{suits_told}。"


def _sum_of(figures: Figures, rows: str) -> Decimal:
    matching = (
        figure
        for cell, figure in figures.items()
        if cell.startswith(f"t3/{rows}") and cell.endswith("/total")
    )
    return sum(matching, Decimal(0))
