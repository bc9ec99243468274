# Needs Python 3.11 or newer, git and make; everything else is set up inside .venv.
# Every path here is relative, so the checkout may lie in a folder with blanks in its name.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.set-up
SCHEMAS := policy findings snapshot plan
T ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test soak check lint types fix bench schemas golden pins clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## create .venv with everything in it (done once, and again when the pins change)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "make: '$(PYTHON)' is not Python 3.11 or newer; name one: make PYTHON=python3.12 setup" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	    echo "make: '$(PYTHON)' lacks the venv module (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo "Setting up $(VENV) (about a minute the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev,sandbox]'
	@touch $@

demo: setup ## plan and apply against a sandbox organization: no account, no token
	@$(VENV)/bin/reconciler demo

test: setup ## run the tests (T=tests/plan: only those)
	@$(PY) -m pytest -n 2 $(T)

# pytest ends with 5 when it ran nothing, which is fine here as long as there is no soak test.
soak: setup ## run the tests that take minutes
	@$(PY) -m pytest -m soak $(T) || { code=$$?; test $$code -eq 5 && echo "No soak tests."; }

check: lint types test ## what a merge needs

lint: setup ## ruff: rules and format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: setup ## mypy, strict
	@$(PY) -m mypy

fix: setup ## let ruff repair what it can
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: setup ## measure
	@$(PY) -m bench

schemas: setup ## write schemas/ from the code
	@mkdir -p schemas
	@for name in $(SCHEMAS); do \
	    $(VENV)/bin/reconciler schema $$name > schemas/$$name.schema.json.new \
	    && mv schemas/$$name.schema.json.new schemas/$$name.schema.json \
	    || { rm -f schemas/$$name.schema.json.new; exit 1; }; \
	done

golden: setup ## rewrite the expected outputs, then read the diff
	@UPDATE_GOLDEN=1 $(PY) -m pytest tests/golden

pins: ## resolve constraints.txt anew, in a clean environment
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT \
	&& $(PYTHON) -m venv "$$scratch/venv" \
	&& "$$scratch/venv/bin/python" -m pip install -qq --disable-pip-version-check '.[dev,sandbox,sign,postgres]' \
	&& { sed -n '/^#/p' constraints.txt; \
	     "$$scratch/venv/bin/python" -m pip freeze --exclude reconciler; } > "$$scratch/pins" \
	&& cp "$$scratch/pins" constraints.txt

clean: ## remove .venv and everything generated
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
