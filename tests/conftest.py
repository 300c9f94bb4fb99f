"""What all tests share: where the reference material lies, and the switch that forbids skips."""

from __future__ import annotations

import os
import resource
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

# A property is no matter of time: a busy machine must not make one fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

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


@pytest.fixture
def full_disk() -> Callable[[], AbstractContextManager[None]]:
    """For a ``with`` block in which the kernel lets no file grow: EFBIG takes the way of ENOSPC."""

    @contextmanager
    def full() -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return full


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where skips are forbidden, tests of the reference material are left out if it is not here (never on a CI)."""
    if not _skips_are_forbidden() or (SHARED / "plans").is_dir():
        return
    left_out = [item for item in items if "shared_dir" in getattr(item, "fixturenames", ())]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None] | pytest.TestReport:
    """Where skips are forbidden, a skip is a failure that gives its reason."""
    report = yield
    if _skips_are_forbidden() and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped although KEIKAKU_NO_SKIPS=1: {reason}"
    return report


def _skips_are_forbidden() -> bool:
    return os.environ.get("KEIKAKU_NO_SKIPS") == "1"
