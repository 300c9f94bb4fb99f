from __future__ import annotations

import io
import json

import pytest

from pipeline.cli import run


@pytest.fixture
def classify(capsys, monkeypatch, tmp_path):
    def classify(lines: list[str], source: str = "-"):
        text = "".join(f"{line}\n" for line in lines).encode()
        (tmp_path / "in.jsonl").write_bytes(text)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        status = run(["classify", "--jsonl", source if source == "-" else str(tmp_path / source)])
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return classify


@pytest.fixture(autouse=True)
def _hook_restored(monkeypatch):
    monkeypatch.setattr("sys.excepthook", lambda *_: None)


@pytest.mark.parametrize("source", ["-", "in.jsonl"])
def test_each_line_is_answered_in_order(classify, source):
    titles = ["マイナンバーカードの普及", "テレワークの推進", "オープンデータの公開"] * 50
    status, answers, err = classify([json.dumps({"title": title}) for title in titles], source)

    assert (status, err) == (0, "")
    assert len(answers) == len(titles)
    assert answers[:3] * 50 == answers
    for answer in answers[:3]:
        assert set(answer) == {"national", "scores", "abstain"}
        assert set(answer["national"]) <= set(answer["scores"])
        assert answer["scores"][answer["national"][0]] == max(answer["scores"].values())


def test_many_lines_end_with_their_number_and_a_rate(classify, monkeypatch):
    seconds = iter([10.0, 14.0])
    monkeypatch.setattr("pipeline.commands.classify.time.perf_counter", lambda: next(seconds))
    status, answers, err = classify(['{"title": "窓口"}'] * 2000)

    assert (status, len(answers)) == (0, 2000)
    assert err == "2,000件を 4.0秒で分類しました（毎秒 500件、起動の時間を除く）\n"


def test_a_bad_line_ends_the_run_after_those_before_it_are_answered(classify):
    status, answers, err = classify(['{"title": "窓口"}', "{", '{"title": "端末"}'])

    assert status == 2
    assert len(answers) == 1
    assert err.splitlines() == [line for line in err.splitlines() if "標準入力 2行目" in line]


def test_no_lines_give_no_answers(classify):
    assert classify([]) == (0, [], "")
