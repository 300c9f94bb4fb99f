"""Damaged PDFs by the thousand: pages of the sample plans, changed at random, the same ones every time.

A page is taken apart into its objects once. A mutation changes the objects (numbers, references, names, contents of
streams) and writes a file whose cross-reference table is right, so that the damage reaches the reader; or it changes
the bytes of the file, so that the damage reaches the parser.
"""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

__all__ = ["PageParts", "mutant", "pages_of", "to_pdf"]

OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
STREAM = re.compile(rb"^(<<.*?>>)\s*stream\r?\n(.*?)\r?\n?endstream$", re.DOTALL)
ROOT = re.compile(rb"/Root\s+(\d+) 0 R")
NUMBER = re.compile(rb"(?<![\w.#/])[-+]?(?:\d+\.?\d*|\.\d+)(?![\w.])")
REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
LENGTH = re.compile(rb"/Length \d+(?: 0 R)?")

HOSTILE_NUMBERS = (
    *(b"0", b"-1", b"1", b"255", b"256", b"65535", b"65536", b"2147483647", b"-2147483648", b"4294967296"),
    *(
        b"9999999999999999999999",
        b"1e308",
        b"0.0000000001",
        b"-32768.5",
        b"1" * 400,
        b"9" * 400 + b".5",
        b".",
        b"-",
        b"--5",
    ),
)
HOSTILE_TOKENS = (
    *(b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"endobj", b"endstream", b"stream\n", b"obj", b"null", b"true"),
    *(b"q " * 300, b"Q " * 300, b"BT ", b"ET ", b"BI ID EI ", b"/Fm0 Do ", b"[" * 500, b"<<" * 500, b"(" * 500),
    *(
        b"0 0 0 0 0 0 cm ",
        b"1e9 0 0 1e9 0 0 cm ",
        b"0 0 0 0 re f ",
        b"nan inf -inf ",
        b"/F1 -1 Tf ",
        b"1000 Tz ",
        b"0 Tz ",
    ),
    *(
        b"\x00",
        b"\xff\xfe",
        b"\x80" * 50,
        b"%",
        b"\r",
        b"R",
        b"%%EOF",
        b"startxref\n0\n",
        b"trailer <<>>",
        b"\\",
        b"#00",
    ),
)
HOSTILE_FILTERS = (
    *(b"/FlateDecode", b"/LZWDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/RunLengthDecode", b"/CCITTFaxDecode"),
    *(b"/DCTDecode", b"/JBIG2Decode", b"/Crypt", b"/Nonsense", b"[/FlateDecode /FlateDecode]", b"[]", b"null"),
)


@dataclass(frozen=True)
class PageParts:
    """A small PDF of one page: its objects by number, streams inflated, and the number of its catalog."""

    objects: dict[int, bytes]
    root: int


def pages_of(path: Path) -> list[PageParts]:
    """The pages of a plan as small PDFs of their own, without the programs of their fonts."""
    pages = []
    with pypdfium2.PdfDocument(path) as plan:
        for index in range(len(plan)):
            with pypdfium2.PdfDocument.new() as single:
                single.import_pages(plan, [index])
                buffer = io.BytesIO()
                single.save(buffer)
            pages.append(_parts(buffer.getvalue()))
    return pages


def to_pdf(objects: dict[int, bytes], root: int) -> bytes:
    """A file of these objects with a cross-reference table that is right."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    rows = (b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size))
    out += b"xref\n0 %d\n" % size + b"".join(rows)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(out)


def mutant(pages: Sequence[PageParts], seed: int) -> bytes:
    """The damaged file of this seed."""
    chance = random.Random(seed)  # noqa: S311 - the same damage every time is the point
    page = chance.choice(pages)
    objects = dict(page.objects)
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        number = chance.choice(sorted(objects))
        objects[number] = _damaged_object(objects[number], chance)
    data = to_pdf(objects, page.root)
    for _ in range(chance.choice((0, 0, 1, 3)) or int(objects == page.objects)):
        data = chance.choice(BYTE_DAMAGE)(data, chance)
    return data


def _parts(data: bytes) -> PageParts:
    objects = {}
    for number, body in OBJECT.findall(data):
        stream = STREAM.match(body)
        objects[int(number)] = _inflated(*stream.groups()) if stream else body
    root = ROOT.search(data)
    assert root is not None, "pypdfium2 writes a trailer with /Root"
    return PageParts(objects, int(root[1]))


def _inflated(head: bytes, content: bytes) -> bytes:
    """A stream without compression; programs of fonts, which make nine tenths of a file, are emptied."""
    if b"/FlateDecode" in head:
        content = zlib.decompress(content)
        head = re.sub(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?|/DecodeParms\s*<<.*?>>", b"", head)
    if b"/Length1" in head or b"/FontFile" in head or b"/CIDFontType0C" in head:
        content = b""
    return _stream(head, content)


def _stream(head: bytes, content: bytes) -> bytes:
    return b"%s\nstream\n%s\nendstream" % (LENGTH.sub(b"/Length %d" % len(content), head, count=1), content)


def _damaged_object(body: bytes, chance: random.Random) -> bytes:
    stream = STREAM.match(body)
    if not stream:
        return chance.choice(TEXT_DAMAGE)(body, chance)
    head, content = stream.groups()
    match chance.randrange(5):
        case 0:
            return _stream(chance.choice(TEXT_DAMAGE)(head, chance), content)
        case 1:
            return _stream(head[:-2] + b"/Filter " + chance.choice(HOSTILE_FILTERS) + b">>", content)
        case 2:
            squeezed = zlib.compress(chance.choice(TEXT_DAMAGE)(content, chance))
            if chance.random() < 0.3:
                squeezed = chance.choice(BYTE_DAMAGE)(squeezed, chance)
            return _stream(head[:-2] + b"/Filter /FlateDecode>>", squeezed)
        case _:
            return _stream(head, chance.choice((*TEXT_DAMAGE, *BYTE_DAMAGE))(content, chance))


def _swap(pattern: re.Pattern[bytes], choices: Callable[[bytes], Sequence[bytes]]) -> Callable[..., bytes]:
    """A damage that puts something else in the place of one to four matches of a pattern."""

    def damage(data: bytes, chance: random.Random) -> bytes:
        found = list(pattern.finditer(data))
        for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 4))), key=lambda m: -m.start()):
            data = data[: match.start()] + chance.choice(choices(data)) + data[match.end() :]
        return data

    return damage


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 16) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 3, 20, 200, 2000)))


def _delete(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 20)) + data[end:]


def _overwrite(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(HOSTILE_TOKENS) + data[start:]


def _move(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    rest = data[:start] + data[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


BYTE_DAMAGE = (_flip, _flip, _delete, _repeat, _overwrite, _insert, _move, _truncate)
TEXT_DAMAGE = (
    _swap(NUMBER, lambda _: HOSTILE_NUMBERS),
    _swap(NUMBER, lambda _: HOSTILE_NUMBERS),
    _swap(REFERENCE, lambda data: [*REFERENCE.findall(data), b"0 0 R", b"1 0 R", b"2 0 R", b"3 0 R", b"99 0 R"]),
    _swap(NAME, lambda data: [*NAME.findall(data), b"/", b"/Type", b"/Kids", b"/Parent", b"/Count", b"/Contents"]),
    _insert,
    _delete,
    _repeat,
)
