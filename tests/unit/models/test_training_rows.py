import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import TrainingRowsError
from models.features import normalise
from models.taxonomy import load_taxonomy
from models.training import group_rows, held_out_folds
from models.training_rows import parse_training_rows, read_training_rows_text, training_rows_hash

SHARED = Path(__file__).resolve().parents[4] / "shared"
# Characters in a row that two people would hardly write alike by chance; stock titles are shorter.
COPIED = 20
HEADER = "title,description,path,labels,reason\n"


@pytest.fixture(scope="module")
def rows():
    return parse_training_rows(read_training_rows_text(), load_taxonomy())


def test_there_are_enough_rows_and_every_label_has_its_share(rows):
    counts = Counter(label for row in rows for label in row.labels)

    assert len(rows) >= 2000
    assert set(counts) == set(load_taxonomy().ids)
    assert min(counts.values()) >= 20


def test_no_row_stands_twice_after_normalisation(rows):
    seen = Counter(
        (normalise(row.measure.title), normalise(row.measure.description), tuple(map(normalise, row.measure.path)))
        for row in rows
    )

    assert [row for row, count in seen.items() if count > 1] == []


def test_outside_stands_alone_and_labels_are_one_to_three(rows):
    for row in rows:
        assert 1 <= len(row.labels) <= 3
        assert "outside" not in row.labels or row.labels == ("outside",)


def test_rows_are_sorted_by_main_label_so_that_a_diff_stays_small(rows):
    order = load_taxonomy().ids
    keys = [
        (order.index(r.labels[0]), r.measure.title, " / ".join(r.measure.path), r.measure.description) for r in rows
    ]

    assert keys == sorted(keys)


def test_a_row_is_read_with_its_path_and_labels():
    (row,) = parse_training_rows(HEADER + "窓口予約,,第1章 / 窓口,frontyard bpr,なぜか\n", load_taxonomy())

    assert row.measure.path == ("第1章", "窓口")
    assert (row.labels, row.reason) == (("frontyard", "bpr"), "なぜか")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (" ,,,bpr,", "line 2: expected a title"),
        ("題,,,bpo,", r"line 2: expected ids of national-dx 2\.3, found \['bpo'\]"),
        ("題,,,,", "expected 1 to 3 different labels"),
        ("題,,,bpr bpr,", "expected 1 to 3 different labels"),
        ("題,,,bpr outside,", "expected outside alone"),
        ("題,,,bpr", "expected 5 fields"),
        ("題,,,bpr,\n題,,,telework,", "line 3: stands already in line 2"),
    ],
)
def test_a_faulty_row_is_refused_with_its_line(lines, message):
    with pytest.raises(TrainingRowsError, match=message):
        parse_training_rows(HEADER + lines + "\n", load_taxonomy())


def test_other_columns_are_refused():
    with pytest.raises(TrainingRowsError, match="expected the columns"):
        parse_training_rows("title,labels\n", load_taxonomy())


def test_the_hash_does_not_depend_on_line_ends():
    assert training_rows_hash("a\nb\n") == training_rows_hash("a\r\nb\r\n")


def test_near_duplicates_are_counted_and_stay_on_one_side_of_every_split(rows):
    groups = group_rows(rows)
    folds = held_out_folds(rows)

    # 3,493 groups for 5,269 rows when this was written, 4,364 by titles alone: rows that only repeat others would lower
    # both. Rows under one heading (教育費) share a group whatever they say.
    alone = group_rows([replace(row, measure=replace(row.measure, path=())) for row in rows])
    assert len(set(groups)) >= 0.65 * len(rows)
    assert len(set(alone)) >= 0.8 * len(rows)
    for learn, test in folds:
        assert not {groups[i] for i in learn} & {groups[i] for i in test}
    assert sorted(i for _, test in folds for i in test) == list(range(len(rows)))


@pytest.mark.usefixtures("shared_dir")
def test_no_row_is_copied_from_the_plans_that_measure_the_model(rows):
    printed = ""
    for file in sorted((*(SHARED / "gold").glob("*.json"), *(SHARED / "practice").glob("*.json"))):
        for measure in json.loads(file.read_text(encoding="utf-8"))["measures"]:
            printed += "\n".join(map(normalise, (measure["title"], measure["description"]))) + "\n"
    printed += normalise((SHARED / "reference" / "national-dx-categories.md").read_text(encoding="utf-8"))
    known = {printed[i : i + COPIED] for i in range(len(printed) - COPIED + 1)}
    copied = [
        row.measure.title
        for row in rows
        for text in (normalise(row.measure.title), normalise(row.measure.description))
        if any(text[i : i + COPIED] in known for i in range(len(text) - COPIED + 1))
    ]

    assert copied == []
