"""How the commands of the researcher print what they find."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from unit.pipeline.language.language_corpus import measure, plan, put, term

from corpus.store import open_store
from pipeline.cli import run


@pytest.mark.parametrize(
    ("arguments", "heading", "first"),
    [
        (["kwic", "窓口"], "市町村", "見本町"),
        (["words"], "語", None),
        (["words", "--with", "窓口", "--group", "municipality"], "区分け", "見本町"),
        (["keyness", "--municipality", "例示市"], "語", None),
        (["terms"], "概念", None),
        (["terms", "--list", "links"], "市町村", "見本町"),
        (["terms", "--list", "unused"], "市町村", "見本町"),
        (["terms", "--list", "undefined"], "市町村", "例示市"),
    ],
)
def test_the_commands_print_tables_csv_and_json(arguments, heading, first, workspace, tmp_path, capsys):  # noqa: PLR0917
    place = ["--workspace", str(workspace)]
    assert run([*arguments, *place, "--format", "csv", "--limit", "2"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert run([*arguments, *place, "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert run([*arguments, *place, "--out", str(tmp_path / "out.csv")]) == 0
    whole = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert run([*arguments, *place]) == 0

    assert rows[0][0] == heading
    assert len(rows) <= 3
    assert first is None or rows[1][0] == first
    assert len(whole) == record["total"] + 1
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert heading in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["keyness"], "比べるまとまり"),
        (["kwic"], "語 を指定してください"),
        (["kwic", "窓口\udcff"], "文字として読めない"),
        (["kwic", "窓口", "--by", "sound"], "surface、normalised、lemma"),
        (["kwic", "窓口", "--category", "x"], "国の区分「x」はありません"),
        (["words", "--out", "no/such/folder.csv"], "書けません"),
        (["words", "--pos", "ナニ"], "「ナニ」とあります"),
        (["kwic", "窓口", "--municipality", "見本"], "見本 の計画はコーパスにありません"),
        (["keyness", "--prefecture", "見本"], "見本 の計画はコーパスにありません"),
        (["terms", "--municipality", "見本"], "見本 の計画はコーパスにありません"),
    ],
)
def test_an_unusable_call_is_told_in_one_line(arguments, said, workspace, capsys):
    assert run([*arguments, "--workspace", str(workspace)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_text_of_a_plan_acts_on_a_terminal_or_in_a_spreadsheet(form, tmp_path, capsys):
    evil = "=HYPERLINK(1) \x1b]0;x\x9b31m\u202e窓口"
    with open_store(tmp_path / "w") as store:
        put(store, plan("見本町", "c", measure(1, evil, evil), terms=[term(evil, evil)], title=evil))
    for arguments in (["kwic", "窓口"], ["words"], ["terms"], ["terms", "--list", "unused"]):
        assert run([*arguments, "--workspace", str(tmp_path / "w"), "--format", form]) == 0
        shown = capsys.readouterr().out

        assert shown
        if form == "csv":
            # What is no terminal gets the text as printed.
            cells = [cell for row in csv.reader(io.StringIO(shown)) for cell in row]
            assert not any(cell.startswith("=") for cell in cells)
        else:
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)


def test_nothing_found_is_said(workspace, capsys):
    assert run(["kwic", "南極", "--workspace", str(workspace)]) == 0
    assert capsys.readouterr().out == "見つかりませんでした\n"
