"""Names of the classification schemes, shared by those who decide labels and those who export them."""

from __future__ import annotations

from typing import Final

__all__ = ["NATIONAL_SCHEME"]

NATIONAL_SCHEME: Final = "national-dx"
"""The categories of 自治体DX推進計画; a `Classification.scheme` with this value feeds the contract's ``national``."""
