"""Lets these tests import what all tests share (``tests.strategies``), however pytest was started."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.store import Store, open_store

REPOSITORY = Path(__file__).resolve().parents[3]
if str(REPOSITORY) not in sys.path:
    sys.path.insert(0, str(REPOSITORY))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty corpus."""
    return open_store(tmp_path)
