"""Where a text has what reaches or proves a person: telephones, cards, plates, accounts, addresses of mail.

A row of seven digits is one, however it is written and parted; years, a date and decimals in a row are none.
"""

import re
from collections.abc import Iterator

_DIGIT = "[0-9〇零幺一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_PARTING = r"[ \t.·•・‧_/()\-‐‑–—~*|]"
_ROW = rf"{_DIGIT}(?:{_PARTING}{{0,3}}{_DIGIT}){{6,}}"
_YEAR = "(?:19|20)[0-9]{2}"
_FIGURES = re.compile(
    rf"{_YEAR}(?:{_PARTING}+{_YEAR})+"  # years, a date, and decimals
    rf"|{_YEAR}{_PARTING}(?:0?[1-9]|1[0-2]){_PARTING}(?:0?[1-9]|[12][0-9]|3[01])"
    r"|[0-9]{1,4}\.[0-9]{1,3}(?:[ /~–—-]+[0-9]{1,4}\.[0-9]{1,3})+"
)
_MONEY = re.compile("[0-9]{7,9} ?(?:元|万|平方|m2)")
_LABELS = (
    r"电话|手机|座机|热线|传真|身份证|证件|护照|银行卡|卡号|账号|帐号|学籍号|学号|工号|车牌|邮箱|微信|威信|薇信|vx|wx|v信|qq|钉钉"
    r"|wechat|phone|telephone|mobile|e-?mail|passport|id card|id no\.?"
)
_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"  # with which a plate begins
_AT_SPELT = r" *(?:@|\(at\)|\[at\]|艾特|圈a| at ) *"
_DOT_SPELT = r" *(?:\.|点|\(dot\)|\[dot\]| dot ) *"
_CONTACT = re.compile(
    rf"[a-z0-9_.+-]{{1,64}}{_AT_SPELT}[a-z0-9-]+(?:{_DOT_SPELT}[a-z0-9-]+)*{_DOT_SPELT}(?:com|cn|net|org|edu|gov)(?![a-z])"
    r"|[a-z0-9_.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    rf"|(?P<row>(?<![0-9])\+?\(?(?:[a-z]{{1,3}}[-· ]?)?{_ROW}x?(?![0-9a-z]))"
    r"|(?<![0-9])1[3-9][0-9](?:\W{0,3}[0-9]{4}){2}(?![0-9])"
    rf"|{_PROVINCE}[a-z][ ·•.-]?(?=[a-z]*[0-9])[a-z0-9]{{5,6}}(?![a-z0-9])"
    rf"|(?:{_LABELS})(?:号码?|number|no\.?|[是为:, ]|is ){{0,4}}(?P<account>[a-z0-9_.@+-]{{4,}})"
)
_LETTERS_DO = re.compile("微信|威信|薇信|vx|wx|v信|wechat|qq|钉钉|mail|邮箱")


def contacts(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the places of a folded text that hold such a thing.

    >>> list(contacts("打138.1234.5678")), list(contacts("2022-2025年"))
    ([(1, 14)], [])
    """
    for match in _CONTACT.finditer(folded):
        account = match["account"]
        if match["row"] and (_FIGURES.fullmatch(match["row"]) or _MONEY.match(folded, match.start())):
            continue
        if account is None:
            yield match.span()
        elif any(map(str.isdigit, account)) or _LETTERS_DO.match(match.group()):
            yield match.span("account")
