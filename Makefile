# The door to everything: `make help`. A fresh machine needs Python 3.11+, git and make; Node comes into the virtual environment.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_WARN_SCRIPT_LOCATION := 1
WEB_SOURCES := $(shell find web/src web/public -type f 2>/dev/null) web/index.html web/vite.config.ts web/package.json

.DEFAULT_GOAL := help
.PHONY: help demo test check dev bench soak build install browser clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: build ## Install everything, start a server with its own database and the demo project, print the address
	@$(BIN)/copydesk demo

test: build browser ## Install everything, run every check and every test
	@$(MAKE) --no-print-directory check
	@npm --prefix web test --silent
	@$(BIN)/pytest -n 2
	@$(BIN)/pytest -n 2 --dist loadfile tests/browser

check: install web/node_modules/.installed ## Run the house rules: linters, types, floors, sizes, contract
	@$(BIN)/python -m tools.check

dev: install web/node_modules/.installed ## Serve with reload on 8400 and the web app on 5173
	@trap 'kill 0' EXIT; npm --prefix web run dev & COPYDESK_LOG_FORMAT=text $(BIN)/copydesk serve --reload

bench: build browser ## Run the benchmarks; each prints its figure beside a reference
	@for bench in tests/bench/bench_*.py; do echo "== $$bench"; $(BIN)/python -m $$(echo $${bench%.py} | tr / .) || exit 1; done

soak: build browser ## Run what takes minutes: storms, kills, every template
	@$(BIN)/pytest -m soak --timeout 3600

build: install copydesk/server/static/index.html ## Install everything and build the web app

install: .venv/.installed

.venv/.installed: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Copydesk needs Python 3.11 or newer; set PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --no-compile --require-hashes -r requirements-dev.lock
	@COPYDESK_SKIP_WEB=1 $(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

web/node_modules/.installed: web/package-lock.json .venv/.installed
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $@

copydesk/server/static/index.html: $(WEB_SOURCES) web/node_modules/.installed
	@npm --prefix web run build --silent

browser:
	@$(BIN)/python -m tools.browser

clean: ## Remove what was installed and built (no data)
	@rm -rf .venv web/node_modules copydesk/server/static artefacts
