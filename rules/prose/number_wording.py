"""How prose prints a number that counts something, and what looks like one and counts nothing."""

import re

from rules.prose.numerals import WRITTEN

MAY_BEGIN = re.compile(
    rf"[\d{WRITTEN}《“〔\[【(（第上去今本当近历前下明来全]"
    rf"(?:(?<=[\d{WRITTEN}《“第])|(?<=[〔\[【(（])(?=\s*(?:19|20)\d\d)"
    rf"|(?<=[上去今本当近历前下明来全])(?=[年半一个几\d{WRITTEN}]))"
)
"""The beginning of what may be a token; finding it first is what makes the search fast."""

_COUNT_UNITS = (
    "人次|户次|例次|件次|条次|篇次|项次|场次|批次|次(?!日|级|要)|件(?!事)|条(?!第|款|规|例|之)|篇|份(?!额)"
    "|个(?!工作日|自然日|月|小时|季度|星期|周|人|年|百分点)|项(?!目标?(?:建设|管理|清单))|人(?![大民员才工社事])|名(?!单(?!位)|称|义|录)|起(?!诉(?!讼)|草|来|始|至|止|点)"
    "|宗|例(?!会|行|如)|场(?!所|景)|期(?!间|限|末|内|初)|家|类|种|册|本(?![年级市镇区县局报次机单])|张|户(?!籍)"
    "|处(?!理|罚|室|于|置)|批(?!准|复|示)|轮|套|幅|则|页|字|组(?!织)|块|部(?!门|分|署|委|级)|台(?!账|阶|风)"
    "|版|辆|支|位(?!于|置|列)|所(?!属|有|在)"
)
UNIT = rf"(?P<unit>{_COUNT_UNITS}|元(?!旦|月|/)|个百分点|%|％|‰)"
WRITTEN_UNIT = (
    r"(?P<written_unit>人次|件次|条次|场次|批次|件(?!事)|条(?!第|款|规|例|之|龙|线)|次(?!性|办|提|日|级|要|告|申)"
    r"|篇|份(?!额)|起(?!诉(?!讼)|草|来|始|至|止|点)|宗|场(?!所|景)|期(?!间|限|末|内|初)|名(?!单(?!位)|称|义|录)|元(?!旦|月)"
    r"|家|个(?!工作日|自然日|月|小时|季度|星期|周|人|年|方面|百分点|部分|一|确立|意识|自信|维护))"
)
"""Fewer than follow digits: 三项, 两类 and 五级 are mostly part of a fixed phrase."""

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.．]\d+)?"
ABOUT_AFTER = "余|多"
ENDS_IN_ABOUT = re.compile(
    "(?:约|近|将近|接近|大约|超|超过|逾|突破|不足|不到|不少于|不低于|至少|至多|最多|多达)$"
)
NO_LIMIT = re.compile(r"左右|以上|以下|以内|上下|之多|有余|余[^下]|余$")

_YEAR = r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})"
_DAY_RANGE = rf"{_YEAR}\s*年\s*1\s*月\s*1\s*日[^\d。；]{{0,8}}(?:{_YEAR}\s*年\s*)?12\s*月\s*31\s*日"
TOKEN = re.compile(
    rf"(?P<aside>\d{{1,2}}[.．、](?=(?:19|20)\d\d\s*年)|《[^《》]*》|“[^“”]{{0,40}}”|[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]\s*(?:第\s*)?\d*\s*号?"
    rf"|第\s*(?:\d+|[{WRITTEN}]+))"
    rf"|(?P<whole_year>{_DAY_RANGE})"
    rf"|(?P<date>(?:{_YEAR}\s*年\s*)?\d{{1,2}}\s*月?\s*[-—~～至到]\s*\d{{1,2}}\s*月(?!\s*\d)"
    rf"|{_YEAR}\s*年\s*(?:第?[一二三四1-4]季度|[上下]半年|\d{{1,2}}\s*月(?:份|\s*\d{{1,2}}\s*日)?)"
    r"|\d{1,2}\s*月(?:份|\s*\d{1,2}\s*日)?|[上下]半年|前[一二三\d]+(?:个)?季度)"
    rf"|(?P<year>{_YEAR}\s*年(?:度|底|末|以来|内|期间|全年)?)"
    r"|(?P<last>(?:上一?个?年度|上一?年|去年)(?:同期|度|底|末)?|上年度?)"
    r"|(?P<this>本年度?|今年(?:以来)?|当年(?:度)?|全年)"
    r"|(?P<next>下一?个?年度|下一?年|明年|来年)"
    rf"|(?P<several>近[{WRITTEN}\d]+年(?:来|间)?|近几年(?:来)?|近年来|历年(?:来)?|前[{WRITTEN}\d]+年)"
    rf"|(?P<digits>{DIGITS})\s*(?P<about>{ABOUT_AFTER})?\s*(?P<scale>[百千万亿])?\s*(?P<about_scaled>{ABOUT_AFTER})?\s*"
    rf"(?:人民币\s*)?{UNIT}?"
    rf"|百分之(?P<hundredths>[{WRITTEN}]+)(?![{WRITTEN}点])"
    rf"|(?P<written>[{WRITTEN}]{{1,24}})(?P<written_about>{ABOUT_AFTER})?\s*{WRITTEN_UNIT}"
)
RUNS_ON = re.compile(rf"\s*(?:[-—–~～－×/]|至|到)\s*(?=[\d{WRITTEN}])")
"""After a number: a range or a ratio, of which neither end is a clear count."""
TORN = re.compile(r"\s+(?=\d)|[,，.:：+](?=\d)")
"""After digits without a unit: more digits of a number that is not whole."""
LEADS_IN = re.compile(r"(?:[A-Za-z\d.+×*/_-]|\d[,，\s])$")
OF_A_PAPER = re.compile(r"》\s*$")
"""Before 20条 or 三项: it is a part of the paper named there, or the name goes on."""
PARTS_OF_PAPERS = frozenset("条项")
WRITTEN_LEADS_IN = re.compile(rf"[第每某逐同唯统专单进万首其之双再这那哪几数上下任不{WRITTEN}]$")
NOT_THAT_YEARS = re.compile(
    r"(?:政务公开|政府信息公开)?(?:工作)?(?:要点|部门决算|部门预算|决算|预算|年报|年度报告|报告|计划|方案)"
)
"""After a time: what is named by it and was dealt with in another."""
ONLY_HERE = re.compile(r"结转|转入|转来|转至|遗留|未办结|未审结")
"""After a time: it tells where that one figure comes from or goes."""
ASIDE_TIME = re.compile(r"(?:[比较与同]于?|结转(?:至|到|入)?)$")
"""Before a time: it is that of a comparison, or where a figure goes, and of nothing further on."""
BARE_SCALES = frozenset("百千万亿")
COUNTED_BEFORE = re.compile(
    r"(?:收到|受理|办理|办结|答复|申请|复议|诉讼|案件|共|计|结转|仅|有|为)\s*$"
)
"""Before 一: then it is a number."""
TIMES = ("whole_year", "date", "year", "last", "this", "next", "several")
