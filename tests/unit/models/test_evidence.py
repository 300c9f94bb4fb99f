"""The words for and against a label are those that moved it."""

import pytest

from models.classifier import MeasureText, load_classifier
from models.evidence import find_evidence
from models.features import normalise, weighted_grams
from models.tokeniser import load_tokeniser


def evidence(label, title, description="", path=()):
    measure = MeasureText(title, description, path)
    return find_evidence(load_classifier(), load_tokeniser(), measure, label)


def test_the_naming_word_speaks_for_its_label():
    found = evidence("telework", "テレワークの推進", "職員が自宅から働けるようにする。")

    assert found.words_for[0][0] == "テレワーク"
    assert all(share > 0 for _, share in found.words_for)
    assert "の" not in [word for word, _ in found.words_for]


def test_a_word_of_another_category_speaks_against():
    found = evidence("bpr", "テレワークの推進")

    assert "テレワーク" in [word for word, _ in found.words_against]
    assert all(share < 0 for _, share in found.words_against)


def test_the_shares_of_all_characters_add_up_to_the_log_odds():
    classifier = load_classifier()
    measure = MeasureText("ＡＩ議事録の導入", "会議の音声を文字にする。", ("第１章", "業務の効率化"))
    shares = classifier.character_shares(measure, "ai_rpa")
    total = sum(sum(of_text) for _, of_text in shares)
    column = classifier._artefact.labels.index("ai_rpa")
    vector = weighted_grams(measure, classifier._positions, classifier._frequencies)
    logit = sum(w * float(classifier._artefact.coefficients[p, column]) for p, w in vector.items())

    # The marks of the title's two ends, taken alone, belong to no character.
    assert total == pytest.approx(logit, abs=0.05)
    assert shares[0][0] == normalise("ＡＩ議事録の導入")


def test_a_text_without_words_has_no_evidence():
    found = evidence("bpr", "\u3000")

    assert (found.words_for, found.words_against) == ((), ())


def test_an_unknown_label_is_an_error():
    with pytest.raises(ValueError, match="tuple"):
        evidence("bpo", "電子決裁")
