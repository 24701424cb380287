"""The words by which questions about the rules are told apart: which kind of answer, of what, and what else is asked.

That a thing is mentioned is not enough: 随迁子女入学要什么材料 is no question about a percentage.
"""

import re

_PLACE_WORD = (
    r"(?:那个(?:县|区|市|地方)|哪(?!所|几|个?学校|一所|个班|些学校|些班)|谁)|(?:三|两|几|各)(?:地|县|个地方|个县)"
)
_WHICH_PLACE = r"\b(?:which(?! schools?| class)|whose|who)\b"
STRICTEST = re.compile(
    rf"(?:{_PLACE_WORD})[^，。？?]{{0,24}}(?:最|更)(?:高|严|多|大|苛刻)"
    r"|最(?:高|严格?)的(?:是|县|区|市|地方)|谁[^，。？?]{0,16}更?[高严]"
    rf"|{_WHICH_PLACE}.{{0,80}}\b(?:strictest|toughest|highest|most|stricter|higher|largest)\b",
    re.I,
)
LOOSEST = re.compile(
    rf"(?:{_PLACE_WORD})[^，。？?]{{0,24}}(?:最|更)(?:低|松|宽|少|小)|最(?:低|宽松|松)的(?:是|县|区|市|地方)"
    rf"|{_WHICH_PLACE}.{{0,80}}\b(?:loosest|lowest|least|laxest|most lenient|easiest|lower|smallest)\b",
    re.I,
)
CHANGE = re.compile(
    r"变化|变动|怎么变|如何变|逐年|逐步提高到"
    r"|(?:提高|增加|上升|提升|降低|下降|减少|增长|涨|多)了?(?:多少|几)|分阶段|各阶段|各年|每年的?目标"
    r"|\b(?:change[sd]?|rises?|increases?|grows?|by how much|year by year|over the years|milestones?|step by step)\b",
    re.I,
)
BETWEEN = re.compile(r"从|到|至|之间|比|\b(?:how|between|and|from|until|over)\b", re.I)
YEARS_TOGETHER = re.compile(
    r"20\d\d\s*年?\s*(?:[、,，和与跟及到至比~～—-]|以及|and|to|until|versus|vs\.?|against)+\s*20\d\d", re.I
)
_COUNTRY = r"(?:国家|国标|全国|底线)"
BESIDE_FLOOR = re.compile(
    rf"(?:比|较|高于|低于|严于|松于|宽于){_COUNTRY}[^，。？?]{{0,10}}(?:高|低|多|少|大|小|严|松|宽|吗)"
    rf"|(?:和|与|跟|同|对){_COUNTRY}[^，。？?]{{0,10}}(?:比|对照|不同|区别|一样|相同|一致|高|低|严|松)"
    rf"|(?:对[比照]|比照|相比于?){_COUNTRY}|{_COUNTRY}[^，。？?]{{0,6}}(?:相比|对[比照]|比较)"
    r"|\b(?:compar\w+ (?:to|with|against)|versus|vs\.?|above|below|over|under|than|beyond|relative to"
    r"|(?:differ\w*|different) from|against) (?:the )?(?:nation\w*|country)\b",
    re.I,
)
LOOSER = re.compile(
    rf"(?:目标|要求|规定|指标|标准)[^，。？?]{{0,8}}(?:低于|松于|宽于|不如|不及|达不到|没达到|未达到){_COUNTRY}"
    rf"|(?:低于|松于|宽于|不如|不及|达不到|没达到|未达到){_COUNTRY}[^，。？?]{{0,8}}的(?:目标|要求|规定|指标)"
    rf"|(?:目标|要求|规定|指标)[^，。？?]{{0,6}}比{_COUNTRY}[^，。？?]{{0,6}}(?:低|松|宽)"
    r"|\btargets?\b.{0,40}\b(?:below|under|looser than|lower than|weaker than|short of|less strict than)"
    r" (?:the )?nation\w*",
    re.I,
)
COMPARED = re.compile(
    r"(?:怎么|如何)?(?:对比|比较|比一比)|相比|分别|各自|各是|一览|汇总|一样吗|相同吗|一致吗|有(?:什么|何|没有)?(?:区别|不同|差别|差异(?![系率]))"
    r"|\b(?:compar\w+|versus|vs|respectively|both|each|differ\w*)\b",
    re.I,
)
PLACES_TOGETHER = re.compile(
    r"(?:[两三四几各]|所有|每一?)个?(?:地方|地区|地(?![理方区])|县|区(?!域)|市)|县市区"
    r"|\b(?:each|all|every|the (?:two|three|four)) (?:count|district|place|cit)",
    re.I,
)
APART = re.compile(
    r"一回事|同一个?(?:指标|概念|东西|要求|意思|口径)|一样吗|相同吗|(?:什么|何|啥|有|的)(?:区别|不同|差别)|区别(?:是什么|在哪)"
    r"|混淆|\bthe same (?:thing|as|measure|indicator)\b|\bdiffer(?:ence|ent|s)?\b.{0,60}\b(?:between|from|and)\b",
    re.I,
)
PORTION = re.compile(
    r"(\d+(?:\.\d+)?)\s*%\s*(?:是|等于|为|合|即|相当于|算下来)(?:多少|几)"
    r"|\b(?:what|how much) is (\d+(?:\.\d+)?)\s*(?:%|per ?cent) of",
    re.I,
)
AT_ODDS = re.compile(
    r"自相矛盾|互相矛盾|前后矛盾"
    r"|(?:解读|号文?|文件)[^，。？?]{0,16}(?:(?:说|写|规定|讲)[得的]|年份|数字|说法)[^，。？?]{0,8}(?:一样|相同|一致|不同|区别)"
    r"|(?:文件|规定|条文|资料|政策|说法|目标|指标|标准|规划)[^，。？?]{0,12}(?:矛盾|不一致|打架|冲突|对不上|有出入)"
    r"|(?:矛盾|不一致|打架|冲突|对不上)的?(?:文件|规定|条文|地方|之处|说法|目标|数)"
    r"|\b(?:contradict\w*|inconsisten\w*|disagree\w*|conflicts? (?:between|in|among|with))\b",
    re.I,
)
# Where a sheet is at odds with itself is told by its check.
OF_DATA = re.compile(r"数据|表(?:格|中|里|内|上)|\b(?:data|sheet|table|file)s?\b", re.I)
DOUBTED = re.compile(
    r"为什么|为何|怎么会|怎么(?:是|写)|笔误|写错|抄错|有误|是不是错|对不对|\b(?:why|typo|mistake|slip|wrong|correct)\b",
    re.I,
)
GAP = re.compile(
    r"(?:还|相)?差(?:多少|多远|几|得远)|差距|(?:离|距)[^，。？?]{1,24}(?:多远|多少|远|差|缺)|缺口"
    r"|(?:达到|完成|实现|够)[^，。？?]{0,16}(?:目标|标准|要求|指标)[^，。？?]{0,3}[吗没嘛]"
    r"|(?:目标|标准|要求)[^，。？?]{0,8}(?:达到|实现|完成)了?[吗没]"
    r"|达标[了没]?[吗没嘛]|(?:是否|是不是|有没有)(?:达标|达到|符合|满足)|够不够|(?:够|满足|符合)[^，。？?]{0,12}[吗没嘛]"
    r"|\bhow far\b|\bgap\b|\bshort of\b|\bfar from\b"
    r"|(?<!that )(?<!which )\b(?:reach|meet|hit)(?:ed|s)?\b.{0,40}\b(?:target|standard|floor)",
    re.I,
)
STATE = re.compile(
    r"现状|目前|当前|现在|已经|实际|均值|平均值?是|\b(?:was|were|currently|current|now|baseline|mean|average|actual)\b",
    re.I,
)
PAST = re.compile(r"\b(?:reached|had|met|stood|was|were)\b", re.I)
AIMED = re.compile(
    r"目标|要求|标准(?!化)|应当?|必须|规定|至少|不低于|不少于|上限|下限|要达到"
    r"|\b(?:target|requir\w*|standard|must|should|minimum|maximum|at least|goal|demand\w*)s?\b",
    re.I,
)
OPEN = re.compile(
    r"省定|省里定|省级标准|现代化办学标准"
    r"|(?:没有?|未|不)(?:给出|写明|明确|量化|规定)[^，。？?]{0,6}(?:数|多少|标准|内容)"
    r"|(?:没|未)(?:有)?写(?:明|清)|留(?:了|下)?(?:空白|白)"
    r"|\bprovincial (?:standard|limit|threshold|requirement)s?\b|\bmoderni[sz]ation standards?\b"
    r"|\bleaves? open\b|\b(?:not|never|un)\s?(?:quantified|specified)\b",
    re.I,
)
PROVINCIAL = re.compile(r"省定|省里定|省级标准|\bprovincial (?:standard|requirement|limit)", re.I)
ALL_OPEN = re.compile(
    r"(?:哪些|什么|哪几)[^，。？?]{0,16}(?:没有?|未|不)(?:给出|写明|明确|量化|规定|写)"
    r"|\b(?:what|which)\b.{0,60}\b(?:open|unquantified|unspecified)\b",
    re.I,
)

# Amounts. 多少人 and 多少所 count what there is, which no percentage answers.
AMOUNT = re.compile(
    r"多少|几(?=[项间级倍成个人米平%])|百分|占比|比例|[^效频]率(?!先)|多[大高低长久宽]|至少|最少|最多"
    r"|不[得能可]?(?:低|少|高|大|多|超)[于过]|上限|下限|最[低高]|一样多"
    r"|(?:能|可)(?:不能|否)?比"
    r"|\bhow (?:much|many|high|large|low|big)\b|\b(?:share|percent\w*|proportion|rate|ratio|minimum|maximum)\b"
    r"|\bat (?:least|most)\b|\bmust (?:be|reach|hold|have)\b|\b(?:limit|threshold|level)\b",
    re.I,
)
ASKED_OF = re.compile(
    r"要求|标准|目标|规定|指标|必须|\b(?:requir\w*|standards?|targets?|goals?|must|rules?|expect\w*|demand\w*)\b", re.I
)
# What shows that a requirement is asked for, and not how things are (晋江的差异系数是多少).
NORM = re.compile(
    r"要求|标准|规定|必须|应当?|需要|要(?:达到|有)?(?:多|几)|[得需]多|至少|最少|最多|不[得能可]?(?:低|少|高|大|多|超)[于过]|上限|下限"
    r"|\b(?:requir\w*|standards?|must|should|minimum|maximum|at (?:least|most)|limit|threshold|rules?)\b",
    re.I,
)
COUNT = re.compile(
    r"多少(?:名|个|位|所|间|人|家|份|次|门|节|本|张|台|天|学生|孩子|老师|教师|儿童)|(?<!占)有多少(?!%)|\bhow many\b",
    re.I,
)
MONEY = re.compile(
    r"钱|[补资]助|补贴|津贴|学费|收费|费用|奖金|\b(?:money|fees?|subsid\w+|allowances?|grants?|pay for|cost)\b", re.I
)
OF_MONEY = frozenset({"G6", "G7", "G8", "Q4", "R6"})
# Who does what, how, when and with which papers is in the clauses, not in the records.
PROCEDURE = re.compile(
    r"材料|手续|流程|程序|证件|证明|申请|报名|办理|办法|条件|怎么办|怎[么样]|如何|为什么"
    r"|为何|措施|谁|责任|部门|哪[里儿家些]|什么时候|何时|哪年|哪一年|几[月号点岁年]"
    r"|计算|定义|区别|冲突|消除|评职称|处罚|投诉|电话"
    r"|\b(?:documents?|papers|apply|application|procedure|register|enrol in|admitted|eligible"
    r"|who|why|when|where|deadline"
    r"|how (?:is|are|do|does|can|should)|calculated?|defined?|contact|differ\w*|penalt\w+)\b",
    re.I,
)
LEVELS = re.compile(
    r"高中|幼儿|学前|职业|中职|大学|特殊教育|特教|kindergarten|preschool|senior|university|vocational|special", re.I
)
# 九年义务教育巩固率 is not the 初中三年巩固率 that the country judges.
NINE_YEARS = re.compile(r"九年义务|义务教育(?:阶段)?的?巩固|九年巩固|9年|\bnine[- ]years?\b|\b9[- ]years?\b", re.I)
NINE_YEAR_RETENTION = "LOCAL.nine_year_retention"
# A share of schools (达标率) is another thing than the value that they reach.
SHARE = re.compile(
    r"达标率|达标学校(?:所占)?(?:的?比例|占比)|达标比例|\b(?:share|percent\w*|proportion) of schools\b", re.I
)
SCHOOLS_SHARE = "schools_share"
# What is to be told one by one (否决事项有哪几条) is asked by name alone.
LISTED = re.compile(
    r"(?:都|具体|主要)?(?:包括|包含|含|有|是|指)?(?:些?什么|哪[些几]|啥)(?:个|条|项|种|方面|内容|情况|情形|事项|行为|条款|要求)*|清单|列表|列出|列举"
    r"|内容|\b(?:list|name|what (?:are|is)|which)\b",
    re.I,
)
# How many schools reach a standard is a third thing.
SCHOOL_COUNT = re.compile(
    r"(?:学校|小学|初中|班级?)(?:一共|总共|共)?有(?:多少|几)[个所]?(?=\W*$)|有(?:多少|几)个(?:超|大)?班(?!主任)"
    r"|(?:多少|几)所|达标学校(?:总?数|(?:共|总共)?有)|\bhow many schools\b",
    re.I,
)
SCHOOLS = "schools"
# The items that are about another level of schooling themselves.
OF_LEVELS = frozenset({"G7", "G14"})

# What stands in a question beside what it is about.
CHATTER = re.compile(
    r"国家|国标|全国|对|的|在|是|有|什么|哪些|具体|要求|标准|目标|规定|指标|必须|达到|应该?|需要?|要|请问|请|告诉我|一下|那么?|一共|到底|年|吗|呢|了|多少|怎么样"
    r"|小学|初中|中小学|义务教育|阶段|学校|县|市|区|我们|本|内容|方面|关于|按|和|与|及|都|所有"
    r"|\b(?:what|which|is|are|the|a|an|of|in|for|on|to|by|does|do|has|have|be|must|national|requirements?|requires?"
    r"|required|standards?|targets?|goals?|rules?|there|any|set|about|with|regard|schools?|county|primary|junior"
    r"|secondary|expected?|demands?|please|tell|me)\b|\d|\W",
    re.I,
)
