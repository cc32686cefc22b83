# Two commands do all: `make demo` and `make test`. Everything lives in .venv and var.
PYTHON ?= python3
PORT ?= 8000
DATA ?= var
CHILDREN ?= 10000
BIN := .venv/bin

.PHONY: setup demo test check drills mutants bench translations manual clean

setup: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Milepost needs Python 3.11 or newer: make demo PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "Python has no venv here. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m milepost.translations compile
	@touch $@

.venv/tested: requirements-dev.lock .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: setup
	$(BIN)/milepost demo --data $(DATA) --port $(PORT)

# Tests that need PostgreSQL, Chromium, LibreOffice or poppler say what they skip where these are missing.
test: .venv/tested
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy milepost tests bench
	$(BIN)/lint-imports
	$(BIN)/djlint milepost --lint --quiet
	$(BIN)/python -m milepost.translations check
	$(BIN)/python -m django makemigrations --check --dry-run --settings tests.settings

drills: .venv/tested
	$(BIN)/python -m pytest -m drill -o addopts="" --strict-markers -q

# Each line of the access rules changed, one at a time: at least 99 of 100 changes must make a test fail.
mutants: .venv/tested
	$(BIN)/python -m tests.mutation

bench: .venv/tested
	$(BIN)/python -m bench
	$(BIN)/python -m bench files $(CHILDREN)

translations: .venv/tested
	$(BIN)/python -m milepost.translations collect

# The pages of the manual that are drawn from the code.
manual: .venv/tested
	$(BIN)/python -m milepost.home.manual

clean:
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache
