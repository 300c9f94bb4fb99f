"""What all tests share: where the reference material lies, and the switch that forbids skips."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
SAMPLES = REPOSITORY / "corpus" / "samples"


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder with the five published plans and their gold records; it is no part of the repository."""
    if not (SHARED / "plans").is_dir():
        pytest.skip(f"reference material is not here: {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def sample_plans() -> list[Path]:
    """The fictional plans that ship with the program."""
    return sorted(SAMPLES.glob("*.pdf"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None] | pytest.TestReport:
    """Under KEIKAKU_NO_SKIPS=1 (the CI) a skip is a failure that gives its reason."""
    report = yield
    if os.environ.get("KEIKAKU_NO_SKIPS") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        # Reference material is never on a CI machine: its absence is no missing program.
        if call.excinfo is not None and "reference material is not here" in str(call.excinfo.value):
            return report
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped although KEIKAKU_NO_SKIPS=1: {reason}"
    return report
