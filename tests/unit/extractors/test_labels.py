"""Labels that name the parts of one measure."""

from __future__ import annotations

import pytest

from extractors.labels import label_role

LABELS = {
    "title": ["事業名", "施策名", "取組名", "取組", "事業", "プロジェクト名", "件名", "個別施策", "具体的な取組"],
    "number": ["施策番号", "事業番号", "整理番号", "番号", "No."],
    "path": ["基本目標", "基本方針", "施策の柱", "分野", "大項目", "施策体系"],
    "department": ["担当課", "所管課", "担当部署", "主管課", "関係課", "実施主体", "推進機関", "課名", "担当"],
    "current": ["現状", "現状と課題", "現状・課題", "現状及び課題", "課題", "背景", "これまでの取組"],
    "description": [
        "取組内容",
        "事業内容",
        "内容",
        "事業概要",
        "概要",
        "方向性",
        "今後の方向性",
        "取組の方向",
        "目的",
        "今後の取組",
    ],
    "effects": ["効果", "期待される効果", "市民のメリット"],
    "indicator": ["指標", "成果指標", "KPI", "ＫＰＩ", "数値目標"],
    "schedule": ["スケジュール", "実施スケジュール", "年次計画", "工程表", "ロードマップ", "実施時期"],
    "badge": ["区分", "新規・継続区分", "種別"],
    "progress": ["主な取組状況", "進捗状況", "取組実績", "達成状況"],
}
WORDS = ["窓口の見直し", "市民課", "", "　", "令和７年度", "取組内容をここに長い文として書きます", "見本市"]


@pytest.mark.parametrize(("role", "text"), [(role, text) for role, texts in LABELS.items() for text in texts])
def test_a_label_names_its_part(role, text):
    assert label_role(text) == role


@pytest.mark.parametrize(
    "text", ["【担当課】", "■担当課", "担 当 課", "〈担当課〉", "担当課：", "（担当課）", "担当\n課"]
)
def test_brackets_bullets_and_spaces_do_not_hide_a_label(text):
    assert label_role(text) == "department"


@pytest.mark.parametrize("text", WORDS)
def test_other_words_are_no_labels(text):
    assert label_role(text) is None
