"""What a sound invented report says around its tables; no rule finds a fault in it."""

OVERVIEW = (
    "本机关按月检查公开内容，及时更新栏目。主动公开机构职能、政策文件和办事指南，按期答复公开申请。"
    "加强政府信息管理，定期清理失效信息；落实监督保障措施，组织业务培训，接受社会评议。"
)
PROBLEMS = "栏目更新有时不及时，今后按月检查并改进。"
NO_FEE = "本年度没有收取信息处理费。"
PROSE = {"overview": OVERVIEW, "problems": PROBLEMS, "other_matters": NO_FEE}
"""By the section that holds it."""


def whole_year(year: int) -> str:
    """The sentence on the period that the figures are of."""
    return f"本报告数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
