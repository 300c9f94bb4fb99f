"""The Japanese eras that plans print, and the Western year of each of their years."""

from __future__ import annotations

from typing import Final

__all__ = ["ABBREVIATIONS", "ERAS", "MAX_ERA_YEAR", "MIN_SHORT_SHOWA"]

ERAS: Final = {"昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before an era's first: 元号を改める政令 of 1926-12-25, 1989-01-07 and 2019-04-01."""

ABBREVIATIONS: Final = {"昭": "昭和", "平": "平成", "令": "令和", "S": "昭和", "H": "平成", "R": "令和"}

MAX_ERA_YEAR: Final = {"昭和": 64, "平成": 45, "令和": 60}
"""Plans printed before 2019 count on to 平成40年度 and beyond."""

MIN_SHORT_SHOWA: Final = 50
"""From here on S means 昭和: "S3" and "S15" name products, not 1928 and 1940."""
