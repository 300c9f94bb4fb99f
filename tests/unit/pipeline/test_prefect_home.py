"""What the user reads when Prefect's server does not start."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import namedtuple

import pytest

from pipeline.errors import UnusableError
from pipeline.prefect_home import NEEDED_MB, _announced_port

Usage = namedtuple("Usage", ["total", "used", "free"])  # noqa: PYI024 - as shutil's own


@pytest.mark.parametrize(
    ("free_mb", "said"), [(NEEDED_MB - 1, "空きが 19 MB しかありません"), (NEEDED_MB, "keikaku doctor")]
)
def test_a_server_that_ends_on_a_full_disk_is_told_apart_from_other_faults(monkeypatch, tmp_path, free_mb, said):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, free_mb << 20))
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as server:
        server.wait()
        with pytest.raises(UnusableError, match=said):
            _announced_port(server, tmp_path / "prefect-server.log")
