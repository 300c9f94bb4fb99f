"""The ways to classify see the same folds, and rules are complete."""

from models.compare import compare, cue_counts, read_keyword_rules
from models.features import MeasureText
from models.taxonomy import load_taxonomy
from models.training import sorted_rows
from models.training_rows import read_training_rows_text

LABELS = load_taxonomy().ids


def test_every_label_has_cues_as_they_are_matched():
    rules = read_keyword_rules(LABELS)

    assert all(rules[label] for label in LABELS)
    assert all(cue == cue.lower().strip() for cues in rules.values() for cue in cues)


def test_a_cue_counts_most_in_the_title():
    rules = read_keyword_rules(LABELS)
    column = LABELS.index("telework")
    counts = cue_counts(
        [MeasureText("ﾃﾚﾜｰｸ"), MeasureText("x", "テレワーク"), MeasureText("x", "", ("テレワーク",))], rules
    )

    assert counts[:, column].tolist() == [2.0, 1.0, 0.5]


def test_learning_beats_rules_and_rules_beat_the_majority():
    rows = sorted_rows(read_training_rows_text(), load_taxonomy())[::4]
    scores = {one.name: one for one in compare(rows, LABELS, ["majority", "keyword rules", "character n-grams"])}

    assert scores["majority"].main_accuracy < 0.3
    assert scores["majority"].micro_f1 < scores["keyword rules"].micro_f1 < scores["character n-grams"].micro_f1
