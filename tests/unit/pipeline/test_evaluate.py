"""`keikaku evaluate`, `keikaku schemes` and `classify --explain` as a user calls them."""

from __future__ import annotations

import json

import pytest

from models.evaluate import Judged
from pipeline.cli import run
from pipeline.measure_labels import judge_leaving_out, read_gold

MEASURES = [
    {"title": "テレワークの推進", "national": ["telework"], "path": ["第１章"], "description": ""},
    {"title": "電子申請の拡大", "national": ["frontyard"]},
    {"title": "分類のない施策"},
]


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    for place in ("mihon", "reiji"):
        record = {"document": {"municipality_code": None}, "measures": MEASURES}
        (folder / f"{place}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return folder


def keikaku(capsys, *arguments):
    status = run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_gold_records_are_measured(gold, capsys):
    status, out, _ = keikaku(capsys, "evaluate", "--gold", gold)

    assert status == 0
    assert "4件" in out
    assert "主分類の正解率 1.000（1.000～1.000）" in out
    assert "較正誤差（ECE）" in out


def test_figures_come_as_json(gold, capsys):
    _, out, _ = keikaku(capsys, "evaluate", "--gold", gold, "--format", "json")
    found = json.loads(out)

    assert (found["count"], found["groups"], found["micro_f1"]) == (4, 2, 1.0)
    assert {one["label"]: one["support"] for one in found["per_label"]}["telework"] == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "計画の記録として読めません"),
        ('{"document": {}, "measures": [{"title": "x", "national": ["bpo"]}]}', "bpo はこの体系にありません"),
        ('{"document": {}, "measures": [{"title": "x"}]}', "分類（national）のある施策がありません"),
    ],
)
def test_unusable_gold_is_said_in_a_line(tmp_path, capsys, content, said):
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    status, _, err = keikaku(capsys, "evaluate", "--gold", tmp_path)

    assert (status, said in err, err.count("\n")) == (2, True, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--gold", "no/such"], "正解の記録"),
        (["--gold", ".", "--reviews"], "どちらか一方"),
        (["--leave-one-out"], "とともに使います"),
    ],
)
def test_an_unusable_call_is_said_in_a_line(capsys, arguments, said):
    status, _, err = keikaku(capsys, "evaluate", *arguments)

    assert (status, said in err) == (2, True)


def test_leaving_out_learns_from_the_others_only(tmp_path):
    for place, label in (("a", "rule_review"), ("b", "rule_review"), ("c", "telework")):
        measure = {"title": "新型の甲乙丙の推進", "national": [label]}
        (tmp_path / f"{place}.json").write_text(json.dumps({"document": {}, "measures": [measure]}), encoding="utf-8")
    decided = read_gold(tmp_path, ("rule_review", "telework"))
    first, *_ = judge_leaving_out(decided)

    assert isinstance(first, Judged)
    assert [place for _, place in decided] == ["a", "b", "c"]
    assert first.group == "a"


def test_schemes_show_names_versions_and_crosswalks(capsys):
    categories = json.loads(keikaku(capsys, "schemes", "--format", "json")[1])["rows"]
    first = json.loads(keikaku(capsys, "schemes", "--version", "1.0", "--format", "json")[1])["rows"]
    crosswalk = json.loads(keikaku(capsys, "schemes", "kanmin-data", "--list", "crosswalk", "--format", "json")[1])

    assert len(categories) == 17
    assert first[0]["name"] == "自治体の行政手続のオンライン化"
    assert crosswalk["rows"][1] == {
        "id": "B",
        "name": "官民データの容易な利用等に係る取組",
        "to": "open_data",
        "mark": "推定または当方の判断",
    }
    assert keikaku(capsys, "schemes", "no-scheme")[0] == 2


def test_classify_explains_when_asked(tmp_path, capsys):
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"title": "テレワークの推進"}\n', encoding="utf-8")
    answer = json.loads(keikaku(capsys, "classify", "--jsonl", lines, "--explain", "--workspace", tmp_path)[1])

    assert answer["national"] == ["telework"]
    assert answer["evidence"]["telework"]["for"][0][0] == "テレワーク"
