"""What the program's own text may not hold, and that SECURITY.md names tests that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "extractors", "models", "outputs", "pipeline")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
SQL_METHODS = {"exec_driver_sql", "execute", "executemany", "executescript", "text", "scalar", "scalars"}
# What runs code that it was given, or unpacks objects from bytes.
NEVER_IMPORTED = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "xml", "lxml", "telnetlib", "ftplib"}
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv"}
NETWORK = {"urllib", "requests", "http", "smtplib", "aiohttp", "httpx", "socket"}
# Modules that speak to the server on this machine, or to a worker over a pair of sockets.
MAY_CONNECT = {"pipeline/flow.py", "pipeline/doctor.py", "pipeline/pool.py", "pipeline/prefect_server.py"}


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def imported(path: Path) -> set[str]:
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def is_made_up(argument: ast.expr) -> bool:
    """Whether a text is put together from values that are no constants of the program (names in capitals)."""
    if isinstance(argument, ast.JoinedStr):
        values = [part.value for part in argument.values if isinstance(part, ast.FormattedValue)]
        return any(not _is_constant(value) for value in values)
    if isinstance(argument, ast.BinOp) and isinstance(argument.op, (ast.Mod, ast.Add)):
        return not _is_constant(argument)
    return isinstance(argument, ast.Call) and called(argument).endswith(".format")


def _is_constant(value: ast.expr) -> bool:
    return all(node.id.isupper() for node in ast.walk(value) if isinstance(node, ast.Name))


def test_the_check_of_sql_sees_what_it_should():
    for text, bad in (
        ("f'SELECT {name}'", True),
        ("'SELECT %s' % name", True),
        ("'SELECT {}'.format(name)", True),
        ("f'PRAGMA x = {LIMIT * 1000}'", False),
        ("'SELECT 1'", False),
    ):
        assert is_made_up(ast.parse(text, mode="eval").body) is bad


# Names of tables and columns that stand in the same file; nothing a user or a PDF can choose.
SCHEMA_WORDS = {
    ("corpus/migrations.py", "column"),
    ("corpus/fulltext.py", "table"),
    ("corpus/migration_words.py", "places"),
    ("corpus/views.py", "name"),
}


def made_up_sql(path: Path) -> list[str]:
    name = str(path.relative_to(ROOT))
    return [
        f"{name}: {ast.unparse(node)}"
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and called(node).rpartition(".")[2] in SQL_METHODS
        and node.args
        and is_made_up(node.args[0])
        and not any((name, inner.id) in SCHEMA_WORDS for inner in ast.walk(node.args[0]) if isinstance(inner, ast.Name))
    ]


def test_sql_is_parameterised():
    assert len(SOURCES) > 100
    assert [found for path in SOURCES for found in made_up_sql(path)] == []


def test_nothing_runs_or_unpacks_what_it_is_given():
    for path in SOURCES:
        calls = {called(node) for node in nodes(path) if isinstance(node, ast.Call)}
        words = {f"{node.arg}={ast.unparse(node.value)}" for node in nodes(path) if isinstance(node, ast.keyword)}

        assert imported(path) & NEVER_IMPORTED == set(), path
        assert calls & NEVER_CALLED == set(), path
        assert "shell=True" not in words, path


def test_only_the_pipeline_speaks_over_sockets():
    assert {str(path.relative_to(ROOT)) for path in SOURCES if imported(path) & NETWORK} == MAY_CONNECT


def test_every_locked_package_has_its_hash():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=[A-Za-z])", (ROOT / lock).read_text(encoding="utf-8").strip())
        assert len(entries) > 20
        assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def named_tests() -> list[str]:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    return re.findall(r"`(tests/[\w/]+\.py(?:::\w+)+)`", text)


def test_each_threat_of_the_list_names_a_test():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| threat", "|---"))]

    assert len(rows) >= 12
    assert [row for row in rows if "`tests/" not in row.rsplit("|", 2)[1]] == []


@pytest.mark.parametrize("name", named_tests())
def test_a_test_that_security_md_names_exists(name):
    path, *parts = name.split("::")
    body: list[ast.stmt] = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
    for part in parts:
        (found,) = [node for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == part]
        body = found.body
