import json
from importlib.resources import files

import pytest

from models.errors import TaxonomyError
from models.taxonomy import load_taxonomy, parse_taxonomy

IDS = [
    "frontyard",
    "system_standardization",
    "eltax_payment",
    "mynumber_card",
    "security",
    "ai_rpa",
    "telework",
    "regional_digital",
    "digital_divide",
    "rule_review",
    "bpr",
    "open_data",
    "org_structure",
    "digital_talent",
    "planned_approach",
    "pref_municipal_collab",
    "outside",
]


@pytest.fixture
def content():
    return json.loads(files("models").joinpath("data", "taxonomy_national-dx_2.3.json").read_text(encoding="utf-8"))


def test_the_national_scheme_has_the_17_ids_in_official_order():
    assert list(load_taxonomy().ids) == IDS


def test_every_category_is_named_defined_and_marked():
    taxonomy = load_taxonomy("national-dx", "2.3")

    for category in taxonomy.categories:
        assert category.name_ja
        assert len(category.definition_ja) > 20
        assert set(category.marks) == {"name", "versions", "definition"}
        assert set(category.marks.values()) <= set(taxonomy.marks)


def test_versions_say_when_a_category_entered_the_plan():
    taxonomy = load_taxonomy()

    assert "1.0" not in taxonomy.category("frontyard").versions
    assert taxonomy.category("eltax_payment").versions == ("2.3", "3.0", "4.0")
    assert taxonomy.category("outside").versions == ()


def test_an_unknown_id_is_answered_with_those_that_exist():
    with pytest.raises(TaxonomyError, match=r"no category 'bpo'.*frontyard") as caught:
        load_taxonomy().category("bpo")

    assert caught.value.code == "category_unknown"


@pytest.mark.parametrize(("scheme", "version"), [("regional", ""), ("national-dx", "9.9")])
def test_an_unknown_scheme_or_version_is_answered_with_those_that_are_shipped(scheme, version):
    with pytest.raises(TaxonomyError, match=r"shipped: .*national-dx 2\.3"):
        load_taxonomy(scheme, version)


def test_a_file_that_is_not_json_is_refused_with_its_line():
    with pytest.raises(TaxonomyError, match=r"x\.json, line 1: expected JSON"):
        parse_taxonomy("{", where="x.json")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "expected an object with format 1, found 2"),
        ({"categories": []}, "expected a list of categories"),
        ({"version": 2.3}, "expected a text in 'version', found 2.3"),
        ({"marks": ["read"]}, "expected 'marks' to map names to texts"),
    ],
)
def test_a_faulty_file_is_refused_with_what_was_found(content, change, message):
    with pytest.raises(TaxonomyError, match=message):
        parse_taxonomy(json.dumps(content | change), where="x.json")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": ""}, r"category 2: expected a text in 'id'"),
        ({"id": "frontyard"}, "found twice: frontyard"),
        ({"versions": "1.0"}, "category 2: expected versions to be a list"),
        ({"marks": {"name": "guessed"}}, "expected the mark of 'name' to be one of read.*found 'guessed'"),
    ],
)
def test_a_faulty_category_is_refused_with_its_place(content, change, message):
    content["categories"][1] |= change

    with pytest.raises(TaxonomyError, match=message):
        parse_taxonomy(json.dumps(content), where="x.json")
