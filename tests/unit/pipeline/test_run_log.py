from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.run_log import LEVELS, RunLog


def lines(log: RunLog) -> list[dict[str, object]]:
    return [json.loads(line) for line in (log.folder / "run.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_keeps_itself_and_what_weighs_more(tmp_path, level):
    with RunLog(tmp_path, level) as log:
        for each in LEVELS:
            log.write("event", level=each)

    assert [line["level"] for line in lines(log)] == list(LEVELS[LEVELS.index(level) :])


def test_a_line_has_time_level_event_and_its_facts(tmp_path):
    with RunLog(tmp_path) as log:
        log.write("started", path=Path("a\udcff\n.pdf"), sha256="ab")
    (line,) = lines(log)

    assert (line["event"], line["sha256"], line["level"]) == ("started", "ab", "info")
    assert str(line["time"]).endswith("+00:00")
    assert log.is_whole


def test_a_run_that_breaks_off_says_why(tmp_path):
    with pytest.raises(ValueError, match="broken"), RunLog(tmp_path, "error") as log:
        raise ValueError("broken")

    assert [(line["event"], line["error"]) for line in lines(log)] == [("stopped", "ValueError: broken")]
