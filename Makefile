# Two commands: `make run` opens the chat, `make test` checks everything. Both keep to this folder.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

export YIBAO_CACHE := $(CURDIR)/$(VENV)/cache
export TMPDIR := $(CURDIR)/$(VENV)/tmp
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# A checkout that was moved needs its environment made anew: its place is part of the stamp's name.
PLACE := $(shell printf '%s' "$(CURDIR)" | cksum | cut -d ' ' -f 1)
INSTALLED := $(VENV)/installed-$(PLACE)
INSTALLED_TO_TEST := $(VENV)/installed-to-test-$(PLACE)

.PHONY: run test test-postgres lint types pytest transcripts clean

run: export YIBAO_RECORDS ?= $(CURDIR)/records/records.db
run: $(INSTALLED)
	@$(BIN)/yibao

test: lint types pytest transcripts

lint: $(INSTALLED_TO_TEST)
	@$(BIN)/ruff check --cache-dir $(VENV)/cache/ruff .

types: $(INSTALLED_TO_TEST)
	@$(BIN)/mypy --cache-dir $(VENV)/cache/mypy

pytest: $(INSTALLED_TO_TEST)
	@$(BIN)/python -m pytest

test-postgres: $(INSTALLED_TO_TEST)
	@$(BIN)/python tests/with_postgres.py $(BIN)/python -m pytest tests/unit/records

transcripts: $(INSTALLED_TO_TEST)
	@$(BIN)/yibao replay transcripts

$(VENV)/made-$(PLACE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or later is needed; name it with: make run PYTHON=python3.12' >&2; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) >&2
	@mkdir -p $(VENV)/cache $(VENV)/tmp
	@touch $@

$(INSTALLED): $(VENV)/made-$(PLACE) pyproject.toml
	@echo '正在准备运行环境，只需要一次……' >&2
	@$(BIN)/python -m pip install --quiet --editable . >&2
	@touch $@

$(INSTALLED_TO_TEST): $(VENV)/made-$(PLACE) pyproject.toml
	@$(BIN)/python -m pip install --quiet --editable '.[dev]' >&2
	@touch $(INSTALLED) $@

clean:
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
