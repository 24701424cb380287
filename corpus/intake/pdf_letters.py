"""The characters that are meant where a PDF gives ones that only look like them.

Fonts draw several characters with one shape, and the programs that print choose any of them when they note the text.
"""

import re
import unicodedata

_RADICALS = (
    "⺁⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴⺵⺶⺷⺸"
    "⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪"
    "⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_CHARACTERS = (
    "厂乛乚亻冂刀刂卜㔾小小兀尣尢尣巳幺彑彐忄心扌攵无月歺母民氵氺灬爪爫丬犭王疋目示礻竹糸纟罓罒网网羊羊羊"
    "耂耂肀月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣食马骨鬼鱼鸟卤麦黄黾"
    "斉齐歯齿竜龙龜亀龟"
)
# A dash in one piece, a wave and a 户 that Japanese fonts share with the Chinese ones.
_MEANT = str.maketrans(dict(zip(_RADICALS, _CHARACTERS, strict=True)) | {"⸺": "——", "⸻": "———", "〜": "～", "戶": "户"})
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\uf900-\ufaff\u2329\u232a]")  # Kangxi radicals, doubles, angle brackets


def plain(text: str) -> str:
    """Return the characters that are meant.

    >>> plain("⼀、⻓期 ⸺ ⼾籍")
    '一、长期 —— 户籍'
    """
    return _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text).translate(_MEANT)
