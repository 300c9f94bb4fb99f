"""What `keikaku search` finds is what a substring search over the NFKC forms of the stored texts finds, both ways."""

from __future__ import annotations

import json
import random
import unicodedata
from typing import TYPE_CHECKING

import pytest

from corpus.store import open_store
from corpus.text_units import SEARCH_FIELDS
from pipeline.annotate import open_annotator
from pipeline.cli import run
from pipeline.core import read_document
from pipeline.hints import Hints
from pipeline.inputs import find_files, hash_file
from pipeline.versions import record_versions
from pipeline.worker import Request

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

N_WORDS = N_SUBSTRINGS = 100


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def build(workspace: Path, paths: Iterable[Path]) -> None:
    annotator = open_annotator()
    with open_store(workspace) as store:
        for path in paths:
            request = Request(path=path, source_name=path.name, sha256=hash_file(path).sha256 or "", hints=Hints())
            reading = read_document(request, lambda _page, _pages: None, lambda: annotator)
            store.put_plan(
                reading.plan,
                reading.analysis,
                tokens=reading.tokens,
                tokeniser_version=reading.tokeniser_version,
                versions=record_versions(Hints()),
            )


def check(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(workspace, create=False) as store:
        texts = {
            measure.id: [text for texts_of in SEARCH_FIELDS.values() for text in texts_of(measure) if text]
            for plan, _ in store.plans()
            for measure in plan.measures
        }
        printed = sorted({text for of_measure in texts.values() for text in of_measure})
        words = sorted({token.surface for text in printed for token in store.tokens_of(text) or ()})
    chance = random.Random(20261120)  # noqa: S311 - a fixed draw
    queries = chance.sample([word for word in words if word.strip()], N_WORDS)
    while len(queries) < N_WORDS + N_SUBSTRINGS:
        text = chance.choice(printed)
        start = chance.randrange(len(text))
        piece = text[start : start + chance.randint(1, 6)]
        # Every other one in the form that a user would type.
        queries += [nfkc(piece) if len(queries) % 2 else piece] if piece.strip() else []
    assert len(queries) == N_WORDS + N_SUBSTRINGS
    for query in queries:
        expected = {measure_id for measure_id, own in texts.items() if any(nfkc(query) in nfkc(text) for text in own)}
        assert run(["search", "--workspace", str(workspace), "--format", "json", "--limit", "100000", "--", query]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert {hit["measure_id"] for hit in answer["hits"]} == expected, query
        assert answer["total"] == len(expected), query
        assert expected, query


def test_hits_equal_a_substring_search_over_the_samples(tmp_path, sample_plans, capsys):
    build(tmp_path, sample_plans)
    check(tmp_path, capsys)


@pytest.mark.slow
def test_hits_equal_a_substring_search_over_the_published_plans(tmp_path, shared_dir, capsys):
    build(tmp_path, find_files([shared_dir / "plans"]).paths)
    check(tmp_path, capsys)
