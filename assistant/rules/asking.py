"""The words that ask for a meaning, a formula, a list, both stages, the documents here, or how to hand in a sheet."""

import re

COMPUTED = re.compile(
    r"(?:怎么|咋|如何|怎样)(?:样)?(?:来|去)?(?:计|核|测|换|折|推)?(?:算(?!达|合|够|过|不)|统计|得出|得来|计(?!划))|(?:计|核|测)算(?:公式|方[法式]|办法|过程|口径|规则)"
    r"|公式|算法|口径|(?:[是按要用][^，。？?]{0,6}加权|加权[^，。？?]{0,6}吗)|(?:分母|分子)|怎么(?:分摊|分摊的)|(?:怎么|如何|怎样)[^，。？?]{0,12}(?:分摊|折算|换算)"
    r"|\b(?:calculate[ds]?|calculation|compute[ds]?|computation|worked out|work out|formula|denominator|numerator)\b"
    r"|\bweighted\b",
    re.I,
)
MEANT = re.compile(
    r"什么叫|啥叫|何谓|何为|(?:什么|啥|几个?|的)意思|含义|定义|概念|指(?:的)?(?:是)?(?:什么|啥|哪)|是指|怎么理解|解释(?:一下|下)|名词解释"
    r"|\b(?:define[ds]?|definition|meaning|stands? for)\b|\bwhat (?:does|do|is meant)\b.{0,60}\b(?:means?|by)\b",
    re.I,
)
WHAT_IS = re.compile(r"(?:^|[，,；;])\W*(?:请问)?什么是|(?:是什么|是啥)\W*$|^\W*what(?:'s| is| are)\b", re.I)
# What is asked of a list beside its name; the rest of the question must name the list.
LISTED = re.compile(
    r"哪些|哪[几\d一二三四五六七八九十]+|哪(?=[条项个步])|什么(?:内容|东西|时间|时候)|(?:分别|都|各|具体|主要)?(?:是|有|指)(?:些)?(?:什么|啥)|列(?:一下|出|举|表)?|清单|一览|逐[条项个]"
    r"|一共|总共|共有|(?:分|有|是)?(?:多少|几)(?:大)?(?:项|条|个|步|块|类|方面|部分|阶段|点)|分几|有几"
    r"|\b(?:list|name|what (?:are|is)|which|how many|number of|enumerate)\b",
    re.I,
)
LIST_CHATTER = re.compile(
    r"[项条个步块点类来]|情况|情形|指标|内容|阶段|事项|时间|步骤|方面|部分|大|分别|具体|主要|写明?|里面?|中|各|规定|要求|包括|包含|所有|全部|评估|评价|考核|一下|下"
    r"|[一二三四五六七八九十]|请|给|我|说|告诉|的|了|吗|呢|是|有|都|共|到底|国家|全国|义务教育|优质均衡|发展|县域?|督导"
    r"|\b(?:the|of|are|is|there|in|for|all|please|me|items?|indicators?|facts?|conditions?|points?|parts?|steps?|phases?"
    r"|stages?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|lead|to|a|an|what|does|do|it|have|has|by"
    r"|national|evaluation|and)\b|\d|\W",
    re.I,
)
OVERVIEW = re.compile(
    r"(?:评估|考核|评价|督导|认定)[^，。？?]{0,4}(?:内容|指标|体系|标准|项目|方面|[看查考])|指标体系|(?:多少|几|哪些)(?:个|项)?(?:评估|考核)?指标"
    r"|\b(?:evaluation|assessment)\b.{0,40}\b(?:parts?|items?|indicators?|content)\b|\bhow many (?:items|indicators)\b",
    re.I,
)
OVERVIEW_CHATTER = re.compile(r"评估|考核|评价|督导|认定|内容|指标|体系|项目|方面|部分|一共|总共|检查|[要看查考]", re.I)
# The whole evaluation is asked about, not how or when it takes place.
NO_OVERVIEW = re.compile(r"步骤|阶段|时间|流程|程序|什么时候|\b(?:steps?|phases?|stages?|when)\b", re.I)
ALIKE = re.compile(r"(?:哪些|什么|哪几)[^，。？?]{0,16}(?:一样|相同|一致)|\bwhich\b.{0,60}\b(?:same|alike)\b", re.I)
BOTH_STAGES = re.compile(
    r"小学[^，。？?]{0,6}初中|初中[^，。？?]{0,6}小学|(?:两个?|各)学段"
    r"|\b(?:primary|elementary)\b.{0,30}\b(?:junior|middle|secondary)\b|\b(?:junior|middle|secondary)\b.{0,30}\bprimary\b",
    re.I,
)
STAGES_HELD = re.compile(
    r"不同|区别|差别|差异(?![系率])|不一样|一样|相同|相?差(?:多少|几)|对比|比较|比一比|相比|哪个(?:更)?[高低严松]|各(?:是|自|为)?(?:多少|什么)?"
    r"|\b(?:differ\w*|compar\w*|versus|vs\.?|each|both|respectively|same)\b",
    re.I,
)
DOCUMENTS = re.compile(
    r"(?:哪些|哪几|什么|几|多少)(?:个|份|部|篇)?(?:政策)?(?:文件|文档|资料|政策文件|法规|材料库)|(?:文件|资料)(?:清单|列表|目录)"
    r"|(?:文件|资料)[^，。？?]{0,3}(?:哪些|哪几|几|多少)"
    r"|\b(?:what|which|how many|list)\b.{0,20}\b(?:documents?|policies|files|sources)\b",
    re.I,
)
DOCUMENTS_CHATTER = re.compile(
    r"现在|目前|政策|份|个|这里|这儿|你们?|系统|里面?|库|中|收(?:录|了)?|存|有|都|了|的|是|可以|能|查|看|参考|依据|用|装|包含|请|列出|一下|吗|呢|啊|一共|总共"
    r"|\b(?:do|does|you|have|are|is|there|here|the|can|i|in|it|hold|know|available|system|please|a|an|use|of)\b|\W",
    re.I,
)
UPLOAD = re.compile(
    r"(?:怎么|如何|怎样|哪里|在哪儿?|咋)[^，。？?]{0,10}(?:上传|导入|提交数据|传(?:上[来去]|给|进))|(?:上传|导入)[^，。？?]{0,8}(?:怎么|步骤|方法|格式|在哪)"
    r"|\b(?:how|where)\b.{0,20}\b(?:upload|import|submit)\b|\bupload\b.{0,40}\bhow\b",
    re.I,
)
