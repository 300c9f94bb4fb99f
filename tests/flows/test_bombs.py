"""Small files that unfold to gigabytes or count to billions: the limits of the worker end them, and only them."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from fuzz.mutations import to_pdf

from pipeline.errors import ReadingFailedError
from pipeline.hints import Hints
from pipeline.inputs import hash_file
from pipeline.limits import Limits
from pipeline.pool import READER, WorkerProcess
from pipeline.worker import ADDRESS_SPACE_HEADROOM_MB, Request

LIMITS = Limits(stall_seconds=8, total_seconds=16, memory_mb=600)
ENDINGS = {"out_of_memory", "timeout", "damaged", "no_text_layer", "truncated", "garbled_fonts", "too_large"}
MAX_FILE_BYTES = 3 << 20


def stream(data: bytes, filters: bytes = b"/FlateDecode", more: bytes = b"") -> bytes:
    return b"<< /Length %d /Filter %s %s >>\nstream\n%s\nendstream" % (len(data), filters, more, data)


def squeezed(n_mb: int, piece: bytes = b" ") -> bytes:
    packer = zlib.compressobj(9)
    block = piece * ((1 << 20) // len(piece))
    return b"".join(packer.compress(block) for _ in range(n_mb)) + packer.flush()


def page(contents: bytes, **others: bytes) -> bytes:
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>",
        4: contents,
        5: b"<< /Font << /F 6 0 R >> >>",
        6: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    return to_pdf(objects | {int(name[1:]): body for name, body in others.items()}, 1)


TEXT = stream(zlib.compress(b"BT /F 12 Tf 50 700 Td (Twenty and more letters stand on this page.) Tj ET"))
CID_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>"
)


def cid_font(widths: bytes, to_unicode: bytes) -> bytes:
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W %s >>" % widths
    return page(TEXT, o6=CID_FONT, o7=descendant, o8=stream(zlib.compress(to_unicode)))


BOMBS = {
    "a content stream of a gigabyte": lambda: page(stream(squeezed(1024))),
    "a gigabyte of operators": lambda: page(stream(squeezed(1024, b"0 0 m 1 1 l S\n"))),
    "filters in filters": lambda: page(stream(zlib.compress(squeezed(2000)), b"[/FlateDecode /FlateDecode]")),
    "three filters": lambda: page(
        stream(zlib.compress(zlib.compress(squeezed(2900))), b"[/FlateDecode /FlateDecode /FlateDecode]")
    ),
    "a predictor of endless columns": lambda: page(
        stream(squeezed(64, b"\x02"), more=b"/DecodeParms << /Predictor 12 /Columns 999999999 >>")
    ),
    "widths for four billion characters": lambda: cid_font(b"[0 4294967295 500]", b""),
    "a character map of four billion": lambda: cid_font(
        b"[]", b"1 beginbfrange\n<00000000> <ffffffff> <0000>\nendbfrange\n" * 3
    ),
    "a million brackets": lambda: page(stream(zlib.compress(b"[" * 1_000_000))),
    "objects in a bracket maze": lambda: page(TEXT, o6=b"[" * 300_000),
    "a page a million times": lambda: to_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % (b"3 0 R " * 100_000),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        },
        1,
    ),
    "pages that hold themselves": lambda: to_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count 9 >>" % (b"2 0 R 3 0 R " * 50),
            3: b"<< /Type /Pages /Kids [%s] /Count 9 >>" % (b"2 0 R 3 0 R " * 50),
        },
        1,
    ),
}


@pytest.fixture(scope="module")
def worker(tmp_path_factory):
    worker = WorkerProcess(LIMITS, log_path=tmp_path_factory.mktemp("bombs") / "workers.log", reader=READER)
    yield worker
    worker.stop()


def read(worker: WorkerProcess, path: Path) -> str:
    file = hash_file(path)
    request = Request(path=path, source_name=path.name, sha256=file.sha256 or "", hints=Hints(), tokenise=False)
    try:
        worker.read(request, lambda *_: None)
    except ReadingFailedError as failure:
        return failure.reason
    return "done"


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_within_its_limits_and_harms_no_other(worker, sample_plans, tmp_path, name):
    path = tmp_path / "bomb.pdf"
    path.write_bytes(BOMBS[name]())

    assert path.stat().st_size < MAX_FILE_BYTES
    assert read(worker, path) in ENDINGS | {"done"}
    assert read(worker, sample_plans[0]) == "done"


def test_the_kernel_holds_what_the_parent_is_too_slow_to_see(worker, sample_plans):
    """One allocation is over before anyone can look: the limit of address space ends it."""
    read(worker, sample_plans[0])
    limits = Path(f"/proc/{worker._process.pid}/limits").read_text(encoding="ascii")
    (line,) = [line for line in limits.splitlines() if line.startswith("Max address space")]

    assert int(line.split()[3]) == (LIMITS.memory_mb + ADDRESS_SPACE_HEADROOM_MB) << 20
