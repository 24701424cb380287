"""What is said to the assistant itself and asks nothing of the rules or the data: greetings, thanks, how it is used.

Such a question holds nothing else: 你好，音乐教室要多大 is a question about rooms.
"""

import re
from typing import Literal

from corpus.folding import has_chinese
from corpus.places import Gazetteer
from corpus.terms import Terms, english_words

Talk = Literal["greeting", "thanks", "upload", "documents", "help", "gibberish"]

_FEW_WORDS = 3  # of more words, the search of the documents tells better whether they mean anything
_LONGEST = 60  # characters of small talk
_ENGLISH = re.compile(r"(?:who|what|when|where|which|why|how|and|ones?|it|this|that|these|those|then|so|yes|no)")
_POLITE = (
    r"(?:请问|请|麻烦|谢谢|多谢|感谢|你好|您好|哈喽|嗨|早上?好|下午好|晚上好|在吗|一下|告诉我|帮我|我想知道"
    r"|我想问|那么?"
    r"|please|thanks?(?: you)?|hello|hi|hey|can you tell me|tell me|could you|i want to know)"
)
_OUGHT = r"(?:应该|要|可以|能|怎样|怎么样?|如何|怎么才能|怎样才能)"
_SHEET = r"(?:学校)?(?:数据|统计|摸底|学校)?(?:表格?|数据|文件|excel|表单|模板)"
_ASKS: tuple[tuple[Talk, str], ...] = (
    ("upload", rf"(?:我|我们)?{_OUGHT}(?:去|来)?(?:上传|导入|提交|传)(?:我们?的?|自己的?|县里的?)?(?:{_SHEET})?"
               rf"|(?:{_SHEET})(?:要|该|应该)?(?:怎么|如何|从哪里?|在哪里?)(?:上传|导入|提交|传)"
               rf"|(?:在哪里?|从哪里?|哪里)(?:上传|导入|提交)(?:{_SHEET})?"
               rf"|(?:需要|要|可以|能)?(?:上传|导入|提交)(?:什么样?的?|哪些|哪种|啥)(?:格式的?)?(?:{_SHEET})?"
               r"|支持(?:什么|哪些)(?:格式|文件)(?:的表格?)?"
               r"|(?:how (?:do|can|should|to) ?(?:i|we)? ?|where (?:do|can) (?:i|we) )(?:upload|import|add|submit)"
               r"(?: (?:a|my|our|the))?(?: school)?(?: data)?(?: (?:sheets?|files?|tables?|spreadsheets?|data))?"
               r"|(?:what|which) (?:files?|sheets?|formats?) (?:can|do|should) (?:i|we) upload"),
    ("documents", r"(?:你|这里|现在|目前|系统|库里)?(?:都)?(?:有|收录了?|收了|包含|依据的?是?)(?:的)?"
                  r"(?:哪些|什么|几份|多少份?)(?:政策)?(?:文件|资料|文档)|(?:列出|看看?)(?:所有|全部"
                  r"|现有)?的?(?:政策)?(?:文件|资料|文档)"
                  r"|(?:what|which|how many) (?:policy )?(?:documents|files|policies) (?:do you have|are there"
                  r"|are here"
                  r"|do you know|are available)|list (?:the|all|your) (?:policy )?documents"),
    ("help", r"(?:你|这个?(?:系统|软件|助手|工具)?|系统|君衡)?(?:都|还)?(?:能|会|可以|能够)(?:帮我们?|为我们?)?"
             r"(?:做|干|回答|问|查|帮|处理|提供)?(?:些|点|我)?(?:什么|啥|哪些)(?:问题|事情?|工作|功能|忙)?"
             r"|(?:我|我们)?(?:可以|能|该|应该)问(?:你)?(?:些|点)?(?:什么|啥|哪些)(?:问题)?|(?:有|是)(?:什么|哪些)功能"
             r"|(?:你|这个?|系统|这个系统)?(?:应该|要|该)?(?:怎么|如何|怎样)(?:使?用|操作|提问|问)(?:你|它"
             r"|这个)?(?:系统|助手)?"
             r"|你是谁|你是什么|介绍(?:一下)?(?:你)?自己|自我介绍|使用(?:说明|帮助|方法)|帮助|功能|说明"
             r"|(?:what|who) are you"
             r"|what (?:can|do|could) (?:you|i|we) (?:do|ask|answer|help)(?: you)?(?: me)?(?: with)?"
             r"|how (?:do|can|should) (?:i|we) use (?:you|this|it)|how does (?:this|it) work|how to use(?: this| it)?"
             r"|help(?: me)?|what is this|(?:show )?(?:me )?(?:some )?examples"),
)  # fmt: skip
_GREETING = r"你好|您好|哈喽|嗨|早上?好|下午好|晚上好|在吗|hello|hi|hey|good (?:morning|afternoon|evening)"
_THANKS = (
    r"谢谢|多谢|谢了|感谢|辛苦了?|太好|很好|不错|好的|明白|知道|收到|嗯|懂了|了解了?|ok(?:ay)?"
    r"|thanks?(?: you)?(?: very| so)?(?: much)?"
    r"|thank you|great|got it|bye|再见|拜拜"
)
_ACKNOWLEDGED = re.compile(rf"^\s*(?:(?:好的?|嗯|哦|行|{_THANKS})[了啊呀吧你您]*[\s，,。.！!；;、]+)+(?=\w)", re.I)
_END = r"(?:你|您|啊|呀|哦|了|呢|吗|嘛|there|everyone|[\W_])*"
_PATTERNS: tuple[tuple[Talk, re.Pattern[str]], ...] = (
    *((talk, re.compile(rf"(?:{_POLITE}|\W)*(?:{words}){_END}", re.I)) for talk, words in _ASKS),
    ("thanks", re.compile(rf"(?:(?:{_THANKS}){_END})+", re.I)),
    ("greeting", re.compile(rf"(?:(?:{_GREETING}){_END})+", re.I)),
)


def talk_in(question: str) -> Talk | None:
    """Return what a question says to the assistant itself, when it says nothing else.

    >>> talk_in("怎么上传数据表？"), talk_in("谢谢你"), talk_in("你好，音乐教室要多大")
    ('upload', 'thanks', None)
    """
    text = question.strip()
    if len(text) > _LONGEST:
        return None
    return next((talk for talk, words in _PATTERNS if words.fullmatch(text)), None)


def without_thanks(question: str) -> str:
    """Return a question without the thanks before it.

    >>> without_thanks("好的，谢谢。那初中呢"), without_thanks("谢谢")
    ('那初中呢', '谢谢')
    """
    return _ACKNOWLEDGED.sub("", question, count=1)


def is_gibberish(question: str, terms: Terms, gazetteer: Gazetteer) -> bool:
    """Say whether a question is a few Latin words of which the field and the documents know none (asdf, qwerty uiop).

    >>> from corpus.places import load_gazetteer
    >>> from corpus.terms import load_terms
    >>> is_gibberish("asdf", load_terms(), load_gazetteer()), is_gibberish("R4", load_terms(), load_gazetteer())
    (True, False)
    """
    words = english_words(question)
    if has_chinese(question) or not 0 < len(words) <= _FEW_WORDS or any(any(map(str.isdigit, one)) for one in words):
        return False
    known = (word in terms.english_vocabulary or _ENGLISH.fullmatch(word) for word in words)
    return not any(known) and not gazetteer.find(question)
