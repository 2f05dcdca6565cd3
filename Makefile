# Every target says what it does; `make` alone lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
IN_VENV := $(VENV)/bin
PO_FILES := $(wildcard locale/*/LC_MESSAGES/django.po)
MO_FILES := $(PO_FILES:.po=.mo)

.PHONY: help run demo-check test check format messages lock clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.site $(MO_FILES) ## Set everything up, fill an empty database with the demo, serve on HOST:PORT
	@$(IN_VENV)/python manage.py serve --prepare --demo

demo-check: $(VENV)/.site ## Read the demo's text files and say what would be made of them
	@$(IN_VENV)/python manage.py load_demo --dry-run

test: $(VENV)/.development $(MO_FILES) ## Run the whole test suite (PYTEST_ARGS="…" for a part of it)
	@$(IN_VENV)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: $(VENV)/.development ## Lint, types and formatting of Python and templates
	@$(IN_VENV)/ruff check .
	@$(IN_VENV)/ruff format --check .
	@$(IN_VENV)/djlint templates --check --lint --quiet
	@$(IN_VENV)/mypy

format: $(VENV)/.development ## Format Python and templates
	@$(IN_VENV)/ruff check --fix .
	@$(IN_VENV)/ruff format .
	@$(IN_VENV)/djlint templates --reformat --quiet

messages: $(VENV)/.site ## Renew the catalogues from the source (needs the gettext package)
	@$(IN_VENV)/python manage.py makemessages --all --no-obsolete --no-location --no-wrap --ignore .venv --ignore var --ignore tests

lock: $(VENV)/.development ## Renew the locked requirements from requirements/*.in
	@for name in site development; do \
		$(IN_VENV)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header --quiet --upgrade requirements/$$name.in -o requirements/$$name.txt; \
	done

clean: ## Remove the virtual environment and compiled catalogues; leaves var/ with the data alone
	rm -rf $(VENV) $(MO_FILES)

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This site needs Python 3.11 or later, and $(PYTHON) is %d.%d; name a newer one, as in: make run PYTHON=python3.12" % sys.version_info[:2])'
	@echo "Making the virtual environment …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.site: requirements/site.txt | $(VENV)/.python
	@echo "Installing what the site needs; this takes about a minute …"
	@$(IN_VENV)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@touch $@

$(VENV)/.development: requirements/development.txt $(VENV)/.site
	@echo "Installing what the tests and checks need …"
	@$(IN_VENV)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@touch $@

%.mo: %.po | $(VENV)/.site
	@$(IN_VENV)/pybabel --quiet compile --input-file $< --output-file $@
