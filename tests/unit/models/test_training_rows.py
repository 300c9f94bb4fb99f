from collections import Counter

import pytest

from models.errors import TrainingRowsError
from models.features import normalise
from models.taxonomy import load_taxonomy
from models.training_rows import parse_training_rows, read_training_rows_text, training_rows_hash

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
