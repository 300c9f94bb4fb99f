"""The version of everything that shapes an extracted record."""

EXTRACTOR_VERSION = "6"
"""Raise it with every change of what is extracted: the store reads unchanged files again when it moves."""
