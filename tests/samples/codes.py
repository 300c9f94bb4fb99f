"""The check digit of 全国地方公共団体コード."""

from __future__ import annotations

WEIGHTS = (6, 5, 4, 3, 2)


def with_check_digit(code: str) -> str:
    """The 6-digit code of a 5-digit one, by the rule of the Ministry of Internal Affairs."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, code, strict=True))
    return code + str((11 - total % 11) % 10)
