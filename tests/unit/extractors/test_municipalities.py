"""The list of municipalities and what a printed name means in it."""

from collections import Counter

import pytest

from extractors.municipalities import (
    find_municipalities,
    find_printed_codes,
    has_check_digit,
    municipalities,
    prefectures,
    resolve_municipality,
)


def test_the_list_is_complete():
    kinds = Counter(row.kind for row in municipalities())

    assert kinds == {"city": 772, "designated_city": 20, "town": 743, "village": 189, "special_ward": 23}
    assert len(prefectures()) == 47


def test_every_code_of_the_list_has_its_check_digit():
    assert all(has_check_digit(row.code) for row in municipalities())


def test_26_names_belong_to_59_municipalities():
    shared = {row.name: found for row in municipalities() if len(found := find_municipalities(row.name)) > 1}

    assert (len(shared), sum(map(len, shared.values()))) == (26, 59)


@pytest.mark.parametrize("code", ["", "98456", "984567", "9845666", "98456a", "９８４５６６"])
def test_a_wrong_code_is_refused(code):
    assert not has_check_digit(code)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("全国地方公共団体コード　984566", ("984566",)),
        ("市町村コード：９８４５６６", ("984566",)),
        ("団体コード 98456-6", ("984566",)),
        ("団体コード\n984566\n11", ("984566",)),
        ("団体コード 984566 … 市町村コード 984566", ("984566",)),
        ("団体コード 984567", ()),
        ("電話 984566", ()),
        ("団体コード 9845661", ()),
    ],
)
def test_printed_codes_are_found_near_their_word(text, codes):
    assert find_printed_codes(text) == codes


@pytest.mark.parametrize(
    ("name", "evidence", "code", "prefecture"),
    [
        ("南国市", {}, "392049", "高知県"),
        ("音威子府村", {"likely": "沖縄県"}, "014702", "北海道"),
        ("七ケ浜町", {}, "044041", "宮城県"),
        ("七ヶ浜町", {}, "044041", "宮城県"),
        ("川崎町", {"prefecture": "福岡県"}, "406058", "福岡県"),
        ("川崎町", {"likely": "宮城県"}, "043249", "宮城県"),
        ("川崎町", {"printed_codes": ("043249",)}, "043249", "宮城県"),
    ],
)
def test_a_listed_name_gets_its_code(name, evidence, code, prefecture):
    resolved = resolve_municipality(name, **evidence)

    assert (resolved.name, resolved.code, resolved.prefecture, resolved.issues) == (name, code, prefecture, ())


@pytest.mark.parametrize("evidence", [{}, {"likely": "東京都"}, {"printed_codes": ("392049",)}])
def test_a_name_of_several_municipalities_has_no_code(evidence):
    resolved = resolve_municipality("川崎町", **evidence)

    assert resolved.code is None
    assert [issue.code for issue in resolved.issues] == ["municipality_ambiguous"]
    assert "043249" in resolved.issues[0].message


def test_two_municipalities_of_one_prefecture_stay_undecided():
    assert resolve_municipality("泊村", prefecture="北海道").code is None


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ({}, None),
        ({"printed_codes": ("984566",)}, "984566"),
        ({"printed_codes": ("984566", "982172")}, None),
        ({"printed_codes": ("392049",)}, None),
    ],
)
def test_an_unlisted_name_is_kept_with_the_code_printed_for_it(evidence, code):
    resolved = resolve_municipality("例示町", prefecture="高知県", **evidence)

    assert (resolved.name, resolved.code, resolved.prefecture) == ("例示町", code, "高知県")
    assert [issue.code for issue in resolved.issues] == ["municipality_unknown"]


def test_a_name_printed_with_another_prefecture_is_another_municipality():
    assert resolve_municipality("南国市", prefecture="宮城県").code is None
