"""The connecting phrases: the only sentences that may stand in an answer without a slot. A closed list."""

import re

from corpus.bilingual import Bilingual

NO_CLAUSE = Bilingual(
    "现有文件里没有能够支持回答的条文，所以不作回答。",
    "None of the documents here holds a clause that supports an answer, so none is given.",
)
NEAREST = Bilingual(
    "最接近的条文如下，但它不是这个问题的答案：", "The nearest clause follows; it is not an answer to this question:"
)
DOCUMENTS_HERE = Bilingual("现有文件：", "The documents here:")
ASK_ELSEWHERE = Bilingual(
    "可以换个说法再问，或请管理员添加相关文件。", "Try other words, or ask the operator to add the document concerned."
)
SHEET_NEEDED = Bilingual(
    "要判断是否达标，请上传学校数据表；没有数据不能下结论。",
    "To judge this, please upload the school data sheet; without data there is no verdict.",
)
NOTHING_MISSING = Bilingual("没有学校低于要求。", "No school falls short.")
CHECKS = Bilingual("各项结果：", "Results:")
OPEN_ITEMS = Bilingual("尚未定论的项目（缺数据或需佐证）：", "Items still open (data or evidence missing):")
CONFLICT = Bilingual("请注意，文件之间（或文件内部）说法不同：", "Note that the documents do not agree here:")
SUSPECT = Bilingual("请注意，这个数字存疑：", "Note that this figure is doubtful:")
HELP = Bilingual(
    "可以问政策条文和标准，也可以上传学校数据表后问是否达标、哪些学校不足、差异系数是多少。",
    "Ask about clauses and standards, or upload a school data sheet and ask what is met, which schools fall short,"
    " and what the coefficients are.",
)
WELCOME = Bilingual("不客气，还可以接着问。", "You are welcome; do ask on.")
NOT_UNDERSTOOD = Bilingual(
    "没有看懂这个问题，请写明要问哪一项指标、哪个学段或哪个地方。",
    "The question was not understood; please name the indicator, the stage or the place that it is about.",
)
OUT_OF_SCOPE = Bilingual(
    "这里只回答义务教育优质均衡的政策条文和学校数据，这个问题答不了。",
    "Only the rules of balanced compulsory education and school data are answered here; this question is not one of"
    " them.",
)
WHICH_MEANT = Bilingual(
    "问的是哪一项还不清楚，请从下面选一个：", "It is not clear which item is meant; please choose one of these:"
)
SEVERAL_MEANT = Bilingual(
    "问法可以指几个项目，下面逐项回答：", "The question can mean several items; each is answered in turn:"
)
UNREADABLE = Bilingual(
    "没有收到可以回答的问题，请重新输入。", "There is no question to answer here; please write it again."
)
WITHHELD = Bilingual(
    "答案没有通过核对，已经撤回；请换个说法再问。",
    "The answer did not pass verification and was withheld; try other words.",
)
COMPARE = Bilingual("各地的规定：", "What each place lays down:")
DATA_FAULTS = Bilingual("表中有数据问题，影响到上面的结果：", "The sheet has faults that bear on this:")
OTHER_FAULTS = Bilingual("其他数据问题见上传后的检查结果。", "Other faults stand in the check of the sheet.")
NOT_IN_SHEET = Bilingual(
    "上传的数据表不能判断这个问题，也没有引用其他县的文件来代替。",
    "The sheets uploaded do not decide this, and another county's document would be no answer.",
)
TARGET_BESIDE_FLOOR = Bilingual(
    "本地目标与国家底线并列，都适用：", "The local target stands beside the national floor; both apply:"
)
OWN_TARGETS = Bilingual(
    "本地自定的目标（不影响国家认定的结论）：",
    "The targets of the place itself (the national verdict does not rest on them):",
)
UNWEIGHTED_TURNS_NOTHING = Bilingual(
    "以上各项，不加权与加权的结论相同。", "The unweighted form would turn none of these verdicts."
)
THE_FLOOR_BESIDE = Bilingual("国家指标的判定：", "By the national requirement:")
COUNTED = Bilingual("各部分的项数：", "The items, part by part:")
READING_HOLDS = Bilingual("换用别的口径，结论不变。", "Another reading would turn nothing here.")
READINGS_KNOWN = Bilingual(
    "本系统采用的口径（默认值及其依据）：", "The readings in use here (the defaults and what they rest on):"
)
SMALL_SCHOOLS = Bilingual(
    "表中的小规模公办学校（表中未分城乡，请核对是否属于村小学和教学点）：",
    "Small public schools of the sheet (it does not tell town from village: check which of them count):",
)
FROM_STRICTEST = Bilingual("要求从严到宽：", "From the strictest to the loosest:")
SEVERAL_NUMBERS = Bilingual(
    "这一项由几个数共同决定，不能按一个数排序，各地规定如下：",
    "Several numbers make this up, so that no one of them orders it; what each lays down:",
)
ALL_ALIKE = Bilingual("以上要求相同。", "These are all alike.")
ALIKE_NOW = Bilingual("现在的数值相同，但以后的目标不同。", "The values are alike now; the targets to come are not.")
MEAN_OR_EACH = Bilingual(
    "请注意，按均值的要求与按每所学校的要求口径不同，不能只比数值。",
    "Note that a requirement of the mean and one of each school are not the same; their values alone do not compare.",
)
BASES_DIFFER = Bilingual(
    "以上各项的计算口径（基数）不同，数字不能直接比较。",
    "These are measured on different bases, so that their numbers do not compare.",
)
WHICH_ITEM = Bilingual(
    "各项要求的严宽不同，请写明要比较哪一项。",
    "Which is strictest differs from item to item; please name the one to compare.",
)
NONE_AT_ODDS = Bilingual(
    "没有已知的矛盾；本地目标与国家底线并列的，见下面各项（如有）。",
    "No contradiction is known; where a local target stands beside the national floor, it follows.",
)
LOOSER_THAN_FLOOR = Bilingual(
    "数值低于国家底线的目标（底线照样适用）：",
    "Targets whose value is below the national floor (the floor still applies):",
)
NONE_LOOSER = Bilingual(
    "记录中没有数值低于国家底线的目标。", "The records hold no target whose value is below the national floor."
)
FROM_LOOSEST = Bilingual("要求从宽到严：", "From the loosest to the strictest:")
BY_YEARS = Bilingual("各年份的目标，按年份先后：", "The targets in the order of their years:")
NOTHING_TO_HOLD_AGAINST = Bilingual(
    "没有与它口径相同的要求，不作比较。", "No requirement is measured alike, so it is not compared."
)
MEAN_IS_NOT_EVERY_SCHOOL = Bilingual(
    "请注意，均值达标不等于每所学校都达标。", "Note that a mean that meets it does not say that every school does."
)
FLOOR_INSTEAD = Bilingual(
    "可以对照的是国家指标，它不是省定标准：",
    "What can be held beside it is the national requirement, which is not the provincial one:",
)
BY_STAGES = Bilingual("两个学段的要求：", "What is required of each stage:")
LISTED = Bilingual("逐条列出如下：", "One by one:")
UPLOAD = Bilingual(
    "在网页上点“上传数据表”选择文件，或在命令行用 --sheet 给出文件；可以是 xlsx、xls、ods 或 csv，也可以先用"
    " junheng template 生成空白模板来填。上传后可以问是否达标、哪些学校不足。",
    "In the web app choose a file under “Upload a sheet”, or name it with --sheet on the command line; xlsx, xls, ods"
    " and csv are read, and junheng template makes an empty one to fill in. Then ask what is met and which schools fall"
    " short.",
)
IN_FORCE_LATER = Bilingual("以后生效的要求：", "What comes into force later:")
ELSEWHERE = Bilingual("别处的要求，仅供对照：", "What others require, for comparison only:")

NOT_OFFICIAL = Bilingual(
    "下面是辅助指标，非官方指标，不参与判定；判定只看按在校生加权的差异系数。",
    "What follows is not an official measure and takes no part in the verdict; that rests on the coefficient weighted"
    " by pupils.",
)
DRIVERS = Bilingual("贡献最大的学校（占加权方差的比例）：", "Where it comes from (part of the weighted variance):")
SCHOOLS_TURNED = Bilingual("结论与那时不同的学校：", "Schools whose verdict is another now:")
ITEMS_TURNED = Bilingual("结论与那时不同的项目：", "Items whose verdict is another now:")
WHICH_SCHOOL = Bilingual(
    "请写明表中学校的名称，才能算去掉它以后的结果。", "Please give the name of the school as the sheet has it."
)
NO_EARLIER_SHEET = Bilingual(
    "这里只有同一年的数据，没有可以比较的往年数据；请再上传往年的学校数据表，并在标题或文件名里写明年份。",
    "The data here are of the same year, so there is nothing to compare; please add the sheet of an earlier year, with"
    " the year in its title or file name.",
)
ALL_LISTED = Bilingual(
    "上一个回答没有更多可列的；要看别的学校，请写明指标，例如“列出所有学校的生均教学仪器设备值”。",
    "There is no more of the answer before; for other schools, name the indicator, for example “list the equipment"
    " value of all schools”.",
)
TIED = Bilingual("数值相同的，一并列出。", "Those with the same value are listed together.")
SHARED_PLACE = Bilingual("另有学校与它数值相同，名次并列。", "Other schools have the same value and share this place.")
NO_SUCH_MEASURE = Bilingual(
    "国家指标不用中位数、分位数这类统计量，这里也不计算；判定用的是每所学校的数值和按在校生加权的差异系数，可以看全县平均值。",
    "The national requirement uses no median or percentile, and none is worked out here; it rests on each school's"
    " value and on the coefficient weighted by pupils. The county mean can be given.",
)
NO_SUCH_GROUP = Bilingual(
    "表中没有写明哪些学校属于所问的这一类。", "The sheet does not say which schools belong to the group asked about."
)
NOT_BY_GROUP = Bilingual(
    "这个问题不能只按所问的这一类学校来答，下面是全部学校的结果：",
    "This cannot be told of the group of schools asked about alone; what follows is of all schools:",
)
NONE_LEFT_OUT = Bilingual("问到的学校都计入了判定。", "All the schools asked about are counted.")
EXACTLY_SO_MANY = Bilingual(
    "恰好等于所写之数的班级，表中的数据分不出来，上面只计多于它的。",
    "Classes of exactly that number cannot be told from these data; only those above it are counted.",
)
ALL_REACH_IT = Bilingual(
    "没有不达标的学校；下面按离要求的余量列出。", "None falls short; by the margin to what is required:"
)
NO_SUCH_PLACE = Bilingual(
    "参与排序的没有这么多，没有这一位。", "There are not so many in this order, so nothing has that place."
)
NUMBER_NOT_USED = Bilingual(
    "问题里的数没有用到，以下以表中的数据为准：",
    "The number in the question was not used; what follows is as the sheet has it:",
)
WHICH_MEASURE = Bilingual(
    "按哪一项排序还不清楚，请从下面选一个：", "It is not clear what to order them by; please choose one of these:"
)
NO_DATA_MISSING = Bilingual("所问的项目没有待补的数据。", "No data are wanted for what was asked.")
NO_FAULTS = Bilingual("检查没有发现这方面的数据问题。", "The check found no such fault of the data.")
AT_THE_LIMIT = Bilingual(
    "正好等于要求，或四舍五入后结论会变的：", "Exactly at what is required, or turned by rounding:"
)
NONE_AT_THE_LIMIT = Bilingual(
    "没有正好等于要求、或四舍五入后结论会变的。", "Nothing is exactly at what is required, nor turned by rounding."
)
WHICH_OF_THE_SCHOOLS = Bilingual(
    "表中不止一所学校，请写明是哪一所。", "The sheet has several schools; please name the one."
)
NOT_ENOUGH_SAID = Bilingual(
    "只凭这个数还不能判断，请选择要问的是哪一项：", "This number alone does not decide it; please choose what is meant:"
)

# What a question about the strictest place may name.
ITEMS_TO_COMPARE = (
    Bilingual("哪个县的初中三年巩固率要求最严？", "Which county has the strictest junior secondary retention rate?"),
    Bilingual("哪个县的随迁子女就读比例要求最严？", "Which county has the strictest share of migrant children?"),
    Bilingual("哪个县的生均教学仪器设备值要求最严？", "Which county has the strictest equipment value per pupil?"),
)
# Questions that the shipped corpus can answer.
EXAMPLES = (
    Bilingual("音乐教室要多大？", "How large must a music room be?"),
    Bilingual("差异系数不能超过多少？", "What is the limit of the coefficient of variation?"),
    Bilingual("我们县音乐教室达标吗？", "Does our county meet the music-room requirement?"),
)

PHRASES = tuple(value for value in list(globals().values()) if isinstance(value, Bilingual))
_CUT = re.compile(r"(?<=[。！？])|(?<=[.!?])(?=\s)|\n")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text: cut at line ends and after a full stop of either language."""
    return [part.strip() for part in _CUT.split(text) if part.strip()]


CONNECTING = frozenset(part for phrase in PHRASES for text in (phrase.zh, phrase.en) for part in sentences(text))
