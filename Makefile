# make demo   sets everything up and shows the whole line on an invented county
# make test   sets everything up and runs every check
# make bench  prints speeds as ratios to something known
# make fuzz   audits 20,000 damaged documents and looks for misread cells longer than the tests do
.DEFAULT_GOAL := help
.PHONY: help demo test lint types layers unit packages bench fuzz clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps

help:
	@sed -n '/^# make/s/^# //p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Gouji needs Python 3.11 or later: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@sh .ci/virtual-environment $(PYTHON) $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages (about half a minute) …"
	@$(PIP) -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing the packages that tests need …"
	@$(PIP) -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/gouji demo

packages:
	@sh .ci/system-packages

test: $(VENV)/.installed-dev packages lint types layers unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

layers: $(VENV)/.installed-dev
	$(BIN)/lint-imports

unit: $(VENV)/.installed-dev
	$(BIN)/pytest -n auto

bench: $(VENV)/.installed-dev
	@for each in benchmarks/*.py; do $(BIN)/python -m benchmarks.$$(basename $$each .py) || exit 1; done

FUZZ_COUNT ?= 20000
FUZZ_SEED ?= 1

fuzz: $(VENV)/.installed-dev
	GOUJI_FUZZ=1 $(BIN)/pytest tests/audits/reading -n auto
	$(BIN)/python -m tests.fuzz --count $(FUZZ_COUNT) --seed $(FUZZ_SEED) --save var/fuzz

clean:
	rm -rf $(VENV) var reports_out/demo .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
