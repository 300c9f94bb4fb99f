from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS, run

KEIKAKU = Path(sys.executable).with_name("keikaku")
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


@pytest.fixture(autouse=True)
def _restored(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.delenv("KEIKAKU_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_japanese(name, capsys):
    assert run([name, "--help"]) == 0

    out = capsys.readouterr().out
    assert out.startswith(f"使い方: keikaku {name}")
    assert "Options" not in out
    assert all(
        JAPANESE.search(line) for line in out.splitlines() if re.match(r"\s+--", line) and "  --" not in line[4:]
    )


def test_help_lists_every_command(capsys):
    assert run(["--help"]) == 0

    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "コマンドを指定してください"),
        (["foo"], "foo というコマンドはありません"),
        (["ingest"], "PATH... を指定してください"),
        (["ingest", "missing"], "missing: 見つかりません"),
        (["ingest", "empty"], "empty: PDFがありません"),
        (["ingest", ".", "--workers", "0"], "1以上の整数"),
        (["ingest", ".", "--worker", "1"], "もしかして --workers"),
        (["ingest", "a.pdf", "--manifest", "m.csv"], "m.csv: マニフェストを読めません"),
        (["ingest", "a.pdf", "--report", "no/r.json"], "フォルダーがありません"),
        (["ingest", "a.pdf", "--workspace", "a.pdf"], "a.pdf"),
        (["extract"], "FILE.pdf を指定してください"),
        (["extract", "missing.pdf"], "見つかりません"),
        (["extract", "empty"], "ファイルではありません"),
        (["extract", "a.pdf"], "PDFではありません"),
        (["extract", "a.pdf", "b.pdf"], "余分な引数"),
        (["export", "--format", "doc", "--out", "x"], "json、csv、xlsx、parquet のどれか"),
        (["export", "--format", "csv", "--out", "x"], "コーパスがありません"),
        (["search", "語"], "コーパスがありません"),
        (["search", "語", "--limit"], "--limit には値が必要です"),
        (["status"], "コーパスがありません"),
        (["retry"], "コーパスがありません"),
        (["classify", "--jsonl", "missing.jsonl"], "missing.jsonl"),
    ],
)
def test_an_unusable_call_is_one_japanese_line_and_status_2(arguments, said, capsys, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.pdf").write_text("文章です", encoding="utf-8")

    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("keikaku: ")
    assert said in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "empty"]


def test_extract_prints_the_record_and_writes_nothing(sample_plans, capsys, tmp_path):
    assert run(["extract", str(sample_plans[0])]) == 0

    out, err = capsys.readouterr()
    record = json.loads(out)
    assert out.endswith("}\n")
    assert record["document"]["source_name"] == sample_plans[0].name
    assert record["measures"]
    assert err == ""
    assert list(tmp_path.iterdir()) == []


def test_output_is_utf8_in_a_locale_that_knows_only_ascii(sample_plans):
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([KEIKAKU, "extract", sample_plans[0]], env=environment, capture_output=True, check=True)

    assert json.loads(done.stdout.decode("utf-8"))["document"]["municipality"]


def test_a_reader_that_stops_reading_is_no_error(sample_plans):
    shell = f"'{KEIKAKU}' extract '{sample_plans[0]}' | head -c 10"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=True)

    assert done.stderr == b""


def test_help_comes_at_once():
    """0.3 s are allowed; heavy imports would take one or more."""
    code = (
        "import sys; from pipeline.cli import run; run(['--help']);"
        "sys.exit(sorted({'prefect', 'sqlalchemy', 'sklearn', 'pdfplumber', 'rich'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
