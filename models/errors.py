"""What can go wrong in this package: every error carries a code, and says where, what was expected and what to do."""

from __future__ import annotations

__all__ = [
    "ArtefactError",
    "ModelsError",
    "TaxonomyError",
    "TokenisationError",
    "TrainingRowsError",
    "UserDictionaryError",
]


class ModelsError(Exception):
    """The root of this package's errors; ``code`` is a stable word for reports and logs."""

    code = "models_error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"[{self.code}] {super().__str__()}"


class TokenisationError(ModelsError):
    """A text cannot be read by Sudachi, or its tokens do not rejoin to it."""

    code = "tokens_do_not_rejoin"


class TaxonomyError(ModelsError):
    """A taxonomy file is missing or says something that cannot be."""

    code = "taxonomy_invalid"


class TrainingRowsError(ModelsError):
    """A row of the training file cannot be used."""

    code = "training_row_invalid"


class ArtefactError(ModelsError):
    """The trained model is missing, damaged, or made from other rows than those that are shipped."""

    code = "artefact_invalid"


class UserDictionaryError(ModelsError):
    """A reviewed term cannot be used, or the compiled dictionary is missing or does not fit."""

    code = "user_dictionary_invalid"
