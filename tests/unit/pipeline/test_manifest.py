from __future__ import annotations

import pytest

from pipeline.errors import UnusableError
from pipeline.hints import Hints
from pipeline.manifest import read_manifest


@pytest.fixture
def write(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "manifest.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_manifest_reads_in_every_encoding_that_excel_writes(write, encoding):
    manifest = read_manifest(write("file,municipality,start_fy\r\nあ.pdf,名取市,２０２０\r\n", encoding))

    assert manifest.rows == {"あ.pdf": Hints(municipality="名取市", start_fy=2020)}
    assert bool(manifest.remarks) == (encoding == "cp932")


def test_every_column_of_the_contract_is_read(write):
    header = "file,municipality_code,municipality,prefecture,title,start_fy,end_fy,source_url,retrieved_on,plan_id,part"
    manifest = read_manifest(
        write(f"{header}\na.pdf,042072,名取市,宮城県,計画,2020,2026,https://x,2026-01-02,p1,本編\n")
    )

    assert manifest.rows["a.pdf"] == Hints(
        municipality_code="042072",
        municipality="名取市",
        prefecture="宮城県",
        title="計画",
        start_fy=2020,
        end_fy=2026,
        source_url="https://x",
        retrieved_on="2026-01-02",
        plan_id="p1",
        part="本編",
    )


def test_a_leading_zero_that_excel_dropped_comes_back_with_a_remark(write):
    manifest = read_manifest(write("file,municipality_code\na.pdf,42072\n"))

    assert manifest.rows["a.pdf"].municipality_code == "042072"
    assert "042072" in manifest.remarks[0]


def test_unknown_columns_are_named_in_one_remark(write):
    (remark,) = read_manifest(write("file,memo,色\na.pdf,x,y\n")).remarks

    assert "memo、色" in remark


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a.pdf,p,1,042072\nb.pdf,p,2,042072\n", []),
        ("a.pdf,p,,042072\nb.pdf,p,,\n", []),
        ("a.pdf,p,1,042072\nb.pdf,p,2,043613\n", ["042072、043613"]),
        ("a.pdf,p,1,042072\nb.pdf,q,1,043613\n", []),
        ("a.pdf,p,本編,\nb.pdf,p,本編,\n", ["同じ part が複数あります（本編）"]),
    ],
)
def test_slips_in_an_edition_are_remarked_on(write, rows, said):
    remarks = read_manifest(write(f"file,plan_id,part,municipality_code\n{rows}")).remarks

    assert len(remarks) == len(said)
    assert all(words in remark for words, remark in zip(said, remarks, strict=True))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\na.pdf\n", "列 file がありません"),
        ("", "列 file がありません"),
        ("file,title\n,計画\n", "2行目"),
        ("file\na.pdf\na.pdf\n", "2度"),
        ("file,start_fy\na.pdf,令和2年度\n", "西暦4桁"),
        ("file,municipality_code\na.pdf,4207\n", "6桁"),
        ("file,start_fy,end_fy\na.pdf,2026,2020\n", "より前"),
        ('file,title\na.pdf,"計画\nb.pdf,別の計画\n', "CSVとして読めません"),
        ('"file', "CSVとして読めません"),
        ('file,title\na.pdf,"計画\n別の行"\n', "制御文字"),
        ("file,title,title\na.pdf,計画,別の計画\n", "title が2度"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_place(write, text, said):
    with pytest.raises(UnusableError, match=said):
        read_manifest(write(text))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a.pdf,042073,2026-01-02", "042073 の検査数字"),
        ("a.pdf,042072,2026-13-45", "「2026-13-45」は日付"),
        ("a.pdf,042072,令和8年", "「令和8年」は日付"),
    ],
)
def test_a_value_that_is_probably_a_slip_is_remarked_on(write, row, said):
    manifest = read_manifest(write(f"file,municipality_code,retrieved_on\n{row}\n"))

    assert len(manifest.rows) == 1
    assert [said in remark for remark in manifest.remarks] == [True]


def test_a_table_in_utf_16_is_refused_by_name(tmp_path):
    (tmp_path / "m.csv").write_bytes("file\na.pdf\n".encode("utf-16"))
    with pytest.raises(UnusableError, match="UTF-16"):
        read_manifest(tmp_path / "m.csv")


def test_bytes_in_no_known_encoding_are_refused(tmp_path):
    path = tmp_path / "m.csv"
    path.write_bytes(b"file\n\x81")

    with pytest.raises(UnusableError, match="文字コード"):
        read_manifest(path)


def test_rows_find_their_files_by_path_and_by_name(write, tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    paths = [folder / "a.pdf", folder / "が.pdf"]
    for path in paths:
        path.touch()
    # The second name is decomposed, as macOS writes it.
    manifest = read_manifest(write("file,title\nplans/a.pdf,A\nか\u3099.pdf,B\nnone.pdf,C\n"))
    hints, missing = manifest.match(paths)

    assert hints == {paths[0]: Hints(title="A"), paths[1]: Hints(title="B")}
    assert missing == ["none.pdf"]
