"""Which classifier counts in a workspace: its own, once people's corrections trained one, else the shipped one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from models.artefact import JSON_NAME
from models.classifier import load_classifier
from models.errors import ArtefactError
from pipeline.errors import UnusableError

if TYPE_CHECKING:
    from pathlib import Path

    from models.classifier import Classifier

__all__ = ["MODEL_FOLDER", "model_folder", "open_classifier"]

MODEL_FOLDER: Final = "model"


def model_folder(workspace: Path) -> Path | None:
    """Where the workspace keeps a model of its own, None if it has none."""
    folder = workspace / MODEL_FOLDER
    return folder if folder.joinpath(JSON_NAME).is_file() else None


def open_classifier(workspace: Path) -> Classifier:
    """The classifier that counts in a workspace.

    Raises:
        UnusableError: the workspace's own model is damaged or of an older version of this program.

    """
    folder = model_folder(workspace)
    try:
        return load_classifier(folder)
    except ArtefactError as error:
        if folder is None:
            raise
        raise UnusableError(
            f"{folder}: 修正から学んだモデルが壊れているか、古い版のものです。keikaku train をやり直すか、"
            "このフォルダーを消すと最初のモデルに戻ります"
        ) from error
