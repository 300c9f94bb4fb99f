"""What `keikaku doctor` looks at: everything a run needs, each checked by using it once."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final, Literal

from pipeline.limits import Limits, default_workers

__all__ = ["CHECKS", "Finding", "Level", "examine"]

Level = Literal["good", "note", "bad"]
"""good: nothing to do; note: it runs, but something is worth knowing; bad: a run would fail or lose speed."""

SENTENCE: Final = "行政手続のオンライン化を推進する。"
MIN_PYTHON: Final = (3, 11)
# Free space: a plan takes a few megabytes with its PDF, a run some ten megabytes of logs and of Prefect's records.
SCARCE_MB: Final = 1024
TOO_LITTLE_MB: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor in Japanese: what was looked at, what was found, and what to do if anything."""

    level: Level
    name: str
    found: str
    advice: str = ""


Check = Callable[[Path], Finding]


def examine(workspace: Path) -> Iterator[Finding]:
    """The findings of all checks, one by one; a check that breaks is a finding, too."""
    for name, check in CHECKS.items():
        try:
            yield check(workspace)
        except Exception as error:  # noqa: BLE001 - whatever is broken, the doctor goes on to the next organ
            said = " ".join(str(error).split()) or type(error).__name__
            yield Finding(level="bad", name=name, found=said, advice="make setup で入れ直し、続くなら開発者へ")


def _versions(_: Path) -> Finding:
    from packaging.requirements import Requirement  # noqa: PLC0415 - only the doctor needs it

    name = "バージョン"
    python = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < MIN_PYTHON:
        return Finding(level="bad", name=name, found=f"Python {python}", advice="Python 3.11 以降を入れてください")
    wrong = []
    needed = [Requirement(text) for text in requires("keikaku") or ()]
    for requirement in needed:
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            installed = version(requirement.name)
        except PackageNotFoundError:
            wrong.append(f"{requirement.name} がない")
            continue
        if not requirement.specifier.contains(installed, prereleases=True):
            wrong.append(f"{requirement.name} {installed}（必要 {requirement.specifier}）")
    if wrong:
        return Finding(level="bad", name=name, found="、".join(wrong), advice="make setup で入れ直してください")
    told = "、".join(f"{package} {version(package)}" for package in ("keikaku", "pdfplumber", "prefect", "sudachipy"))
    return Finding(level="good", name=name, found=f"Python {python}、{told}")


def _dictionary(_: Path) -> Finding:
    from models.tokeniser import load_tokeniser  # noqa: PLC0415 - a second, and what is broken must show here

    tokeniser = load_tokeniser()
    tokens = tokeniser.tokens(SENTENCE)
    if "".join(token.surface for token in tokens) != SENTENCE:
        advice = "make setup で入れ直してください"
        return Finding(level="bad", name="辞書", found="語に分けた結果が元の文に戻りません", advice=advice)
    return Finding(level="good", name="辞書", found=tokeniser.version)


def _model(_: Path) -> Finding:
    from models.classifier import load_classifier  # noqa: PLC0415

    return Finding(level="good", name="分類モデル", found=load_classifier().version)


def _fonts(_: Path) -> Finding:
    from outputs.overlay_fonts import find_japanese_font  # noqa: PLC0415

    font = find_japanese_font()
    if font is None:
        found = "日本語のフォントがありません（keikaku inspect の凡例が番号になります）"
        return Finding(
            level="note",
            name="フォント",
            found=found,
            advice="IPAフォント（Debian では fonts-ipafont）を入れてください",
        )
    return Finding(level="good", name="フォント", found=str(font))


def _disk(workspace: Path) -> Finding:
    place = next(path for path in (workspace.absolute(), *workspace.absolute().parents) if path.exists())
    free_mb = shutil.disk_usage(place).free >> 20
    logs_mb = sum(path.stat().st_size for path in (workspace / "logs").rglob("*") if path.is_file()) >> 20
    found = f"{place} の空き {free_mb:,} MB、ログ {logs_mb:,} MB"
    advice = "空きを作ってください。古いログ（workspace/logs のフォルダー）は消しても差し支えありません"
    if free_mb < SCARCE_MB:
        return Finding(level="bad" if free_mb < TOO_LITTLE_MB else "note", name="ディスク", found=found, advice=advice)
    return Finding(level="good", name="ディスク", found=found)


def _memory(_: Path) -> Finding:
    workers, limit = default_workers(), Limits().memory_mb
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return Finding(level="note", name="メモリ", found="空きを調べられません（Linux ではありません）")
    free_mb = next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")) >> 10
    found = f"空き {free_mb:,} MB（上限 {limit:,} MB × {workers} プロセス）"
    if free_mb < workers * limit:
        advice = "--workers か --memory を減らすと、重いPDFが重なっても安全です"
        return Finding(level="note", name="メモリ", found=found, advice=advice)
    return Finding(level="good", name="メモリ", found=found)


def _workspace(workspace: Path) -> Finding:
    from corpus.errors import StoreError, WorkspaceBusyError  # noqa: PLC0415
    from corpus.lock import ingest_lock  # noqa: PLC0415

    name = "作業フォルダー"
    if not workspace.exists():
        return Finding(level="good", name=name, found=f"{workspace}: まだありません（keikaku ingest が作ります）")
    try:
        with ingest_lock(workspace), tempfile.TemporaryFile(dir=workspace) as stream:
            stream.write(bytes(4096))
    except WorkspaceBusyError as error:
        return Finding(level="note", name=name, found=str(error), advice="取り込みが終わるのを待ってください")
    except (OSError, StoreError) as error:
        found = f"{workspace}: 書き込めません（{error}）"
        return Finding(
            level="bad", name=name, found=found, advice="権限と空きを確かめるか、別の --workspace を指定してください"
        )
    return Finding(level="good", name=name, found=f"{workspace}: 書き込めます")


def _database(workspace: Path) -> Finding:
    from corpus.errors import CorpusMissingError  # noqa: PLC0415
    from corpus.files import path_of  # noqa: PLC0415
    from corpus.store import open_store  # noqa: PLC0415

    name = "データベース"
    try:
        with open_store(workspace, create=False) as store:
            damage = store.damage()
            headers, quarantined = store.headers(), store.quarantined()
    except CorpusMissingError:
        return Finding(level="good", name=name, found="まだありません（keikaku ingest が作ります）")
    if damage:
        advice = "バックアップに戻すか、別の --workspace に取り込み直してください"
        return Finding(level="bad", name=name, found=f"壊れています: {damage[0]}", advice=advice)
    lost = [header.source_name for header in headers if not path_of(workspace, header.sha256).is_file()]
    if lost:
        found = f"PDFの控えが {len(lost)}件ありません（{lost[0]} など）"
        return Finding(level="bad", name=name, found=found, advice="files フォルダーをバックアップから戻してください")
    return Finding(level="good", name=name, found=f"計画のPDF {len(headers)}件、隔離 {len(quarantined)}件、異常なし")


def _prefect(workspace: Path) -> Finding:
    from pipeline.prefect_home import prefect_running  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="keikaku-doctor-") as folder:
        logs = Path(folder)
        # The records that are there are what the next run will open.
        home = workspace if (workspace / "prefect").is_dir() else logs
        with prefect_running(home, logs, "error"):
            import httpx  # noqa: PLC0415
            from prefect.settings import PREFECT_API_URL  # noqa: PLC0415 - it reads its settings at import

            url = PREFECT_API_URL.value()
            try:
                healthy = httpx.get(f"{url}/health", timeout=30, trust_env=False).is_success
            except httpx.TransportError:
                healthy = False
    where = f"{url}（PREFECT_API_URL）" if os.environ.get("PREFECT_API_URL") else "この機械で起動するサーバー"
    if not healthy:
        advice = "PREFECT_API_URL を確かめるか、外してください（外すと自動で起動します）"
        return Finding(level="bad", name="Prefect", found=f"{where} が応答しません", advice=advice)
    return Finding(level="good", name="Prefect", found=f"{version('prefect')}、{where} が応答しました")


CHECKS: Final[dict[str, Check]] = {
    "バージョン": _versions,
    "辞書": _dictionary,
    "分類モデル": _model,
    "フォント": _fonts,
    "ディスク": _disk,
    "メモリ": _memory,
    "作業フォルダー": _workspace,
    "データベース": _database,
    "Prefect": _prefect,
}
"""All checks by their Japanese names, in the order in which they are told; Prefect last, since it takes seconds."""
