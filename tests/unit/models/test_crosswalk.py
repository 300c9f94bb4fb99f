"""Schemes and versions map onto each other, each fact with its mark."""

import pytest

from models.crosswalk import correspondences, version_items, version_notes
from models.errors import TaxonomyError
from models.taxonomy import load_taxonomy

VERSIONS = ["1.0", "2.0", "2023-11", "2.3", "3.0", "4.0"]


def test_the_versions_of_the_national_plan_stand_in_order_of_their_dates():
    notes = version_notes()

    assert [note.version for note in notes] == VERSIONS
    # Of 3.0 the year alone is known.
    assert [note.date[:4] for note in notes] == ["2020", "2022", "2023", "2024", "2024", "2025"]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_id_but_outside_is_reported_in_every_version(version):
    items = version_items(version)

    assert [item.instead_of for item in items] == [id_ for id_ in load_taxonomy().ids if id_ != "outside"]
    assert {item.mark for item in items} <= set(load_taxonomy().marks)


def test_names_and_places_moved_between_versions():
    first = {item.instead_of: item for item in version_items("1.0")}
    newest = {item.instead_of: item for item in version_items("2.3")}

    assert first["frontyard"].name_ja == "自治体の行政手続のオンライン化"
    assert (first["frontyard"].place, newest["frontyard"].place) == (3, 1)
    assert (first["security"].place, newest["security"].place) == (6, 5)
    assert newest["eltax_payment"].place == 3


def test_what_a_version_lacks_is_reported_where_it_was_then():
    first = {item.instead_of: item for item in version_items("1.0")}

    assert (first["eltax_payment"].id, first["eltax_payment"].mark) == ("frontyard", "inferred")
    assert first["rule_review"].id == "bpr"


@pytest.mark.parametrize("version", VERSIONS)
def test_versions_and_taxonomy_tell_the_same(version):
    own = {item.instead_of for item in version_items(version) if item.id == item.instead_of}
    named = {category.id for category in load_taxonomy().categories if version in category.versions}

    # 行政手続のオンライン化 of 1.0 and 2.0 goes on as frontyard under another name.
    assert own - {"frontyard"} == named - {"frontyard"}


@pytest.mark.parametrize(
    ("scheme", "count", "id_", "to"),
    [
        ("kanmin-data", 5, "D", ("digital_divide", "regional_digital")),
        ("miyagi-dx", 20, "government_online", ("frontyard",)),
    ],
)
def test_other_schemes_lead_to_national_ids(scheme, count, id_, to):
    found = {one.id: one for one in correspondences(scheme)}

    assert len(found) == count
    assert (found[id_].to, found[id_].mark) == (to, "inferred")


def test_miyagi_has_three_pillars():
    groups = [category.group_ja for category in load_taxonomy("miyagi-dx").categories]

    assert list(dict.fromkeys(groups)) == ["暮らしのDX", "産業・地域のDX", "行政のDX"]


def test_what_is_not_shipped_is_said():
    with pytest.raises(TaxonomyError, match=r"no version '9\.9'"):
        version_items("9.9")
    with pytest.raises(TaxonomyError, match="no versions_kanmin-data"):
        version_notes("kanmin-data")
    with pytest.raises(TaxonomyError, match="no crosswalk_national-dx"):
        correspondences("national-dx")
