"""The words by which a want of the schools of a sheet is told (最差的五所, 各校, 差多少, 怎么算出来的, 临界)."""

import re
from typing import Literal

from assistant.asked.amounts import AMOUNT
from corpus.model import Comparison

# near and far: by how far a school is from what is required.
Order = Literal["low", "high", "worst", "best", "near", "far"]


def any_of(*parts: str) -> re.Pattern[str]:
    """Return what finds any of some expressions, in letters of either size."""
    return re.compile("|".join(parts), re.I)


STAGES = (any_of("小学", r"\bprimary\b|\belementary\b"), any_of("初中", r"\bjunior\b|\bmiddle school"))

# The order of schools: by goodness (worst, best) or by number (low, high).
_SO_MANY = rf"{AMOUNT}|[几些]"
ORDERS: tuple[tuple[Order, re.Pattern[str]], ...] = (
    ("near", any_of(
        "(?:离|距离?|[和与跟])?[^，。？?]{0,6}(?:标准|要求|上限|达标线?)[^，。？?]{0,6}最(?:近|接近)|最接近(?:标准|要求|达标)|差(?:得|距)?最(?:少|小)",
        "差一点|差(?:得)?不多|只差|就差|稍微差",
        r"\b(?:closest|nearest)\b|\bshort by the least\b|\bnarrowly\b")),
    ("far", any_of(
        "(?:差距|缺口|[差缺超](?:得|了|出)?(?:的)?)最(?:多|大|远|厉害|严重)|(?:离|距)[^，。？?]{0,6}(?:标准|要求)[^，。？?]{0,3}最远",
        r"\bby (?:the )?most\b|\bfurthest\b|\bfarthest\b|\b(?:largest|biggest) (?:gap|shortfall)")),
    ("worst", any_of("最(?:差|弱|薄弱|糟)|问题最(?:多|大)|(?:不达标|没达标)[^，。？?]{0,5}最多",
                     r"\b(?:worst|weakest)\b")),
    ("best", any_of("最(?:好|强|优)", r"\b(?:best|strongest)\b")),
    ("low", any_of(
        "最[低少小](?!标准|要求|限|线|值)|从[低小少]到[高大多]|由[低小少]到[高大多]|升序|倒数|垫底|末位",
        rf"(?<![以之今])后\s*(?:{_SO_MANY})\s*(?:[名所位的]|$)",
        r"\b(?:lowest|smallest|fewest|least|bottom|ascending)\b")),
    ("high", any_of(
        "最(?:高(?!标准|要求|限)|大|多|挤|拥挤|紧张)|从[高大多]到[低小少]|由[高大多]到[低小少]|降序",
        rf"前\s*(?:{_SO_MANY})\s*[名所位个项]|第(?:{AMOUNT})[高大多]",
        r"\b(?:highest|largest|biggest|greatest|most|top|descending)\b")),
)  # fmt: skip
ORDERED = any_of(
    "最[差弱薄糟好强优低少小高大多挤]|倒数|垫底|排[名序]", r"\b(?:lowest|highest|worst|best|rank\w*|top|bottom)\b"
)
# Only those that miss the standard, and not by much.
JUST_SHORT = any_of("差一点|差(?:得)?不多|只差|就差|稍微差", r"\bnarrowly\b|\bjust (?:short|miss\w*|below)\b")
# An extreme that belongs to the name of a measure.
NAMED_EXTREME = any_of("最大的?班额", r"\bthe largest class\b")
RANK = any_of(
    "排名|名次|排序|排个?[序队]|排一下|排列|排第|排在|第几名|位列",
    r"\brank\w*\b|\bsort\w*\b|\border(?:ed)? (?:of|by)\b")  # fmt: skip
WHOLE_ORDER = any_of("从[高大多低小少]到|由[高大多低小少]到|升序|降序", r"\b(?:as|des)cending\b|\bfrom \w+ to \w+\b")
SEVERAL = any_of("哪[些几]|几所", r"\bwhich (?:\w+ ){0,2}schools\b")
_EXTREME_EN = "(?:lowest|highest|worst|best|largest|smallest|biggest|fewest|weakest|top|bottom)"
FIRST = any_of(
    rf"(?:前|后|末|倒数(?!第)|\b{_EXTREME_EN})\s*的?(?P<one>{AMOUNT})(?!\d|\s*(?:%|年|平|㎡|元|月))",
    rf"最[^，。？?]{{1,16}}?(?<!第)(?P<two>{AMOUNT})\s*(?:所|名|个|位|家|项)",
    rf"\b(?P<three>{AMOUNT}) {_EXTREME_EN}\b|\bwhich (?P<four>{AMOUNT})\b",
    r"(?P<some>[几些](?=所|个|名|家|学校)|\bsome\b|\bfew\b)")  # fmt: skip
PLACE = any_of(
    rf"(?:倒数|排|排名|位列|排在)第\s*(?P<one>{AMOUNT})|第\s*(?P<two>{AMOUNT})\s*(?=[名位]|[高大多低少小差好])",
    rf"\b(?P<three>second|third|fourth|fifth)[ -]{_EXTREME_EN}\b")  # fmt: skip

# An extreme is an order of schools (or indicators) only where these are spoken of, and no rule is asked for.
OF_SCHOOLS = any_of(
    r"校|所|名|小学|中学|初中|教学点|谁|哪[个一些几项]|指标|几项|班",
    r"schools?\b|\bwhich\b|\bindicators?\b|\bprimary\b|\bjunior\b|class",
)
OF_PLACES = any_of(
    "哪(?:个|些|几个)?(?:县|市|区(?!域)|地方|省)|各(?:县|地|省)(?!校)|(?:县|市|区)[与和](?:县|市|区)",
    r"\b(?:which|what|each) (?:county|counties|places?|city|cities|districts?)\b")  # fmt: skip
# What is asked of the documents, whatever sheet there is.
OF_DOCUMENTS = any_of("省定|文件|条文|附件|文号|各级", r"\bdocuments?\b|\bpolic(?:y|ies)\b|\bprovincial\b")
RULE = any_of(
    "要求|标准(?!差)|规定(?!学历)|政策|应当?|必须|须|应该",
    r"\b(?:requir\w*|standards?|must|should|rules?|limits?|thresholds?)\b",
)
LIMIT = any_of(
    "最[多高大少低小](?:不|可以?|能|允许|要|应|得|限|多少人|是多少)|不(?:得|能|应)[^，。？?]{0,3}[超低少高多]|最[严宽松]",
    "最[高低](?:标准|要求|限)(?!最|[^，。？?]{0,8}(?:学校|小学|初中|中学|哪))|上限|下限|至[少多]|(?:要求|标准|目标|规定)(?:是|为|多|[^，。？?校所]{0,3}最)",
    r"\bat (?:most|least)\b|\ballowed\b|\bmay\b|\bmust\b|\b(?:max|min)imum\b|\bstrictest\b|\bloosest\b")  # fmt: skip

_EVERY = "(?:学校|小学|初中|中学|校)"
# Items of the verdict are spoken of, and no schools.
ITEMS = any_of("(?:哪[几些]?|几|多少)个?(?:项|条)|还差什么|哪里不", r"\b(?:which|what|how many) items?\b")
LIST = any_of(
    "列出|列一?下|列举|罗列|名单|清单|一览|明细|逐校", f"(?:各|每)(?:一|所|个)*{_EVERY}|(?:全部|所有)的?{_EVERY}的?",
    r"\blist\b|\bshow (?:me )?(?:all|every)\b|\beach school\b",
    r"\b(?:every|all)(?: the)?(?: \w+)? schools?['’]")  # fmt: skip
COUNT = any_of(
    r"有(?:多少|几)(?=$|\W)|(?:几|多少)\s*(?:所|家|个(?:学校|小学|初中|班)|间|个?(?:学校|小学|初中)|个?班)",
    r"\bhow many\b|\bnumber of (?:\w+ )?(?:schools|classes)\b")  # fmt: skip
WHICH = any_of(
    "(?:超标|不达标|达标|不足|不够|超了|合格)的(?:$|[?？])|哪|有没有|是否有|有无|谁|的(?:学校|小学|初中|中学)(?:$|[?？])",
    r"\bwhich\b|\bany\b|\bwhat schools\b|\bwhere\b",
)
HOW_FAR = any_of(
    "[差缺超少多](?:了|出)?(?:多少|几)|差距|相差|还差",
    r"\bby how (?:much|many)\b|\bhow (?:far|much) (?:short|below|over|above|off|from)\b",
)
COMPARE = any_of(
    "比较|对比|相比|比一比",
    "[与和跟同比][^，。？?]{1,24}(?:比(?![例重率])|哪[个所一]|谁|差异(?!系数)|区别|差多少|相差)",
    "比[^，。？?例重率]{1,24}(?:高|低|好|差|大|小|多|少)|(?:哪个|哪一?边|谁)(?:更|比较)?(?:高|低|好|差|大|小|多|少|强)(?!的)",
    r"\bcompar\w*|\bversus\b|\bvs\b|\bdifferences? between\b|\bbetter than\b",
)
MEAN = any_of("平均|均值|均数", r"\bmeans?\b|\baverages?\b")
# The county's own mean beside what is required (平均数和国家标准比).
BESIDE_RULE = any_of(
    "(?:平均|均)(?:值|数)?[^，。？?]{0,4}(?:和|与|跟|同|比|离|达到|低于|高于)[^，。？?]{0,8}(?:标准|要求|国标|指标|规定)",
    r"\b(?:mean|average)\b.{0,60}\b(?:compar\w*|against|versus|vs|beside)\b")  # fmt: skip
HOW_MANY = any_of("几|多少", r"\bhow many\b")
NEEDED = any_of("应有|应配|需要?(?:有|配|建)|才[够能]", r"\bneed\w*\b")
PER = any_of("每百|生均|人均|平均", r"\bper (?:100|hundred|pupil|student)\b")
_LESS, _MORE = "低于|不如|少于|小于|达不到|没达到|不到", "高于|超过|多于|大于|好于"
BELOW_MEAN = any_of(
    f"(?:{_LESS}|比)[^，。？?]{{0,8}}(?:平均|均值)[^，。？?]{{0,3}}(?:低|少|差|小)",
    f"(?:{_LESS})[^，。？?]{{0,8}}(?:平均|均值)|(?:平均|均值)[^，。？?]{{0,3}}以下",
    r"\b(?:below|under|lower than|less than)\b.{0,16}\b(?:mean|average)")  # fmt: skip
ABOVE_MEAN = any_of(
    f"(?:{_MORE}|比)[^，。？?]{{0,8}}(?:平均|均值)[^，。？?]{{0,3}}(?:高|多|好|大)",
    f"(?:{_MORE})[^，。？?]{{0,8}}(?:平均|均值)|(?:平均|均值)[^，。？?]{{0,3}}以上",
    r"\b(?:above|over|higher than|more than)\b.{0,16}\b(?:mean|average)")  # fmt: skip

# A number that schools are held against, with the word that says which way round, before it or behind.
_UNIT = r"%|元/生|元|㎡/生|㎡|平方米|平米|平|人|间|个|项|percent|per cent|yuan|m2|pupils|students|rooms|classes"
_NUMBER = rf"(?P<per>百分之)?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<unit>{_UNIT})?"
_AHEAD = (
    "不低于|不少于|不小于|至少|不超过|不高于|不大于|不多于|达到|低于|少于|小于|不足|不到|不满|达不到|没达到|未达到|没到|高于|超过|多于|大于|超出|超"
    r"|\b(?:at least|at most|no more than|more than|less than|fewer than|below|under|above|over|exceed\w*)"
)
_BEHIND = "以上|以下|以内|及以上|及以下|or more|or less|or fewer"
HELD = re.compile(
    rf"(?:(?:{_AHEAD})(?:了|标准|要求|的|\s)*{_NUMBER.replace('?P<', '?P<a_')}(?!\d|\s*(?:年|级|班(?!级)|所|项指标))"
    rf"|{_NUMBER.replace('?P<', '?P<b_')}(?:[^，。？?\d]{{0,3}})(?:{_BEHIND}))",
    re.I,
)
COMPARISONS: tuple[tuple[Comparison, re.Pattern[str]], ...] = (
    (">=", any_of("不低于|不少于|不小于|至少|(?<!不)(?<!没)(?<!未)达到|以上", r"at least|or more")),
    ("<=", any_of("不超过|不高于|不大于|不多于|以下|以内", r"at most|no more than|or less|or fewer")),
    (
        "<",
        any_of("低于|少于|小于|不足|不到|不满|达不到|没达到|未达到|没到", r"\b(?:below|under|less than|fewer than)\b"),
    ),
    (">", any_of("高于|超|多于|大于", r"\b(?:above|over|more than|exceed\w*)\b")),
)

# How a figure came about; ON_WHAT may also ask for the clause of a rule, HOW for a definition.
EXPLAIN = any_of(
    "(?:怎么|如何|怎样|咋)(?:计)?(?:算出|算的|来的|得出|得来|得到|得的|判的|判定的|判断的)|怎么(?:来|得)[?？]?$",
    "(?:计算|算出?来?)的?过程|(?:列|给|写)[^，。？?]{0,4}(?:算式|公式)|算式",
    r"\bhow (?:was|were|is|are|did|do|does|have) .{0,70}"
    r"\b(?:calculated|computed|worked out|arrived|derived|obtained|get)\b",
    r"\bshow (?:the |your )?(?:working|calculation|formula)\b|\bexplain\b")  # fmt: skip
ON_WHAT = any_of(
    "凭什么|(?:根据|依据)(?:是?什么|哪)|依据[?？]?$", r"\bon what (?:basis|grounds)\b|\bwhat is .{1,40} based on\b"
)
HOW = any_of("(?:怎么|如何|怎样|咋)(?:计|核|测)?算", r"\bhow .{0,40}\bcalculated\b")

MISSING = any_of(
    "[缺差少补](?:了|的|少|充)?(?:哪[些几]|什么|啥|些什么)?的?(?:数据|列)|数据(?:还|是)?(?:不足|不全|不够|缺)",
    "(?:缺|补)(?:少|充|了)?(?:什么|哪些|啥)(?:[?？]?$|[，,])|缺(?:哪|什么)[一几些]?列",
    r"\bmissing (?:data|columns?)|\b(?:data|columns?) (?:is |are )?(?:still )?missing|\bwhat(?:'s| is) missing",
    r"\bwhat (?:data|columns?)\b|\binsufficient\b|\bundecided\b")  # fmt: skip
WHY = any_of("为什么|为何|为啥|原因|哪|什么|啥", r"\bwhy\b|\bwhat\b|\bwhich\b")
_SO = "(?:多少|几)(?:所|个|名|位)?(?:学校|小学|初中|学生|在校生|教学点|教学班|班|人)"
DESCRIBE = any_of(
    f"(?:表|数据|文件)[^，。？?]{{0,10}}{_SO}|(?:一共|总共|共有|合计|全[县区市])[^，。？?]{{0,6}}{_SO}",
    "(?:多少|几)(?:所|个)?(?:学校|小学|初中)[?？]?$|(?:哪些|几[张个])(?:工作表|表|文件)",
    "(?:表|数据)[^，。？?]{0,6}(?:哪一?年|什么年份|年份|有什么|有哪些)|概括|(?:有|是)哪些(?:学校|小学|初中)(?:$|[?？])",
    r"\bhow many (?:\w+ ){0,2}(?:schools|pupils|students|classes)\b[^?]{0,24}"
    r"(?:in (?:the|this|our|my)|are there|altogether|in total|do we have)",
    r"\bwhat (?:is|does) (?:in )?(?:the|this|my|our) (?:sheet|file)|\bdescribe\b|\bsummari[sz]e\b",
    r"\bwhich (?:year|sheets?)\b.{0,20}\b(?:sheet|data|file)")  # fmt: skip
# Who is no part of the judgement, and why.
LEFT_OUT = any_of(
    "(?:没有?|未|不)(?:被)?(?:参与|参加|计入|算进?|纳入|列入|统计)(?:评估|判定|核对|进去|到|在内)?|(?:排除|剔除)在外|不参评",
    r"\b(?:left out|not (?:counted|judged|included|assessed)|excluded)\b")  # fmt: skip
# A share of the schools, a sum, what falls to each, and a measure that nothing here works with.
SHARE = any_of(
    "达标率|合格率|通过率|占比|占[^，。？?]{0,8}(?:比例|多少|几成|百分)|百分之(?:多少|几)|百分比|[几多]成|比例(?:是|有)?(?:多少|多大|多高)|多[大少]比例",
    r"\b(?:share|percentage|proportion|fraction) of\b|\bper ?cent of\b|\bwhat (?:per ?cent|percentage|share)\b"
    r"|\brate\b",
)
TOTAL = any_of(
    "一共|总共|共有|共计|合计|总计|总数|总量|总额|总面积|总值|加起来|[几多少]+(?:名|个|位|间|台|平方?米?|套)",
    r"\b(?:in (?:all|total)|altogether|total|how many|how much|sum of)\b",
)
EACH = any_of(
    "平均每?(?:所|个|校|班)|每(?:所|个)?(?:学?校|班)平均|校均|班均|平均(?:规模|班额|班级规模)",
    r"\b(?:average|mean) (?:\w+ ){0,2}(?:school|class) size\b"
    r"|\baverage (?:number of )?(?:pupils|students) per (?:school|class)\b"
    r"|\bper (?:school|class) on average\b",
)
MEDIAN = any_of(
    "中位[数值]|中间值|众数|分位|标准差(?![异得距多少了])|方差",
    r"\bmedian\b|\bpercentile|\bquartile|\bstandard deviation\b|\bvariance\b",
)
# Classes counted by their size (50人以上的班有几个).
CLASSES_HELD = any_of(
    r"班(?!额)[^，。？?]{0,8}(?:几|多少)|班级?的?(?:数量|总数|个数)|(?:几|多少)\s*个?(?:教学)?班(?!额)",
    r"\b(?:how many|number of) (?:\w+ ){0,2}classes\b",
)
NAMES = any_of("哪些(?:学校|小学|初中)", r"\bwhich schools\b|\bnames\b")
DOUBT = any_of(
    "数据[^，。？?]{0,8}(?:问题|错误|异常|矛盾|可疑|疑点|冲突|不一致|靠谱|准确|存疑|出错|有误|有错)",
    "(?:可疑|异常|矛盾|存疑|填错|冲突|有误)的?[^，。？?]{0,6}(?:数据|数字|数值|单元格|地方)",
    "哪些(?:数据|数字)[^，。？?]{0,6}(?:要|需)?核",
    r"\b(?:suspicious|doubtful|inconsistent|implausible|wrong) (?:data|figures?|numbers?|values?|cells?)",
    r"\b(?:data|sheet) (?:\w+ )?(?:problems?|errors?|faults?|issues?)\b",
    r"\b(?:errors?|faults?|problems?|wrong|issues?) (?:in|with) (?:the|my|our|this) (?:data|sheet|file)")  # fmt: skip
# So many of the seven indicators, or all of them.
ITEMS_MET = re.compile(
    rf"(?P<number>{AMOUNT})\s*[项个](?:指标)?(?:都|全部?|均)?(?:达标|合格|达到)|(?P<all>全部|所有|每)一?[项个]?指标(?:都|全部?|均)?(?:达标|合格|达到)",
    re.I,
)
EDGE = any_of(
    "临界|刚好|恰好|正好|刚刚(?:好)?达标|刚达标|[卡踩压擦]线|勉强|四舍五入[^，。？?]{0,8}(?:才|变|不同)",
    r"\bborderline\b|\bbarely\b|\bjust (?:meet|met|reach|pass)\w*",
    r"\bexactly (?:at|on|meet)|\bclose to the (?:limit|line)",
)
# A number that the user puts in the place of the one required (如果标准是5呢).
SUPPOSED = any_of(
    r"(?:标准|要求|上限|下限|底线|线)(?:是|为|定为|定在|改成|改为|提高到|降到|换成|变成|调到)\s*(?:百分之)?\d",
    r"\b(?:if|suppose|were)\b.{0,30}\b(?:standard|requirement|limit|threshold)\b.{0,12}\d")  # fmt: skip
# What is required is asked for with a number to confirm (标准是5.0吗), not another number put in its place.
STANDARD_DOUBTED = any_of(
    r"^(?!.*(?:如果|假如|假设|要是|倘若|若)).*(?:标准|要求|上限|下限)(?:不?是|为)\s*(?:百分之)?\d[\d.]*[^，。？?]{0,5}(?:吗|么|吧|对)",
    r"^(?!.*\b(?:if|suppose)\b).*\bis (?:the|it|this) .{0,30}(?:standard|requirement|limit)\b.{0,8}\d")  # fmt: skip
PICTURE = any_of(
    "怎么样|情况|如何[?？]?$|全貌|概况|整体|各项|画像|介绍",
    r"\bhow is\b|\bhow does .{1,40} do\b|\boverview\b|\bprofile\b|\btell me about\b|\bpicture of\b")  # fmt: skip
ONE_SCHOOL = any_of(
    "(?:这|该)一?(?:所|个)(?:学校|小学|中学|初中|校)|(?:我|本|该)校|我们学校",
    r"\b(?:this|our|my|the) school\b(?! (?:size|rule))",
)

_NOT = "(?:不|未|没有?|尚未|还没有?)"
FAILING = any_of(
    f"{_NOT}能?(?:达标|合格|达到|达成|符合|满足|通过|过关|够|足|过(?![程渡去关来]))",
    "缺(?!系)|短缺|低于(?:要求|标准|国标|底线)|有问题|差多少|差几",
    "超(?:标|了|出|员|限|编)|[超够]不?没?[超够](?=$|\\W)|超过(?:规模|班额|标准|上限|限)|超(?:班额|规模)",
    r"\bfail\w*|\b(?:not|n['’]t) (?:meet|met|reach|pass|comply)\w*|\bshort\b|\black\w*",
    r"\bbelow (?:the )?(?:standard|requirement|limit)",
    r"\boversized?\b|\btoo (?:big|large|small|few|many)\b")  # fmt: skip
MET = any_of(
    "达标|合格|达到(?:[^，。？?]{0,4}(?:要求|标准)|了)|符合|满足|通过|过关|够",
    r"\b(?:within|enough|sufficient|meets?|met|pass(?:es|ed)?|reach(?:es)?|compl(?:y|ies|iant))\b",
)
