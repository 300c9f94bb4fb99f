"""A measure's text as numbers: weighted character n-grams. Pure, and the same in training and in use.

Text is compared after NFKC, in lower case and without white space, since plans break lines inside words and mix
full and half width. The title's n-grams see its two ends, so that a short title like 「グループウェア」 differs from
the same word inside a longer one. Departments are not used: a name like ＡＩシステム推進課 stands beside measures of
every kind and only misleads.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add

from corpus.records import Measure

__all__ = [
    "MeasureText",
    "field_grams",
    "grams",
    "inverse_document_frequencies",
    "measure_to_text",
    "normalise",
    "weighted_grams",
]

LONGEST_GRAM = 3
TITLE_WEIGHT = 1.0
DESCRIPTION_WEIGHT = 1.0
# Headings of real plans differ from ours more than titles do; 0.4 was best of 0.2-0.5 in grouped cross-validation.
PATH_WEIGHT = 0.4

TITLE_START, TITLE_END = "\x02", "\x03"
REPOST = re.compile(r"\(再掲\)")  # after NFKC


@dataclass(frozen=True, slots=True)
class MeasureText:
    """What the classifier reads of a measure; ``path`` holds its headings, outermost first."""

    title: str
    description: str = ""
    path: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


def measure_to_text(measure: Measure) -> MeasureText:
    """The part of a measure's record that the classifier reads."""
    return MeasureText(measure.title, measure.description, measure.path, measure.departments)


def normalise(text: str) -> str:
    """NFKC, lower case, no white space, no （再掲） mark."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    return REPOST.sub("", folded)


def _fields(measure: MeasureText) -> tuple[tuple[float, str], ...]:
    """Each non-empty field, normalised, with its weight."""
    title = normalise(measure.title)
    fields = (
        (TITLE_WEIGHT, f"{TITLE_START}{title}{TITLE_END}" if title else ""),
        (DESCRIPTION_WEIGHT, normalise(measure.description)),
        (PATH_WEIGHT, "/".join(normalise(heading) for heading in measure.path)),
    )
    return tuple((weight, text) for weight, text in fields if text)


def _grams_of(text: str) -> list[str]:
    grams = list(text)
    longer = grams
    for n in range(1, LONGEST_GRAM):
        longer = list(map(add, longer, text[n:]))
        grams.extend(longer)
    return grams


def field_grams(measure: MeasureText) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each field's normalised text, with its n-grams and where they begin in it (-1 for the mark before a title)."""
    found = []
    for _, text in _fields(measure):
        offset = -1 if text.startswith(TITLE_START) else 0
        places = [
            (text[start : start + length], start + offset)
            for length in range(1, LONGEST_GRAM + 1)
            for start in range(len(text) - length + 1)
        ]
        found.append((text.strip(TITLE_START + TITLE_END), places))
    return found


def grams(measure: MeasureText) -> set[str]:
    """Every distinct n-gram of 1 to ``LONGEST_GRAM`` characters in any field."""
    return {gram for _, text in _fields(measure) for gram in _grams_of(text)}


def inverse_document_frequencies(measures: Iterable[MeasureText], *, at_least: int) -> dict[str, float]:
    """The vocabulary, sorted: each n-gram that stands in ``at_least`` measures, with ln((1+N)/(1+n)) + 1."""
    counts: Counter[str] = Counter()
    total = 0
    for measure in measures:
        counts.update(grams(measure))
        total += 1
    return {
        gram: math.log((1 + total) / (1 + count)) + 1 for gram, count in sorted(counts.items()) if count >= at_least
    }


def weighted_grams(
    measure: MeasureText, positions: Mapping[str, int], frequencies: Sequence[float]
) -> dict[int, float]:
    """A vector of length 1 as {position in the vocabulary: weight}; {} where no n-gram is known.

    Each field is a TF-IDF vector (1 + ln tf) of length 1; the fields are added by their weights and scaled again.
    """
    combined: dict[int, float] = {}
    for weight, text in _fields(measure):
        # Counting comes first: it is quicker than looking each n-gram up as often as it stands there.
        values: dict[int, float] = {}
        for gram, count in Counter(_grams_of(text)).items():
            position = positions.get(gram)
            if position is not None:
                frequency = frequencies[position]
                values[position] = frequency if count == 1 else (1 + math.log(count)) * frequency
        length = math.sqrt(sum([value * value for value in values.values()]))
        for position, value in values.items():
            combined[position] = combined.get(position, 0.0) + weight * value / length
    length = math.sqrt(sum([value * value for value in combined.values()]))
    return {position: value / length for position, value in combined.items()}
