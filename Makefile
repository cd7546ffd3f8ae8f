# Gleaner: `make run` serves it, `make test` tests it, `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help run editor test test-slow test-model lint check format evaluate bench bench-full lock messages clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST) | awk -F': ' '{printf "  make %-12s %s\n", $$1, $$2}'

# One virtual environment; a stamp per requirement set says which hashes are installed in it.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Gleaner needs Python 3.11 or newer; this is %d.%d. Name another one: make PYTHON=python3.12 ..." % sys.version_info[:2])'
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "Gleaner needs pip for $(PYTHON): $(PYTHON) -m ensurepip, or your system's package python3-pip."; exit 1; }
	@touch .writable 2>/dev/null && rm -f .writable || { echo "This folder cannot be written to: $(CURDIR). Gleaner keeps its environment (.venv) and data (var) in it."; exit 1; }
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/%.stamp: requirements/%.txt | $(BIN)/python
	@echo "Installing the packages of $< ..."
	@$(PYTHON) -m pip --python $(BIN)/python install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

run: $(VENV)/base.stamp ## Set everything up and serve on http://127.0.0.1:8000 (PORT=9000 for another port)
	@$(BIN)/python -m config.serve --port $(PORT)

editor: $(VENV)/base.stamp ## Make an account that may correct metadata
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) create_editor

test: $(VENV)/test.stamp ## Run the tests (browser tests where chromium is found)
	@$(BIN)/python -m pytest -n auto

test-slow: $(VENV)/test.stamp ## Run the slow tests: faults, start-up
	@$(BIN)/python -m pytest -n auto -m slow

test-model: $(VENV)/model.stamp ## Test the hook for a spaCy model (installs spaCy)
	@$(BIN)/python -m pytest -q tests/extraction/test_model.py

check: lint ## Lint, types, missing migrations, deployment settings
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) check --deploy --fail-level WARNING

lint: $(VENV)/dev.stamp ## Lint, import rules and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

format: $(VENV)/dev.stamp ## Format the code
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

evaluate: $(VENV)/base.stamp ## Measure extraction on the labelled sets, against the stored baselines
	@cd benchmarks/extraction && for set in seeds:../../seeds labels:articles more:more third:third fourth:fourth heldout:heldout; do \
		name=$${set%%:*}; labels=$$name; [ $$name = labels ] || labels=$${name}_labels; \
		echo "$$name"; ../../$(BIN)/python ../../manage.py evaluate_extraction $$labels.json $${set#*:} \
			--baseline baselines/$$name.json; echo; done

bench: $(VENV)/bench.stamp ## Measure search beside other engines on 20,000 articles (some minutes; indexes stay in var/bench)
	@$(BIN)/python -W ignore -m benchmarks.search --size 20000
	@$(BIN)/python -W ignore -m benchmarks.search.http_load --size 20000

bench-full: $(VENV)/bench.stamp ## The same on 100,000, and Gleaner alone on 1,000,000 (hours; tens of GB)
	@$(BIN)/python -W ignore -m benchmarks.search --size 100000
	@$(BIN)/python -W ignore -m benchmarks.search.http_load --size 100000
	@$(BIN)/python -W ignore -m benchmarks.search --size 1000000 --peers Gleaner
	@$(BIN)/python -m benchmarks.search.plot docs/images/search-benchmark.svg var/bench/made-*0.json

messages: $(VENV)/test.stamp ## Bring the translations up to the code: new texts in, gone ones out, compiled
	@$(BIN)/python -m config.messages

lock: $(VENV)/dev.stamp ## Write the hash-locked requirement sets anew
	@for set in base test dev model bench; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-header --no-annotate requirements/$$set.in -o requirements/$$set.txt; done

clean: ## Remove the environment and caches (never your data in var/)
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
