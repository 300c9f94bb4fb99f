# The front door. Everything runs in .venv, which `make setup` builds from the locks.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo check test test-slow score bench lock clean

setup: .venv/.runtime

.venv/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
