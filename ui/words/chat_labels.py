"""The words of the chat page's columns: what is offered at the start, data and documents, history, evidence."""

from corpus.bilingual import Bilingual

NO_SCRIPT = Bilingual(
    "问答页要用到浏览器脚本（JavaScript），请启用；达标核查（/check）和政策文件（/documents）不启用也能用。",
    "Asking needs JavaScript; please allow it. The check (/check) and the documents (/documents) work without.",
)
SKIP = Bilingual("跳到提问框", "Skip to the question box")
TITLE = Bilingual("问答", "Ask")
SIDE = Bilingual("数据与文件", "Data and documents")
EVIDENCE = Bilingual("依据与数字", "Evidence and figures")
OPEN_SIDE = Bilingual("数据与文件", "Data")
OPEN_EVIDENCE = Bilingual("依据与数字", "Evidence")
NO_EVIDENCE = Bilingual(
    "提问后，这里列出答复所依据的条文（在原文中标出）、数字的算式和单元格、采用的口径。",
    "After a question, the clauses behind the answer stand here, marked in their documents, with the formula and the "
    "cells of each figure and the readings used.",
)
CLOSE = Bilingual("关闭", "Close")
ANSWER = Bilingual("答复", "Answer")
QUESTION_SAID = Bilingual("提问", "Question")

START = Bilingual("问政策条文，或核对本县学校数据", "Ask about the policy, or check your county's school data")
START_HINT = Bilingual(
    "每条答复都附条文原文和算式，可逐项核对。",
    "Every answer comes with its clauses and formulas, so that it can be checked.",
)
EXAMPLES = Bilingual("可以这样问", "For example")
TRY = Bilingual("试用示例数据", "Try the sample data")
YEAR = Bilingual("年份", "Year")
ANY_YEAR = Bilingual("按数据表或今年", "Sheet or this year")

PLACE = Bilingual("提问所用的县和年份", "County and year of your questions")
DATA = Bilingual("数据表", "Sheets")
UPLOAD = Bilingual("上传数据表", "Upload sheets")
UPLOAD_HINT = Bilingual(
    "可选多个，也可拖入页面；{formats}，不超过 20 MB。", "Several at once, or drop them; {formats}; up to 20 MB."
)
SENDING = Bilingual("正在发送 {count} 个文件（{size}）……", "Sending {count} file(s) ({size}) …")
READING = Bilingual("正在读取和核查……", "Being read and checked …")
SEE_CHECK = Bilingual("打开达标核查", "Open the check")
FAULTS = Bilingual("数据问题", "Faults of the data")
NO_FAULTS = Bilingual("未发现数据问题", "No faults found in the data")

DOCUMENTS = Bilingual("政策文件", "Policy documents")
HELD = Bilingual(
    "共 {count} 份。选定县（市、区）后列出其文件。", "{count} in all; those of a county are listed when it is chosen."
)
OF_PLACE = Bilingual("{place}及其上级的文件 {count} 份：", "Of {place} and what it lies in: {count}")
ALL_DOCUMENTS = Bilingual("全部文件", "All documents")

HISTORY = Bilingual("对话记录", "Conversations")
NEW = Bilingual("新对话", "New conversation")
NO_HISTORY = Bilingual("还没有别的对话。", "No other conversations yet.")
UNTITLED = Bilingual("（空）", "(empty)")
MANAGE = Bilingual("管理与删除", "Manage and delete")
