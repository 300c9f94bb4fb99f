"""The trained model as two plain files in ``artifacts/``: ``national.json`` (words), ``national.npz`` (numbers).

Neither can run code when it is loaded (no pickle). Writing the same model gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from models.calibration import Calibration, Sigmoid
from models.errors import ArtefactError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["JSON_NAME", "NPZ_NAME", "Artefact", "read_artefact", "write_artefact"]

FORMAT = 2
JSON_NAME, NPZ_NAME = "national.json", "national.npz"
RETRAIN = "run `python -m models.training` in the checkout, or install the package again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """A trained model.

    coefficients: float32, one row per vocabulary entry, one column per label; intercepts: float32, one per label;
    frequencies: float32, the vocabulary's inverse document frequencies. rows_sha256 is that of the shipped rows,
    corrections_sha256 that of what people corrected ("" without any). figures: what cross-validation measured.
    """

    scheme: str
    scheme_version: str
    rows_sha256: str
    corrections_sha256: str
    labels: tuple[str, ...]
    vocabulary: tuple[str, ...]
    coefficients: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    frequencies: NDArray[np.float32]
    calibration: Calibration
    secondary_from: float
    abstain_below: float
    figures: Mapping[str, Any]

    @property
    def version(self) -> str:
        """Changes with anything that changes a prediction."""
        content = hashlib.sha256(_arrays(self))
        content.update(json.dumps([self._settings(), self.vocabulary], ensure_ascii=False).encode())
        return f"{self.scheme_version}-{content.hexdigest()[:12]}"

    def _settings(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "scheme": self.scheme,
            "scheme_version": self.scheme_version,
            "rows_sha256": self.rows_sha256,
            "corrections_sha256": self.corrections_sha256,
            "labels": self.labels,
            "calibration": self.calibration,
            "secondary_from": self.secondary_from,
            "abstain_below": self.abstain_below,
        }


def _arrays(artefact: Artefact) -> bytes:
    import numpy as np  # noqa: PLC0415 - loaded late, so that importing this module costs nothing

    stream = io.BytesIO()
    # NumPy stamps every member with 1980-01-01, so the bytes depend on the numbers alone.
    np.savez_compressed(
        stream,
        coefficients=artefact.coefficients,
        intercepts=artefact.intercepts,
        frequencies=artefact.frequencies,
    )
    return stream.getvalue()


def write_artefact(artefact: Artefact, folder: Path) -> None:
    """Write both files into an existing folder."""
    arrays = _arrays(artefact)
    content = {
        **artefact._settings(),  # noqa: SLF001 - same module
        "arrays_sha256": hashlib.sha256(arrays).hexdigest(),
        "figures": artefact.figures,
        "vocabulary": artefact.vocabulary,
    }
    folder.joinpath(NPZ_NAME).write_bytes(arrays)
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    folder.joinpath(JSON_NAME).write_text(text, encoding="utf-8", newline="\n")


def read_artefact(folder: Path | None = None) -> Artefact:
    """Read the shipped model, or the one in another folder.

    Raises:
        ArtefactError: a file is missing or damaged, of another format, or the two do not belong together.

    """
    import numpy as np  # noqa: PLC0415 - see above

    place = files("models").joinpath("artifacts") if folder is None else folder
    try:
        text = place.joinpath(JSON_NAME).read_text(encoding="utf-8")
        arrays = place.joinpath(NPZ_NAME).read_bytes()
    except OSError as error:
        raise ArtefactError(f"{place}: expected {JSON_NAME} and {NPZ_NAME}, found {error}; {RETRAIN}") from error
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise ArtefactError(f"{JSON_NAME}, line {error.lineno}: expected JSON, found {error.msg}; {RETRAIN}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        found = content.get("format") if isinstance(content, dict) else type(content).__name__
        raise ArtefactError(
            f"{JSON_NAME}: expected format {FORMAT}, found {found!r}; {RETRAIN}", code="artefact_format"
        )
    found_hash = hashlib.sha256(arrays).hexdigest()
    if content.get("arrays_sha256") != found_hash:
        raise ArtefactError(
            f"{NPZ_NAME}: expected SHA-256 {content.get('arrays_sha256')}, found {found_hash}; {RETRAIN}"
        )
    with np.load(io.BytesIO(arrays), allow_pickle=False) as numbers:
        coefficients, intercepts, frequencies = (
            numbers[name].astype(np.float32) for name in ("coefficients", "intercepts", "frequencies")
        )
    expected = (len(content["vocabulary"]), len(content["labels"]))
    if coefficients.shape != expected:
        raise ArtefactError(
            f"{NPZ_NAME}: expected coefficients of shape {expected}, found {coefficients.shape}; {RETRAIN}"
        )
    return Artefact(
        scheme=content["scheme"],
        scheme_version=content["scheme_version"],
        rows_sha256=content["rows_sha256"],
        corrections_sha256=content["corrections_sha256"],
        labels=tuple(content["labels"]),
        vocabulary=tuple(content["vocabulary"]),
        coefficients=coefficients,
        intercepts=intercepts,
        frequencies=frequencies,
        calibration=Calibration(*(Sigmoid(*numbers) for numbers in content["calibration"])),
        secondary_from=content["secondary_from"],
        abstain_below=content["abstain_below"],
        figures=content["figures"],
    )
