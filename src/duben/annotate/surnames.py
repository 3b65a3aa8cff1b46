"""Characters that are read otherwise where they are a family name: 单 Shàn, 任 Rén.

The words of a passage and the place of one in, the reading of a surname out. It fires
only behind 姓 and, as a doubt that is told, before a title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duben.annotate.token import Token
    from duben.model import Confidence

_SURNAMES = {
    "单": "shàn",
    "任": "rén",
    "曾": "zēng",
    "仇": "qiú",
    "解": "xiè",
    "查": "zhā",
    "区": "ōu",
    "朴": "piáo",
    "盖": "gě",
    "华": "huà",
    "纪": "jǐ",
    "缪": "miào",
    "乐": "yuè",
    "覃": "qín",
    "宁": "nìng",
    "翟": "zhái",
    "葛": "gě",
    "种": "chóng",
    "冼": "xiǎn",
    "员": "yùn",
    "折": "shé",
    "召": "shào",
    "秘": "bì",
    "繁": "pó",
    "黑": "hè",
}
_TITLES = frozenset(
    {
        *("先生", "女士", "小姐", "太太", "老师", "教授", "博士", "医生", "大夫", "同学", "同志"),
        *("师傅", "校长", "院长", "局长", "部长", "市长", "县长", "主任", "主席", "总统", "总理"),
        *("经理", "总", "董事长", "书记", "律师", "法官", "警官", "队长", "教练", "氏"),
    }
)


def surname_reading(tokens: Sequence[Token], index: int) -> tuple[str, Confidence] | None:
    """Return the surname's reading of the one-character word at *index*, or None.

    Behind 姓 it is likely. Before a title it stays in doubt: 区主席 may be a Mr Ou or the
    chairman of a district.
    """
    reading = _SURNAMES.get(tokens[index].text)
    if reading is None:
        return None
    if index and tokens[index - 1].text.endswith("姓"):
        return reading, "likely"
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return (reading, "doubtful") if after in _TITLES else None
