"""What the lines of an official document look like: 文号, masthead, title, recipients, signature, imprint."""

import re

from corpus.intake.dates import DATE, DATE_LINE

_HAN = r"\u4e00-\u9fff"
_YEAR = r"(?:(?:19|20)\d\d|二[○〇零Ｏ一二三四五六七八九]{3})"
NUMBER = re.compile(
    rf"(?P<organ>[{_HAN}]{{1,14}}(?:[（(][{_HAN}]{{1,6}}[）)])?)\s*[〔\[【（(［﹝]\s*(?P<year>{_YEAR})\s*[〕\]】）)］﹞]"
    r"\s*第?\s*(?P<number>\d{1,5})\s*号"
)
ORDER = re.compile(
    rf"(?P<organ>[{_HAN}\s]{{2,24}}令)\s*[（(]?\s*第?\s*(?P<number>\d{{1,4}}|[一二三四五六七八九十]{{1,4}})\s*号\s*[)）]?"
)
DECREE = re.compile(rf"[{_HAN}\s]{{2,30}}令")
DECREE_NUMBER = re.compile(r"[（(]?\s*第\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,6})\s*号\s*[）)]?")
DECREED = re.compile(r"《(?P<inner>[^《》]{2,80}(?:《[^《》]+》[^《》]*)?)》.{0,80}(?:通过|公布|发布|施行)")
PERSON = re.compile(r"(?:代理?)?(?:总理|部长|省长|主席|市长|州长|县长|区长|局长|厅长|主任)\s*[\u4e00-\u9fff·\s]{2,8}")
_BEFORE_NUMBER = re.compile(rf"^[{_HAN}\s]{{2,40}}文\s*件\s*(?=\S)")
_NUMBER_LINE = re.compile(r"[（(【]?\s*(?P<number>.+?号)\s*[）)】]?\s*(?:签发人\s*[:：].*)?")
_PAGE_LABELS = (
    "索引号|发文机关|发文机构|发布机构|公开机构|制发机关|信息来源|来源|成文日期|发文日期|生成日期|制发日期|印发日期|发布日期|发布时间|"
    "公开日期|更新时间|责任编辑|浏览量|浏览次数|浏览|阅读次数|阅读量|阅读|点击数|点击量|点击|字号|字体|分享到|分享|有效性|文件状态|"
    "发文字号|文件编号|文号|备注/文号|主题分类|主题词|分类|体裁分类|组配分类|服务对象|公开方式|公开类型|标题|文件名称|名称|"
    "生效日期|实施日期|施行日期|废止日期|有效期|信息分类|公文种类|内容概述"
)
LABELS = f"{_PAGE_LABELS}|时间|日期|作者|编辑|签发人|密级|紧急程度"
# What a web page says about a document: not the minutes' own 时间：, unless it is followed by 浏览量：.
PAGE_FACT = re.compile(rf"[【\[（(]?\s*(?:{_PAGE_LABELS})\s*[:：\s]|.{{0,80}}(?:浏览|阅读|点击|字号)\S{{0,3}}[:：]")
LABEL = re.compile(rf"[【\[（(]?\s*(?P<label>{LABELS})\s*(?P<sign>[:：])")
LABEL_CELL = re.compile(rf"(?:{LABELS})")
_TITLE_END = (
    "通知|意见|方案|办法|规划|规定|细则|决定|决议|通告|公告|公报|报告|纪要|解读|函|批复|条例|标准|要点|制度|计划|清单|"
    "问答|法|令|指南|指标|指标体系|规程|章程|准则|纲要|措施|名单|讲话|安排|分工|规范|路线图|时间表|任务书|请示|倡议书|说明|读懂|汇总表|分工表|责任表|统计表|一览表|表"
)
TITLE = re.compile(rf"[^。；！？]{{2,160}}?(?:{_TITLE_END})[》”]?(?:\s*[（(〔][^（）()]*[）)〕])*")
TITLE_TAIL = re.compile(r"[（(](?!此件|联系)[^（）()。]{2,24}[）)](?:的?通知)?")
MASTHEAD = re.compile(
    rf"[{_HAN}（）()、\s]{{2,60}}(?:文\s*件|公\s*报|（通知）|\(通知\))|(?:机密|秘密|特急|加急|急件)[★\s\S]{{0,8}}"
)
ORGAN = re.compile(
    r"[^。，；：:！？\d《》“”_|]{2,40}(?:政府|办公室|办公厅|委员会|[局厅部院会办署处室中心校组司社])(?:（[^）]*）|\([^)]*\))?"
)
SIGNED = re.compile(rf"(?P<organ>[^。，；：:！？\d]{{2,60}}?)\s+(?P<date>{DATE.pattern})")
REMARK = re.compile(
    r"[（(]\s*(?:此件|本件|联系人|信息公开|公开方式|此页).*[）)]|(?:联系人|联系电话|信息公开选项|公开属性)\s*[:：].*"
)
ATTACHMENTS = re.compile(r"(?:[-–—•·*]\s*)?附\s*件\s*[:：].*")
LIST_TITLE = re.compile(
    r"[^。，；：:]{4,60}(?:名单|一览表|统计表|汇总表|分工表|责任表|路线图|时间表|任务清单|指标体系|明细表|登记表|申报表)"
)
NUMBERED_ATTACHMENT = re.compile(r"附\s*件\s*(?:\d+|[一二三四五六七八九十]+)\s*[:：.．、\s]\s*\S.*")
IMPRINT = re.compile(
    r"(?:抄\s*送|抄\s*报|分\s*送|主\s*送|主题词)\s*[:：].*|.{0,40}\d{4}\s*年\s*\d+\s*月\s*\d+\s*日\s*印\s*发"
)
PASSED = re.compile(r"[（(].*\d{4}\s*年.*(?:通过|公布|发布|施行|修正|修订|批准).*[）)]")
INTERPRETS = re.compile(r"解读|问答|答记者问|图解|一图读懂|一图看懂|政策释义")
ISSUED_WITH = re.compile(
    r"(?:印发|转发|发布|公布|下发)\s*《?(?P<inner>.+?)》?\s*(?P<state>[（(][^（）()]+[）)])?\s*的?\s*(?:通知|公告|决定|函)"
)


def own_number(text: str) -> str | None:
    """Return the 文号 when the line is one, without white space and in the brackets 〔〕.

    >>> own_number("晋政办 [2024] 12 号"), own_number("根据教督〔2017〕6号文件")
    ('晋政办〔2024〕12号', None)
    """
    line = _NUMBER_LINE.fullmatch(_BEFORE_NUMBER.sub("", text))
    written = line["number"] if line else ""
    if match := NUMBER.fullmatch(written):
        return normal_number(match)
    return re.sub(r"\s", "", written) if written and ORDER.fullmatch(written) else None


def normal_number(match: re.Match[str]) -> str:
    """Return a matched 文号 in its usual form."""
    return re.sub(r"\s", "", f"{match['organ']}〔{match['year']}〕{match['number']}号")


def is_date_line(text: str) -> bool:
    """Whether the line is a date and nothing else."""
    return DATE_LINE.fullmatch(text) is not None
