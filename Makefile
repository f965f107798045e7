# Every target says what it does: `make help`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONPATH := src
# The lock files are the only source of packages; wheels are verified against their hashes.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run install test check bench bench-live lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

run: $(VENV)/.runtime  ## build the environment, start everything, print addresses and accounts; Ctrl-C stops it
	@bin/web-assets || echo "the charts' script could not be fetched: charts say so and show their tables instead" >&2
	@exec $(BIN)/zhengtong up

install: $(VENV)/.runtime $(VENV)/.dev  ## build the environment for development
	@bin/web-assets

test: $(VENV)/.runtime $(VENV)/.dev  ## install what the tests need and run them all
	@bin/web-assets
	@bin/test-packages
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(VENV)/.runtime $(VENV)/.dev  ## style, layers, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy src/legalclock src/livehub $$(find src/zhengtong -name rules.py -o -path '*/rules/*.py')

bench: $(VENV)/.runtime $(VENV)/.dev  ## the speed we promise, measured side by side
	$(BIN)/python -m bench

bench-live: $(VENV)/.runtime $(VENV)/.dev  ## live text to tens of thousands: the server on one core, the crowd on the other
	$(BIN)/python -m bench live

lock:  ## compile the requirement files again (needs pip-tools)
	cd requirements && for f in base dev node; do pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --strip-extras --allow-unsafe --no-header -o $$f.txt $$f.in; done

clean:  ## remove the environment (the county's data stays)
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Zhengtong needs Python 3.11 or newer; set PYTHON=…") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@echo "installing what the product needs (a minute or two the first time) …"
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.runtime
	@echo "installing what tests and checks need …"
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
