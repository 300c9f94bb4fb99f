"""A font with Japanese characters, wherever the machine keeps one; none is shipped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

__all__ = ["FONT_FOLDERS", "find_japanese_font"]

FONT_FOLDERS: Final = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("~/.fonts").expanduser(),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
"""Where Linux, macOS and Windows keep fonts."""

# Faces that hold the characters of plans, best for small type first; of a collection (.ttc) the first is Japanese.
_FACES: Final = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKjp-Regular.otf",
    "NotoSansJP-*.?tf",
    "ipaexg.ttf",
    "ipagp.ttf",
    "ipag.ttf",
    "BIZUD*Gothic*.tt?",
    "ヒラギノ角ゴシック W3.ttc",
    "YuGothR.ttc",
    "meiryo.ttc",
    "msgothic.ttc",
    "TakaoPGothic.ttf",
    "TakaoGothic.ttf",
    "VL-Gothic-Regular.ttf",
    "ipaexm.ttf",
    "ipam*.ttf",
    "NotoSerifCJK-Regular.ttc",
)


def find_japanese_font(folders: Iterable[Path] = FONT_FOLDERS) -> Path | None:
    """The best font for labels, or None where no folder holds any."""
    existing = [folder for folder in folders if folder.is_dir()]
    for face in _FACES:
        for folder in existing:
            found = sorted(folder.rglob(face))
            if found:
                return found[0]
    return None
