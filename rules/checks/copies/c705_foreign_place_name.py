"""C705: sentences on the body's own work name another region's place."""

import re
from collections.abc import Iterator

from rules.body_kind import BodyKind
from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.lettering import letters_obstacle
from rules.naming.places import places_named, places_of, plain_name
from rules.naming.subjects_named import TEXT_OF_ANOTHER, tells_of_renaming
from rules.prose.sentences import sentences_of
from rules.registered import Registered, RegisteredBody
from rules.report import Report
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_NO_GAZETTEER = Text(
    zh="名录中没有其他地区，无从对照地名",
    en="The register has no other region to hold names of places against",
)
_ZONE = re.compile(
    "开发区|新区|园区|管委会|管理委员会|示范区|保税区|度假区|风景区|合作区|高新区|经开区|城区|矿区|郊区"
)
_IN_ZONE = Text(
    zh="本单位属于开发区、新区一类，可能借用所在地的网站和平台，不予判定",
    en="The body belongs to a zone, which may use the site of the region it lies in",
)
_RENAMED = Text(
    zh="报告提到机构或区划更名、合并，地名是否属于本地未能确定",
    en="The report tells of a merger or a new name, so whose the place is cannot be told",
)
_START = r"(?:^|[,;:。()“”\"]|[在经于通过围绕结合高年度])"
_OWN_WORK = (
    r"(?:(?:人民)?(?:政府)?(?:门户)?(?:网站?|政务网|政务公开|政府信息公开|信息公开|微信公众号|公众号|政务新媒体)"
    r"(?!栏|专[区栏题]|中心|[点办案课会站]|培训|大厅|窗口|人员|工作人员|机关|部门|申请|诉讼|现场|目录|指南|要求)"
    r"|(?:人民)?(?:政府)?(?:政府信息(?!公开)|(?:共|共计)?主动公开)"
    r"|(?:人民)?(?:政府)?(?:全年)?共?(?:收到|受理|办理)[^,;。]{0,12}申请)"
)
_OF_OTHERS = re.compile(
    "对口|支援|帮扶|协作|结对|学习|考察|借鉴|交流|联合|合作|共建|跨|毗邻|相邻|邻近|来访|前往|赴|调研|参观|转发|转载"
    "|移送|转送|转办|告知|征求|申请人|申请公开|经验|做法|对标|挂职|流域|户籍|籍|原|曾|区划|兄弟|周边|外地|异地|案例|一体化|互认|通办|现场会|会上|会议|观摩|举办|承办|管辖|诉讼|应诉|复议|澄清|不实|参考|参照|代管|编制|编写|联系|地址|电话|邮编|邮箱"
)


def names_own_places(case: Case) -> Iterator[Outcome]:
    """One outcome for the report of a registered body."""
    registered = case.registered
    if registered is None:
        return
    foreign = _foreign_places(registered)
    if not foreign:
        yield NotAssessable(place="report", reason=_NO_GAZETTEER)
        return
    obstacle = letters_obstacle(case.report)
    if obstacle is not None:
        yield NotAssessable(place="report", reason=obstacle)
        return
    found = _first(case.report, _of_nobody_above(case.report, foreign))
    if found is None:
        yield Holds(place="report")
        return
    doubt = _doubt(case.report, registered)
    if doubt is not None:
        yield NotAssessable(place="report", reason=doubt)
        return
    place, sentence = found
    yield Violation(
        place="report",
        arguments={"place": place, "body": registered.body.names[0]},
        quote=sentence,
        cause=TEXT_OF_ANOTHER,
    )


def _doubt(report: Report, registered: Registered) -> Text | None:
    names = (name for b in (registered.body, *registered.above) for name in b.names)
    if any(_ZONE.search(name) for name in names):
        return _IN_ZONE
    return _RENAMED if tells_of_renaming(report) else None


def _first(report: Report, foreign: tuple[str, ...]) -> tuple[str, str] | None:
    """The first place of another region that stands where the body's own would."""
    told = [(plain_name(passage.text), passage.text) for passage in sentences_of(report)]
    whole = "\n".join(plain for plain, _ in told)
    printed = sorted((p for p in foreign if p in whole), key=lambda place: (-len(place), place))
    if not printed:
        return None
    wanted = re.compile(rf"{_START}(?P<place>{'|'.join(map(re.escape, printed))}){_OWN_WORK}")
    for plain, sentence in told:
        if _OF_OTHERS.search(plain) is None and (found := wanted.search(plain)) is not None:
            return found["place"], sentence
    return None


def _of_nobody_above(report: Report, foreign: tuple[str, ...]) -> tuple[str, ...]:
    """Without the places that its title or its site has: the register may lack one above it."""
    named = (report.title, report.list_title, report.body, *report.named_by_page)
    own = "\n".join(plain_name(name) for name in named if name)
    return tuple(place for place in foreign if place not in own)


def _foreign_places(registered: Registered) -> tuple[str, ...]:
    """Places of the bodies near it that lie neither in its region nor above it.

    The places of a department's own region are those of its government's bodies.
    """
    own = _own_text(registered)
    home = registered.body.parent
    is_department = registered.body.kind is BodyKind.DEPARTMENT
    found = {
        place
        for body in registered.others
        if body.parent != home or not (is_department or _may_be_above(registered, body))
        for place in places_of(body)
    }
    return tuple(sorted(place for place in found if place not in own and not _ZONE.search(place)))


def _may_be_above(registered: Registered, other: RegisteredBody) -> bool:
    """A government beside a town: the register may have put the town below the city itself."""
    is_town = registered.body.kind is BodyKind.TOWNSHIP
    return is_town and other.kind is BodyKind.GOVERNMENT


def _own_text(registered: Registered) -> str:
    """Every name of the body, of those above it, and of what lies in a department's region."""
    home = registered.body.parent if registered.body.kind is BodyKind.DEPARTMENT else None
    beside = (b for b in registered.near if home is not None and b.parent == home)
    bodies = (registered.body, *registered.above, *beside)
    names = [plain_name(name) for body in bodies for name in body.names]
    return "\n".join((*names, *(place for name in names for place in places_named(name))))


RULE = Rule(
    code="C705",
    name="foreign-place-name",
    version=2,
    severity=Severity.WARNING,
    title=Text(zh="本单位工作中写了外地地名", en="Another region's place in the body's own work"),
    message=Text(
        zh="讲本单位工作的句子写的是“{place}”，而本报告的单位是{body}",
        en="A sentence on the body's own work names “{place}”; the report is that of {body}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "讲政府网站、信息公开工作、公开和申请数量的句子，在应写本地地名的位置写了另一地区的地名，文字可能套用"
            "自别处。地名取自名录中同级和上级所属的政府、乡镇，本地及其下辖的不算；对口支援、学习交流、转办、流域"
            "等涉及外地的句子不计；开发区、新区一类和提到更名、合并的，不予判定；名录中没有其他地区的，无法核验。"
        ),
        en=(
            "A sentence on the site, the work or the figures of disclosure that has another "
            "region's name where its own would stand may have been taken over. The names are those "
            "of governments and towns of the register around the body; its own region and what "
            "lies in it are left out, and so are sentences on partners, visits, cases passed on "
            "and rivers. Of zones, and where names changed, nothing is said; where the "
            "register has no other region, the rule cannot be applied."
        ),
    ),
    fails_example=Text(
        zh="洪河县某局的报告写“通过青山县政府门户网站公开信息120条”。",
        en="The report of a bureau of 洪河县 tells of the site of 青山县.",
    ),
    passes_example=Text(
        zh="洪河县某局的报告写“赴青山县学习政府信息公开经验”。",
        en="The same bureau tells of a visit to 青山县.",
    ),
    check=names_own_places,
)
