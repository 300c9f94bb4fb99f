"""From log-odds to probabilities that can be taken at their word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Calibration", "Sigmoid", "best_rivals", "is_leading"]

# Two sigmoids could put a close rival above the leading label: it stays this share of it at most.
JUST_BELOW = 0.999


class Sigmoid(NamedTuple):
    """A probability from a label's log-odds and those of its best rival.

    The rival matters since nearly every measure has one label: the same log-odds mean more where no other comes near.
    """

    slope: float
    rival_slope: float
    offset: float

    def probabilities(self, logits: NDArray[np.floating]) -> NDArray[np.float64]:
        """Probabilities of log-odds, both of shape (measures, labels)."""
        import numpy as np  # noqa: PLC0415 - loaded late, so that importing this module costs nothing

        evidence = self.slope * logits.astype(np.float64) + self.rival_slope * best_rivals(logits) + self.offset
        probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-evidence))
        return probabilities


class Calibration(NamedTuple):
    """One sigmoid for the label with the greatest log-odds of a measure, one for all others.

    A single one for both is dominated by the many labels that are plainly wrong, and left the main label's
    probability 5 points too low on average.
    """

    leading: Sigmoid
    others: Sigmoid

    def probabilities(self, logits: NDArray[np.floating]) -> NDArray[np.float64]:
        """Probabilities of log-odds, both of shape (measures, labels); the leading label's is the greatest."""
        import numpy as np  # noqa: PLC0415 - see above

        leads = is_leading(logits)
        leading = self.leading.probabilities(logits)
        ceiling = np.max(np.where(leads, leading, 0.0), axis=1, keepdims=True)
        probabilities: NDArray[np.float64] = np.where(
            leads, leading, np.minimum(self.others.probabilities(logits), JUST_BELOW * ceiling)
        )
        return probabilities


def is_leading(logits: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Where a measure's greatest log-odds stand; same shape (measures, labels)."""
    leads: NDArray[np.bool_] = logits >= logits.max(axis=1, keepdims=True)
    return leads


def best_rivals(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """For each label the greatest log-odds of any other one; same shape (measures, at least two labels)."""
    import numpy as np  # noqa: PLC0415 - see above

    ordered = np.sort(logits.astype(np.float64), axis=1)
    first, second = ordered[:, -1:], ordered[:, -2:-1]
    rivals: NDArray[np.float64] = np.where(is_leading(logits), second, first)
    return rivals
