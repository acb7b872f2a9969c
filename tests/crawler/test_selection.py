import pytest

from crawler.selection import may_be_annual_report


@pytest.mark.parametrize(
    "title",
    [
        "青岚区人民政府2023年政府信息公开工作年度报告",
        "青岚区财政局2023年度政府信息公开年报",
        "信息公开工作年度报告",
        "青岚区民政局２０２３年政府信息公开工作年度报告",
        "2023年 政府信息公开 工作年度报告",
        "青岚区二〇一九年政务公开工作报告",
        "青岚区教育局2015年政府信息公开工作情况报告",
        "青岚区住房公积金管理中心2023年政府信息公开工作年度报告",
        "青岚区发展和改革委员会2023年政府信息公开工作…",
        "青岚区2023年年度报告",
        "年度报告（2023年）",
        "青岚区2023年政府信息公开工作年度报告（图片版）",
        "青岚区法治政府建设领导小组办公室2023年政府信息公开年报",
    ],
)
def test_what_may_be_a_report_is_followed(title: str) -> None:
    assert may_be_annual_report(title)


@pytest.mark.parametrize(
    "title",
    [
        "图解：青岚区2023年政府信息公开工作年度报告",
        "一图读懂青岚区政府信息公开年报",
        "青岚区政府网站工作年度报表（2023年度）",
        "青岚区人民政府网站2023年度工作年报",
        "青岚区2023年法治政府建设年度报告",
        "青岚区住房公积金2023年年度报告",
        "青岚区2023年部门决算年度报告",
        "青岚区2023年预算执行情况年度报告",
        "青岚区政府信息公开指南",
        "关于召开年度工作会议的通知",
        "年度报告",
        "",
    ],
)
def test_decoys_and_what_speaks_of_something_else_are_not(title: str) -> None:
    assert not may_be_annual_report(title)
