# make          sets everything up and builds the nine editions of the declaration
# make test     checks style and types, and runs the tests
# `make help` lists the rest. Besides Debian packages all is installed in .venv and .conformance.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := editions

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
NPM    := .conformance

TEXT     := shanghai-declaration
SOURCE   := src/duben/samples/$(TEXT).txt
EDITIONS := $(foreach layout,plain pinyin study,$(foreach format,pdf epub docx,build/$(TEXT)/$(TEXT)-$(layout).$(format)))
PROGRAM  := $(shell find src templates -type f -not -name '*.pyc')

.PHONY: help editions test lint coverage conformance bench train-readings lexicon readings-report golden pictures pdf-report lock clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t20

editions: $(EDITIONS) ## set up, and build the nine editions of the declaration

$(EDITIONS) &: $(VENV)/.system $(PROGRAM)
	$(BIN)/duben build $(SOURCE)
	@touch $(EDITIONS)

test: $(VENV)/.dev $(VENV)/.system lint ## style, types, floors, then the tests
	$(BIN)/pytest -m "not conformance" -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

coverage: $(VENV)/.dev $(VENV)/.system ## which lines the tests reach
	$(BIN)/coverage run -m pytest -m "not conformance" -q
	$(BIN)/coverage report

conformance: editions $(VENV)/.validators ## outside validators judge the nine editions
	$(BIN)/pytest -m conformance

bench: $(VENV)/.dev $(VENV)/.system $(VENV)/.printers ## hostile and large files, e-books, Word files, PDFs beside rivals (ALL=1: slow ones too); CORPORA=DIR measures those
	$(BIN)/python tests/measure_hostile.py
	$(BIN)/python tests/measure_epub.py
	$(BIN)/python tests/measure_docx.py
	$(if $(CORPORA),$(BIN)/python tests/measure_sources.py $(CORPORA))
	$(if $(CORPORA),$(BIN)/python tests/measure_extraction.py $(CORPORA))
	$(MEASURE_PDF)

pdf-report: $(VENV)/.dev $(VENV)/.system $(VENV)/.printers ## what PDFs cost and how they are set, into docs/pdf.md; CORPORA=DIR, ALL=1 for slow rivals
	$(MEASURE_PDF) --write

MEASURE_PDF = $(BIN)/python tests/measure_pdf.py $(if $(CORPORA),--corpora $(CORPORA)) $(if $(ALL),--all)

readings-report: $(VENV)/.dev $(VENV)/.system $(NPM)/.rivals ## how right readings are; with READINGS=DIR CORPORA=DIR write docs/readings.md
	$(BIN)/python tests/report_readings.py $(if $(READINGS),--readings $(READINGS)) $(if $(CORPORA),--corpora $(CORPORA))

train-readings: $(VENV)/.dev ## learn the weights of readings anew from the sentences in src/duben/annotate/training/corpus
	$(BIN)/python -m duben.annotate.training

lexicon: $(VENV)/.dev ## compile the dictionaries' readings anew
	$(BIN)/python -m duben.annotate.training.lexicon

golden: $(VENV)/.dev $(VENV)/.system ## rewrite the golden files; read the difference before you commit
	$(BIN)/pytest -m "not conformance" -q --update-golden

pictures: editions ## take the README's pictures anew (LibreOffice, Chromium)
	$(BIN)/python docs/pictures.py

lock: $(VENV)/.dev ## pin the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile pyproject.toml --group setup $(LOCK) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group setup --group dev --group conformance --group bench $(LOCK) -o requirements-dev.lock

LOCK := --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade

clean: ## remove products and everything that make installed here
	rm -rf $(VENV) $(NPM) dist build/*

# --- what is installed, once -------------------------------------------------------------

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Duben needs Python 3.11 or newer; this is $$($(PYTHON) --version). Set PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call debian,python3-venv)
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# Pango, HarfBuzz and the fonts: doctor knows their names and installs them on Debian.
$(VENV)/.system: $(VENV)/.installed
	$(BIN)/duben doctor --install
	@touch $@

$(VENV)/.validators: tests/conformance/packages.txt $(VENV)/.dev
	@$(call debian,poppler-utils qpdf pandoc default-jre-headless chromium nodejs libreoffice-writer-nogui)
	@command -v npm >/dev/null || { $(call debian,npm); }
	PUPPETEER_SKIP_DOWNLOAD=1 $(NPM_INSTALL) $$(cat tests/conformance/packages.txt)
	@touch $@

# What the PDFs are measured with and against, besides the Python package of Typst.
$(VENV)/.printers: $(VENV)/.dev
	@$(call debian,poppler-utils chromium)
	@touch $@

# The rival that is no Python package: make readings-report measures it beside ours.
$(NPM)/.rivals: tests/readings/packages.txt
	@command -v npm >/dev/null || { $(call debian,nodejs npm); }
	$(NPM_INSTALL) $$(cat tests/readings/packages.txt)
	@touch $@

NPM_INSTALL := npm install --prefix $(NPM) --no-package-lock --ignore-scripts --no-audit --no-fund --silent

# $(call debian,PACKAGES): install Debian packages as root or by sudo, or say how.
define debian
{ as=; [ "$$(id -u)" = 0 ] || as=sudo; \
  if command -v apt-get >/dev/null; then $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
  else echo "Please install: $(1)"; exit 1; fi; }
endef
