"""Analyse is a step of its own: nothing leaves the machine, what is done is not done again."""

from __future__ import annotations

import csv


def test_analyse_reads_what_is_new_and_the_export_has_it(keikaku, tmp_path, sample_plans):
    place = ("--workspace", tmp_path / "workspace")
    keikaku("ingest", sample_plans[0], *place, check=0)
    first = keikaku("analyse", *place, check=0)
    again = keikaku("analyse", *place, check=0)
    keikaku("ingest", sample_plans[1], *place, check=0)
    more = keikaku("analyse", *place, check=0)
    keikaku("export", "--format", "csv", "--out", tmp_path / "csv", *place, check=0)

    assert first.stdout.endswith("件の文を解析しました\n")
    assert again.stdout == "新しく解析する文はありません\n"
    assert more.stdout.endswith("件の文を解析しました\n")
    with (tmp_path / "csv" / "actions.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["市区町村"] for row in rows} == {"見本町", "例示市"}
    assert ("電子決裁", "導入する") in {(row["対象"], row["行為"]) for row in rows}


def test_a_workspace_without_a_corpus_is_refused(keikaku, tmp_path):
    refused = keikaku("analyse", "--workspace", tmp_path / "none", check=2)

    assert "先に keikaku ingest" in refused.stderr
