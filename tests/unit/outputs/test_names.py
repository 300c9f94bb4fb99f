"""No PDF's name leads out of the folder or onto another plan's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.entries import PlanHeader
from outputs.names import file_stems, safe_stem


def header(source_name: str, number: int, code: str | None = "042072") -> PlanHeader:
    return PlanHeader(
        document_id=number,
        sha256=f"{number:064x}",
        source_name=source_name,
        municipality_code=code,
        title=None,
        start_fy=None,
    )


@pytest.mark.parametrize(
    ("source_name", "stem"),
    [
        ("natori.pdf", "natori"),
        ("名取市 情報化推進計画.PDF", "名取市 情報化推進計画"),
        ("plan.v1.2.pdf", "plan.v1.2"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.pdf", "boot"),
        ("/", "_"),
        ("..", "_"),
        ("", "_"),
        (".pdf", "pdf"),
        ("a\x00b\n.pdf", "a_b_"),
        ("evil\u202efdp.pdf", "evil_fdp"),
        ("CON.pdf", "_CON"),
        ("-rf.pdf", "_-rf"),
        ('a<>:"|?*.pdf', "a_______"),
    ],
)
def test_names(source_name: str, stem: str) -> None:
    assert safe_stem(source_name) == stem


@given(st.text(max_size=300))
def test_any_name_is_one_short_component(source_name: str) -> None:
    stem = safe_stem(source_name)

    assert stem not in {"", ".", ".."}
    assert Path(stem).name == stem
    assert "\\" not in stem
    assert "\0" not in stem
    assert len(stem.encode()) <= 151


def test_a_shared_name_gets_code_and_sha() -> None:
    headers = [header("plan.pdf", 1), header("PLAN.pdf", 2, None), header("other.pdf", 3)]

    assert file_stems(headers) == {
        f"{1:064x}": f"plan-042072-{1:064x}",
        f"{2:064x}": f"PLAN-nocode-{2:064x}",
        f"{3:064x}": "other",
    }


@given(
    st.lists(
        st.sampled_from(["a.pdf", "A.pdf", "が.pdf", "か\u3099.pdf", f"a-042072-{0:064x}.pdf", "x/a.pdf", "あ" * 200])
    )
)
def test_no_two_plans_share_a_file(names: list[str]) -> None:
    stems = file_stems([header(name, number) for number, name in enumerate(names)])

    assert len({stem.casefold() for stem in stems.values()}) == len(names)
