"""How much time and memory one document may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass

__all__ = ["Limits", "default_workers"]

# Two workers hold about 400 MB of models; more of them help only where there are more processors.
MAX_DEFAULT_WORKERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one document.

    Attributes:
        stall_seconds: Longest wait for the next sign of progress (a page, a stage).
        total_seconds: Longest time from the first byte to the record.
        memory_mb: Largest resident size of the worker process.
        start_seconds: Longest wait for a worker to load its models.

    """

    stall_seconds: float = 120.0
    total_seconds: float = 1800.0
    memory_mb: int = 2048
    start_seconds: float = 180.0


def default_workers() -> int:
    """Number of worker processes when the user names none: one per processor, two at most."""
    return max(1, min(MAX_DEFAULT_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1))
