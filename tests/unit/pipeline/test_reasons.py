"""One table of reasons, and nothing else is given; every reason comes of something a test does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from extractors.errors import UnreadableFileError
from pipeline import core
from pipeline.hints import Hints
from pipeline.reasons import DUPLICATE, REASONS
from pipeline.report import (
    FileOutcome,
    outcomes_to_json,
    outcomes_to_line,
    outcomes_to_markdown,
    reasons_to_line,
    reconciles,
)
from pipeline.worker import Request

ROOT = Path(__file__).parents[3]
NO_STATE = {"not_drawable"}  # only `keikaku inspect` says it, which stores nothing
RAISERS = {"UnreadableFileError", "ReadingFailedError", "Failure"}


def given_reasons() -> set[str]:
    """The literal reason codes of the program: first arguments and ``reason=`` of what carries one."""
    found = set()
    for path in (*(ROOT / "extractors").glob("*.py"), *(ROOT / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in RAISERS | {"FileOutcome"}
            ):
                first = node.args[:1] if node.func.id in RAISERS else []
                named = [keyword.value for keyword in node.keywords if keyword.arg == "reason"]
                found |= {value.value for value in (*first, *named) if isinstance(value, ast.Constant)}
    return found


def test_every_reason_that_is_given_is_in_the_table_and_every_one_in_the_table_is_given():
    assert given_reasons() - NO_STATE == set(REASONS)


def test_every_reason_says_what_to_do():
    assert all(reason.name and reason.advice.endswith("ください") for reason in REASONS.values())


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_readmes_name_every_reason(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert [code for code in (*REASONS, DUPLICATE) if f"`{code}`" not in text] == []


def outcome(name: str, status: str = "done", reason: str | None = None) -> FileOutcome:
    return FileOutcome(path=Path(name), sha256="a" * 64, status=status, reason=reason)  # type: ignore[arg-type]


def test_a_report_reconciles_only_if_each_file_has_one_outcome_with_a_known_reason():
    sound = [outcome("a"), outcome("b", "quarantined", "empty"), outcome("c", "unchanged", DUPLICATE)]

    assert reconciles(sound, 3)
    assert not reconciles(sound, 4)
    assert not reconciles([*sound, outcome("a")], 4)
    assert not reconciles([outcome("a", "quarantined", "moon phase")], 1)
    assert not reconciles([outcome("a", "quarantined")], 1)
    assert outcomes_to_line(sound, 3) == "入力 3件 = 完了 1 + 変更なし 1 + 隔離 1（すべてに結果があります）"
    assert "数が合いません" in outcomes_to_line(sound, 4)
    assert '"reconciles": true' in outcomes_to_json(sound, 3)


def test_the_reasons_are_counted_by_name_and_code():
    line = reasons_to_line([outcome("a", "quarantined", "empty"), outcome("b", "quarantined", "empty"), outcome("c")])

    assert line is not None
    assert "空のファイル（empty）2" in line
    assert reasons_to_line([outcome("c")]) is None


def test_no_name_becomes_markup_in_prefects_summary():
    text = outcomes_to_markdown([outcome("<img src=x onerror=alert(1)>|[a](javascript:b)`c`.pdf")])

    assert "\\<img" in text
    assert "\\[a\\]\\(" in text
    assert not re.search(r"(?<!\\)[<\[`]", text)


def test_a_file_beyond_the_bound_is_too_large(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(3 << 20))
    monkeypatch.setattr(core, "MAX_FILE_MB", 2)
    request = Request(path=path, source_name="a.pdf", sha256="", hints=Hints())
    with pytest.raises(UnreadableFileError) as caught:
        core.read_document(request, lambda *_: None, lambda: None)

    assert caught.value.reason == "too_large"


def test_a_file_that_changes_while_it_waits_says_so(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-new")
    request = Request(path=path, source_name="a.pdf", sha256="0" * 64, hints=Hints())
    with pytest.raises(UnreadableFileError) as caught:
        core.read_document(request, lambda *_: None, lambda: None)

    assert caught.value.reason == "changed_while_reading"


@pytest.mark.parametrize(
    ("passwords", "tried", "opens"),
    [
        ((), [None], False),
        (("b",), [None, "b"], True),
        (("a", "b", "c"), [None, "a", "b"], True),
        (("a", "c"), [None, "a", "c"], False),
    ],
)
def test_passwords_are_tried_in_turn_and_only_while_the_file_is_locked(passwords, tried, opens):
    asked = []

    def read(password):
        asked.append(password)
        if password != "b":  # noqa: S105
            raise UnreadableFileError("encrypted", "…")
        return "opened"

    if opens:
        assert core.with_passwords(read, passwords) == "opened"
    else:
        with pytest.raises(UnreadableFileError):
            core.with_passwords(read, passwords)
    assert asked == tried


def test_another_fault_than_a_lock_is_told_at_once():
    def read(password):
        assert password is None
        raise UnreadableFileError("damaged", "…")

    with pytest.raises(UnreadableFileError, match="damaged"):
        core.with_passwords(read, ("a", "b"))
