"""PDF bytes to page geometry, and the files that cannot be read."""

from __future__ import annotations

import hashlib
import io
import zlib

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from fuzz.mutations import to_pdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from unit.extractors.drawn_pages import PORTRAIT, Box, image, needs_fonts, raw_pdf, upward_text
from unit.extractors.drawn_pages import Canvas as PageCanvas

from extractors import pdf as pdf_module
from extractors.errors import UnreadableFileError
from extractors.page import Page
from extractors.pdf import SkippedPage, open_pdf, read_pages

SIZE = (300.0, 200.0)


def drawn(draw, *, size=SIZE, n_pages=1, **options):
    """Bytes of a PDF: ``draw`` gets reportlab's canvas (origin at the bottom left) for each page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, **options)
    for _ in range(n_pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def hello(canvas):
    canvas.drawString(30, 150, "Desk 24")


def only_page(data):
    (page,) = read_pages(data)
    return page


def aes256(password):
    """A page behind a password of any characters: security handler 5, revision 5 (ISO 32000-2, 7.6.4)."""

    def crypt(key, iv, data):
        encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
        return encryptor.update(data) + encryptor.finalize()

    def entries(word, more=b""):
        check, salt = b"checksum", b"keysalt8"
        hashed = hashlib.sha256(word + check + more).digest() + check + salt
        return hashed, crypt(hashlib.sha256(word + salt + more).digest(), bytes(16), file_key)

    file_key = bytes(range(32))
    user, user_key = entries(password.encode())
    owner, owner_key = entries(b"owner", user)
    text = b"BT /F1 12 Tf 30 150 Td (Desk 24) Tj ET"
    pad = 16 - len(text) % 16
    sealed = bytes(16) + crypt(file_key, bytes(16), text + bytes([pad]) * pad)
    fields = {b"U": user, b"UE": user_key, b"O": owner, b"OE": owner_key, b"Perms": bytes(16)}
    strings = b" ".join(b"/%s <%s>" % (name, value.hex().encode()) for name, value in fields.items())
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources 5 0 R >>",
        4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(sealed), sealed),
        5: b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
        6: b"<< /Filter /Standard /V 5 /R 5 /Length 256 /P -4 /StmF /C /StrF /C"
        b" /CF << /C << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> %s >>" % strings,
    }
    return to_pdf(objects, 1).replace(b"/Root", b"/Encrypt 6 0 R /ID [<00> <00>] /Root")


class TestGeometry:
    def test_origin_is_the_top_left_corner(self):
        page = only_page(drawn(lambda c: c.drawString(30, 150, "Desk")))
        assert (page.number, page.width, page.height) == (1, *SIZE)
        first = page.glyphs[0]
        assert (first.text, round(first.x0)) == ("D", 30)
        assert first.top < 200 - 150 < first.bottom
        assert "".join(glyph.text for glyph in page.glyphs) == "Desk"

    def test_a_media_box_that_begins_elsewhere_moves_the_origin(self):
        data = drawn(lambda c: (c.drawString(30, 150, "Desk"), c.rect(50, 60, 100, 30, fill=1)))
        page = only_page(data.replace(b"[ 0 0 300 200 ]", b"[20 40 280 180]"))
        assert (page.width, page.height) == (260, 140)
        assert round(page.glyphs[0].x0) == 10
        assert page.shapes[0].box == pytest.approx((30, 90, 130, 120))

    @pytest.mark.parametrize(
        "draw",
        [
            lambda c: c.line(30, 150, 230, 150),
            lambda c: c.rect(30, 149.5, 200, 1, fill=1, stroke=0),
            lambda c: (c.setLineWidth(2), c.line(30, 150, 230, 150)),
        ],
        ids=["line", "sliver", "thick line"],
    )
    def test_strokes_and_slivers_are_rulings(self, draw):
        (ruling,) = only_page(drawn(draw)).rulings
        assert ruling.horizontal
        assert (ruling.position, ruling.start, ruling.end) == pytest.approx((50, 30, 230), abs=1.1)

    def test_an_upright_line_is_a_ruling(self):
        (ruling,) = only_page(drawn(lambda c: c.line(30, 150, 30, 50))).rulings
        assert not ruling.horizontal
        assert (ruling.position, ruling.start, ruling.end) == pytest.approx((30, 50, 150), abs=0.6)

    def test_white_slivers_are_no_rulings(self):
        def draw(canvas):
            canvas.setFillColorRGB(1, 1, 1)
            canvas.rect(30, 149.5, 200, 1, fill=1, stroke=0)

        assert only_page(drawn(draw)).rulings == ()

    def test_rectangles_and_arrows_are_shapes_in_painting_order(self):
        def draw(canvas):
            canvas.setFillColorRGB(0.5, 0.5, 0.5)
            canvas.rect(30, 100, 80, 20, fill=1, stroke=0)
            path = canvas.beginPath()
            path.moveTo(30, 60)
            for x, y in ((90, 60), (100, 70), (90, 80), (30, 80)):
                path.lineTo(x, y)
            path.close()
            canvas.drawPath(path, fill=0, stroke=1)

        square, arrow = only_page(drawn(draw)).shapes
        assert (square.rectangular, square.stroke, square.box) == (True, None, pytest.approx((30, 80, 110, 100)))
        assert square.fill == pytest.approx((0.5, 0.5, 0.5))
        assert (arrow.rectangular, arrow.fill) == (False, None)
        assert arrow.stroke is not None
        assert (100.0, 130.0) in [(round(x), round(y)) for x, y in arrow.points]

    def test_what_lies_outside_the_page_is_left_out(self):
        page = only_page(drawn(lambda c: (c.rect(-200, 50, 80, 20, fill=1), c.rect(30, 50, 80, 20, fill=1))))
        assert len(page.shapes) == 1

    @needs_fonts
    def test_text_turned_upwards_says_so(self):
        canvas = PageCanvas(PORTRAIT)
        upward_text(canvas, 100, 300, "行政")
        glyphs = only_page(canvas.to_pdf()).glyphs
        assert [(glyph.text, glyph.upright, glyph.upward) for glyph in glyphs] == [
            ("行", False, True),
            ("政", False, True),
        ]
        assert glyphs[0].top > glyphs[1].top

    @needs_fonts
    def test_images_cover_a_share_of_the_page(self):
        canvas = PageCanvas((200, 100))
        image(canvas, Box(0, 0, 100, 100))
        assert only_page(canvas.to_pdf()).image_cover == pytest.approx(0.5, abs=0.01)

    def test_pages_are_numbered_from_one(self):
        with open_pdf(drawn(hello, n_pages=3)) as pdf:
            assert pdf.page_count == 3
            assert [page.number for page in pdf.pages()] == [1, 2, 3]


class TestUnreadableFiles:
    @staticmethod
    def reason(data, **options):
        with pytest.raises(UnreadableFileError) as caught:
            open_pdf(data, **options)
        message = caught.value.message
        assert "\n" not in message
        assert any("ぁ" <= char <= "ん" for char in message), "the message is Japanese"
        return caught.value.reason

    def test_no_bytes(self):
        assert self.reason(b"") == "empty"

    @pytest.mark.parametrize(
        "data",
        [b"PK\x03\x04 a spreadsheet", b"<!DOCTYPE html><title>404</title>", "見本市".encode("cp932"), b"\x00" * 4000],
        ids=["office file", "web page", "text", "zeros"],
    )
    def test_other_files(self, data):
        assert self.reason(data) == "not_a_pdf"

    @pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
    def test_a_download_that_stopped(self, share):
        noise = zlib.compress(bytes(range(256)) * 40, 0)
        data = drawn(lambda c: (hello(c), c.drawString(10, 20, noise.hex()[:3000])), n_pages=20)
        assert self.reason(data[: int(len(data) * share)]) == "truncated"

    def test_a_file_whose_tree_of_pages_is_gone(self):
        assert self.reason(raw_pdf(b"<< /Type /Catalog /Pages 9 0 R >>")) == "damaged"

    def test_a_file_without_pages(self):
        catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
        assert self.reason(raw_pdf(catalog, b"<< /Type /Pages /Kids [] /Count 0 >>")) == "damaged"

    @pytest.mark.parametrize("strength", [40, 128])
    def test_a_file_that_needs_a_password(self, strength):
        data = drawn(hello, encrypt=StandardEncryption("secret", strength=strength))
        assert self.reason(data) == "encrypted"
        assert self.reason(data, password="wrong") == "encrypted"  # noqa: S106

    def test_a_wrong_password_is_told_apart_from_none(self):
        data = drawn(hello, encrypt=StandardEncryption("secret", strength=128))
        for password, said in ((None, "保護されています"), ("wrong", "違います"), ("ひみつ", "半角英数字")):
            with pytest.raises(UnreadableFileError, match=said):
                open_pdf(data, password=password)

    def test_a_password_in_japanese_opens_what_allows_it(self):
        data = aes256("ひみつ")
        assert self.reason(data) == "encrypted"
        assert self.reason(data, password="ちがう") == "encrypted"  # noqa: S106
        assert len(list(read_pages(data, password="ひみつ"))) == 1  # noqa: S106

    def test_a_protection_that_nobody_can_open_is_no_damage(self):
        data = drawn(hello, encrypt=StandardEncryption("secret", strength=128)).replace(
            b"/Filter /Standard", b"/Filter /Unwonted"
        )
        assert self.reason(data) == "encrypted"
        with pytest.raises(UnreadableFileError, match="対応していません"):
            open_pdf(data, password="secret")  # noqa: S106

    def test_a_password_that_nobody_asked_for_does_no_harm(self):
        assert len(list(read_pages(drawn(hello), password="ひみつ"))) == 1  # noqa: S106

    def test_the_right_password_opens_it(self):
        data = drawn(hello, encrypt=StandardEncryption("secret", strength=128))
        (page,) = read_pages(data, password="secret")  # noqa: S106
        assert "".join(glyph.text for glyph in page.glyphs) == "Desk 24"

    def test_a_file_that_only_forbids_printing_opens(self):
        data = drawn(hello, encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
        assert len(list(read_pages(data))) == 1

    def test_junk_before_the_header_is_passed_over(self):
        assert len(list(read_pages(b"\r\n\r\n" + drawn(hello)))) == 1

    def test_the_error_as_text_gives_page_message_and_code(self):
        assert str(UnreadableFileError("damaged", "壊れています", 3)) == "3ページ: 壊れています（damaged）"
        assert str(UnreadableFileError("empty", "空です")) == "空です（empty）"


def test_a_page_that_fails_does_not_stop_the_others(monkeypatch):
    read = pdf_module._page

    def fail_on_second(page, number):
        if number == 2:
            raise KeyError("Contents")
        return read(page, number)

    monkeypatch.setattr(pdf_module, "_page", fail_on_second)
    with open_pdf(drawn(hello, n_pages=3)) as pdf:
        first, second, third = pdf.pages()
    assert isinstance(first, Page)
    assert isinstance(third, Page)
    assert isinstance(second, SkippedPage)
    assert second.number == 2
    assert "壊れて" in second.message


def test_a_page_with_a_broken_box_does_not_stop_the_others():
    data = drawn(hello, n_pages=3).replace(b"[ 0 0 300 200 ]", b"[ 0 0 (x)  9 9 ]", 1)
    with open_pdf(data) as pdf:
        assert pdf.page_count == 3
        first, *others = pdf.pages()
    assert isinstance(first, SkippedPage)
    assert all(isinstance(page, Page) for page in others)


@pytest.mark.parametrize(("text", "read"), [("AAABBBB", "AAA\ufffd\ufffd\ufffd\ufffd"), ("AAAABBB", "AAAA")])
def test_glyphs_that_a_font_maps_to_nothing_are_left_out_unless_they_are_most(text, read):
    to_unicode = b"1 beginbfchar <41> <0041> endbfchar 1 beginbfchar <42> <> endbfchar"
    content = b"BT /F1 12 Tf 30 150 Td (%s) Tj ET" % text.encode()
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources 5 0 R >>",
        4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        5: b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >> >> >>",
        6: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(to_unicode), to_unicode),
    }
    assert "".join(glyph.text for glyph in only_page(to_pdf(objects, 1)).glyphs) == read


FAR = b"1" + b"0" * 200
FARTHER = b"1" + b"0" * 308


@pytest.mark.parametrize(
    "operators",
    [
        b"%s 0 0 %s 0 0 cm 2 2 m 2 1 l S" % (FARTHER, FARTHER),
        b"%s 0 0 %s 0 0 cm %s 0 0 %s 0 0 cm 0 0 9 9 re f" % (FAR, FAR, FAR, FAR),
        b"BT /F1 %s Tf (far) Tj ET" % FARTHER,
        b"BT /F1 12 Tf 1 0 0 1 10000000 10000000 Tm (far) Tj ET",
    ],
    ids=["line", "matrix", "size", "place"],
)
def test_what_is_drawn_beyond_any_page_is_left_out(operators):
    def draw(canvas):
        hello(canvas)
        canvas._code.append(operators.decode())

    page = only_page(drawn(draw))
    numbers = [number for glyph in page.glyphs for number in (*glyph.box, glyph.size)]
    numbers += [number for shape in page.shapes for number in (*shape.box, *sum(shape.points, ()))]
    assert "".join(glyph.text for glyph in page.glyphs) == "Desk 24"
    assert all(abs(number) <= pdf_module.MAX_COORDINATE for number in numbers)
