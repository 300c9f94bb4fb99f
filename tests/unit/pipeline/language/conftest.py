"""The small corpus in a workspace, put there with the real tokeniser."""

from __future__ import annotations

import pytest
from unit.pipeline.language.language_corpus import MIHON, REIJI, put

from corpus.records import Analysis, Classification
from corpus.store import open_store


@pytest.fixture(scope="session")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("language")
    with open_store(folder) as store:
        for one, labels in ((MIHON, ("frontyard", "digital_divide")), (REIJI, ("security", "digital_talent"))):
            classes = tuple(
                Classification(
                    measure_id=measure.id,
                    scheme="national-dx",
                    scheme_version="2.3",
                    label=label,
                    rank=0,
                    probability=0.9,
                    abstain=False,
                    decided_by="test",
                )
                for measure, label in zip(one.measures, labels, strict=True)
            )
            put(store, one, Analysis(classifications=classes))
    return folder


@pytest.fixture
def store(workspace):
    with open_store(workspace, create=False) as opened:
        yield opened
