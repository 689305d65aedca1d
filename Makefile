# What can be done here: `make help`. Every target first makes ./.venv where it is missing or out of date.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
WORKERS ?= 2
SIZE ?= region
WEEK ?= 2026-W48
SECONDS_TO_SOLVE ?= 60
AS_OF ?= 2026-11-19T16:00
SAMPLE ?= 1500
SEED ?= 1
COVERAGE ?= --cov --cov-report=term:skip-covered

BIN := .venv/bin
VENV := .venv/.installed
NODE := tests/node/node_modules/.installed

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z.]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z.]+):.*## (.*)/  make \1\t\2/' | expand -t 18

.PHONY: plan
plan: $(VENV) ## Make a realistic week, import it, solve it and publish the plan
	$(BIN)/vertrekplanner sample --size $(SIZE) --seed 1 --week $(WEEK) --out var/sample --past var/verleden
	$(BIN)/vertrekplanner import var/sample
	$(BIN)/vertrekplanner import var/verleden --source verleden
	$(BIN)/vertrekplanner outcomes import var/verleden/uitkomsten/uitkomsten.csv --actor planner
	$(BIN)/vertrekplanner solve --from $(WEEK) --weeks 1 --seconds $(SECONDS_TO_SOLVE) --as-of $(AS_OF)
	$(BIN)/vertrekplanner publish --out var/publicatie

.PHONY: serve
serve: $(VENV) ## Show the newest release in the browser, on this machine only
	$(BIN)/vertrekplanner serve

.PHONY: test
test: $(VENV) system $(NODE) ## Run the tests, long campaigns left out
	$(BIN)/python -m solver.kernel.warming
	$(BIN)/pytest -n $(WORKERS) $(COVERAGE)

.PHONY: lint
lint: $(VENV) ## Check style, types, import directions and file sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/check_file_sizes.py

.PHONY: bench
bench: $(VENV) ## Measure speed and quality
	$(BIN)/python -m benchmarks

.PHONY: nightly
nightly: $(VENV) system $(NODE) ## Run the long campaigns, Thunderbird among them
	@tools/system_packages.sh thunderbird
	$(BIN)/python -m solver.kernel.warming
	$(BIN)/pytest -n $(WORKERS) -m nightly

.PHONY: mutation
mutation: $(VENV) ## Plant faults in rules and explanations; the tests must find 95 of 100
	$(BIN)/python -m tools.mutation --sample $(SAMPLE) --seed $(SEED) --workers $(WORKERS)
	$(BIN)/python tools/check_mutants.py

.PHONY: lock
lock: $(VENV) ## Take newer versions of the dependencies and lock them by hash
	PATH="$(CURDIR)/$(BIN):$$PATH" tools/lock_dependencies.sh

.PHONY: .venv
.venv: $(VENV) ## Make the Python environment

$(VENV): requirements-dev.lock tools/make_venv.sh
	PYTHON="$(PYTHON)" tools/make_venv.sh

.PHONY: system
system:
	@tools/system_packages.sh

# ical.js reads our feeds as a phone would; tests that need it say so when it is absent.
$(NODE): tests/node/package-lock.json
	@if command -v npm >/dev/null; then \
	    npm ci --prefix tests/node --no-audit --no-fund --silent && touch $@; \
	else \
	    echo "npm is missing: tests that read feeds with ical.js are left out."; \
	fi
