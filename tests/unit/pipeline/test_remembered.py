from __future__ import annotations

import pytest

from pipeline.errors import UnusableError
from pipeline.hints import Hints
from pipeline.remembered import load_remembered, merge_hints, save_remembered


def test_what_is_saved_is_loaded(tmp_path):
    remembered = {"a" * 64: Hints(title="題名", start_fy=2020)}
    save_remembered(tmp_path, remembered)

    assert load_remembered(tmp_path) == remembered


def test_a_workspace_without_manifests_gets_no_file(tmp_path):
    save_remembered(tmp_path, {"a" * 64: Hints()})

    assert list(tmp_path.iterdir()) == []
    assert load_remembered(tmp_path) == {}


def test_a_damaged_file_is_told_not_dropped(tmp_path):
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")

    with pytest.raises(UnusableError, match=r"manifest\.json"):
        load_remembered(tmp_path)


def test_the_newer_word_wins_field_by_field():
    merged = merge_hints(Hints(title="旧", prefecture="宮城県"), Hints(title="新"))

    assert merged == Hints(title="新", prefecture="宮城県")
    assert merged.fingerprint() != Hints(title="新").fingerprint()
    assert Hints().fingerprint() == ""
