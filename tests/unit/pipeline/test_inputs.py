from __future__ import annotations

import hashlib
import os

import pytest

from pipeline.errors import UnusableError
from pipeline.inputs import find_files, hash_file


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("b/z.PDF", "b/c/a.pdf", "b/._a.pdf", "b/note.txt", "plain.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_pdfs_of_all_levels_in_order(folder):
    assert find_files([folder]).paths == (folder / "b/c/a.pdf", folder / "b/z.PDF")


def test_a_file_named_outright_is_taken_whatever_its_name_and_only_once(folder):
    paths = [folder / "plain.txt", folder / "b", folder / "b/z.PDF", folder / "plain.txt"]

    assert find_files(paths).paths == (folder / "plain.txt", folder / "b/c/a.pdf", folder / "b/z.PDF")


def test_an_empty_folder_beside_a_full_one_is_only_named(folder):
    (folder / "empty").mkdir()

    assert find_files([folder / "empty", folder / "b"]).empty_folders == (folder / "empty",)


@pytest.mark.parametrize(("name", "said"), [("missing", "見つかりません"), ("empty", "PDFがありません")])
def test_nothing_to_read_is_an_unusable_call(folder, name, said):
    (folder / "empty").mkdir()

    with pytest.raises(UnusableError, match=said):
        find_files([folder / name])


def test_the_hash_is_that_of_the_bytes(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x" * (3 << 20))

    assert hash_file(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_cannot_be_opened_says_why(tmp_path):
    file = hash_file(tmp_path / "gone.pdf")

    assert file.sha256 is None
    assert file.problem


def test_what_cannot_be_opened_is_an_input_with_a_problem_and_never_passed_over(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(b"a")
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_files([tmp_path])
    files = {path.name: hash_file(path) for path in found.paths}

    assert set(files) == {"a.pdf", "gone.pdf", "pipe.pdf", "closed"}
    assert {name for name, file in files.items() if file.sha256 is None and file.problem} == set(files) - {"a.pdf"}


def test_links_to_folders_are_followed_once_and_other_files_are_counted(tmp_path):
    inner = tmp_path / "in" / "real"
    inner.mkdir(parents=True)
    (inner / "a.pdf").write_bytes(b"a")
    (inner / "notes.docx").write_bytes(b"b")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.pdf").write_bytes(b"b")
    (inner / "circle").symlink_to(tmp_path / "in")
    (inner / "other").symlink_to(tmp_path / "elsewhere")
    found = find_files([tmp_path / "in"])

    assert [path.name for path in found.paths] == ["a.pdf", "b.pdf"]
    assert found.n_others == 1
