"""The versions of everything that shapes a stored record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.schema import SCHEMA_VERSION
from extractors.version import EXTRACTOR_VERSION
from models.classifier import load_classifier
from models.tokeniser import tokeniser_version

if TYPE_CHECKING:
    from pipeline.hints import Hints

__all__ = ["record_versions"]


def record_versions(hints: Hints, *, model: str | None = None) -> dict[str, str]:
    """Versions by name; with the manifest's fingerprint when the user said something of the file.

    ``model`` is the version of the workspace's classifier, by default that of the shipped one.

    A record whose stored versions differ from these is read anew by the next ingest.
    """
    versions = {
        "extractor": EXTRACTOR_VERSION,
        "model": load_classifier().version if model is None else model,
        "schema": str(SCHEMA_VERSION),
        "tokeniser": tokeniser_version(),
    }
    return versions | ({"manifest": hints.fingerprint()} if hints else {})
