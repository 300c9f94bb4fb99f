"""Characters that fonts give for those they print: CJK radicals (⺠ for 民), U+2E80-2EFF, and U+2F00-2FD5 by NFKC.

Noto's Japanese faces share one glyph for the middle dot ・ and the hyphenation point ‧, and may name the latter.
"""

from __future__ import annotations

import unicodedata

__all__ = ["without_radicals"]

# Radicals that stand for a character of the same form. NFKC maps the Kangxi radicals, but only two of these.
_SUPPLEMENT = {
    "⺁": "厂", "⺃": "乚", "⺄": "乙", "⺅": "亻", "⺆": "冂", "⺇": "几", "⺈": "刀", "⺉": "刂", "⺋": "㔾", "⺌": "小",
    "⺍": "小", "⺎": "尢", "⺏": "尣", "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺕": "彐", "⺖": "忄", "⺗": "㣺", "⺘": "扌",
    "⺙": "攵", "⺚": "旡", "⺛": "旡", "⺜": "日", "⺝": "月", "⺞": "歺", "⺟": "母", "⺠": "民", "⺡": "氵", "⺢": "氺",
    "⺣": "灬", "⺤": "爪", "⺥": "爫", "⺦": "丬", "⺧": "牛", "⺨": "犭", "⺩": "王", "⺪": "疋", "⺫": "目", "⺬": "示",
    "⺭": "礻", "⺮": "竹", "⺯": "糹", "⺰": "纟", "⺱": "罓", "⺲": "罒", "⺳": "罓", "⺴": "罓", "⺵": "网", "⺶": "羊",
    "⺷": "羊", "⺸": "羋", "⺹": "耂", "⺺": "肀", "⺻": "聿", "⺼": "月", "⺽": "臼", "⺾": "艹", "⺿": "艹", "⻀": "艹",
    "⻁": "虎", "⻂": "衤", "⻃": "覀", "⻄": "西", "⻅": "见", "⻆": "角", "⻇": "角", "⻈": "讠", "⻉": "贝", "⻊": "足",
    "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "阝", "⻐": "钅", "⻑": "長", "⻒": "镸", "⻓": "长", "⻔": "门",
    "⻕": "阜", "⻖": "阝", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻞": "食",
    "⻟": "飠", "⻠": "饣", "⻡": "首", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦",
    "⻩": "黄", "⻪": "黾", "⻫": "斉", "⻬": "齐", "⻭": "歯", "⻮": "齿", "⻯": "竜", "⻰": "龙", "⻱": "龜", "⻲": "亀",
    "⻳": "龟",
}  # fmt: skip


def without_radicals(text: str) -> str:
    """The text with radicals, and ‧, replaced by the characters they print; everything else stays as it is."""
    if not any("\u2e80" <= char <= "\u2fdf" or char == "‧" for char in text):
        return text
    return "".join(_character(char) for char in text)


def _character(char: str) -> str:
    if char == "⼾":
        # NFKC gives 戶, which Japanese faces draw in another way.
        return "戸"
    if "\u2f00" <= char <= "\u2fdf":
        return unicodedata.normalize("NFKC", char)
    return "・" if char == "‧" else _SUPPLEMENT.get(char, char)
