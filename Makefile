# The front door: `make demo` shows the whole path, `make test` proves it. Both work on a machine that has nothing
# but Python 3.11 or newer, make and pip; everything runs in .venv, which `make setup` builds from the locks.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo check test test-slow score bench lock clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -e 's/:.*## /\t/' | expand -t 12

setup: .venv/.runtime models/artifacts/user.dic ## build .venv with the locked packages and the command keikaku

.venv/.runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "keikaku needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

models/artifacts/user.dic: .venv/.runtime models/data/user_dictionary.csv models/user_dictionary.py
	$(BIN)/python -m models.user_dictionary
	@touch $@

.venv/.dev: .venv/.runtime models/artifacts/user.dic requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

demo: setup ## ingest the sample plans, print a summary, write the CSVs into demo/csv
	@mkdir -p demo
	$(BIN)/keikaku ingest corpus/samples --workspace demo/workspace --report demo/report.json
	$(BIN)/keikaku analyse --workspace demo/workspace
	$(BIN)/keikaku export --format csv --out demo/csv --workspace demo/workspace
	@printf '\n出力先 %s:\n' "$(CURDIR)/demo/csv" && ls -1 demo/csv

check: .venv/.dev ## format, lint, types, import rules
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## the checks and every fast test
	$(BIN)/python -m pytest -q -m "not slow"

test-slow: .venv/.dev ## the tests that take minutes
	$(BIN)/python -m pytest -q -m slow

score: .venv/.dev ## extract the plans that have gold records and score them
	$(BIN)/python tests/score_plans.py $(SHARED)

bench: setup ## milliseconds a page of each stage, beside a plain pdfplumber loop
	$(BIN)/python -m pipeline.bench $(if $(wildcard $(SHARED)/plans),$(SHARED)/plans,corpus/samples)

lock: ## resolve the dependencies anew, with hashes and without index addresses (needs uv)
	@mkdir -p build && printf 'setuptools\nwheel\n' > build/requirements.in
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header pyproject.toml build/requirements.in -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header pyproject.toml build/requirements.in --extra dev -c requirements.lock \
		-o requirements-dev.lock

clean: ## remove what was made, but no workspace of yours
	rm -rf .venv build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
