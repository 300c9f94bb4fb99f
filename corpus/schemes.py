"""Names of the classification schemes, shared by those who decide labels and those who export them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["KANMIN_SCHEME", "NATIONAL_NAMES", "NATIONAL_SCHEME"]

NATIONAL_SCHEME: Final = "national-dx"
"""The categories of 自治体DX推進計画; a `Classification.scheme` with this value feeds the contract's ``national``."""

KANMIN_SCHEME: Final = "kanmin-data"
"""The codes A to E of 官民データ活用推進基本法, where a plan prints them itself."""

NATIONAL_NAMES: Final = MappingProxyType(
    {
        "frontyard": "自治体フロントヤード改革の推進",
        "system_standardization": "自治体の情報システムの標準化・共通化",
        "eltax_payment": "公金収納におけるeLTAXの活用",
        "mynumber_card": "マイナンバーカードの普及促進・利用の推進",
        "security": "セキュリティ対策の徹底",
        "ai_rpa": "自治体のAI・RPAの利用推進",
        "telework": "テレワークの推進",
        "regional_digital": "地域社会のデジタル化",
        "digital_divide": "デジタルデバイド対策",
        "rule_review": "デジタル原則に基づく条例等の規制の点検・見直し",
        "bpr": "BPRの取組の徹底",
        "open_data": "オープンデータの推進・官民データ活用の推進",
        "org_structure": "組織体制の整備",
        "digital_talent": "デジタル人材の確保・育成",
        "planned_approach": "計画的な取組",
        "pref_municipal_collab": "都道府県と市区町村の連携による推進体制の構築",
        "outside": "国の項目外（該当なし）",
    }
)
"""The categories' names for people who read a table; a test holds them to the newest taxonomy of ``models``."""
