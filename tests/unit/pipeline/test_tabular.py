"""Rows for the eye, for Excel and for programs."""

from __future__ import annotations

import pytest

from pipeline.commands.tabular import write_rows
from pipeline.errors import UnusableError
from pipeline.terminal import Terminal


def test_a_table_that_finds_no_room_leaves_no_file(tmp_path, full_disk):
    with full_disk(), pytest.raises(UnusableError, match="書けません"):
        write_rows(Terminal(), {"word": "語"}, [{"word": "窓口"}], form="table", limit=1, out=tmp_path / "a.csv")

    assert list(tmp_path.iterdir()) == []
