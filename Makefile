# Everything a fresh machine needs: Python 3.11 or newer, pip, make, git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Who starts the program may not be allowed to write here, and would compile it every time.
COMPILE := $(BIN)/python -m compileall -q rules models nir_tui

SIZE ?= 1000000

# Which files of the rules: make mutants RULES="leave deadlines"
RULES ?=

.PHONY: demo test test-postgres check mutants bench pictures snapshots messages clean

$(VENV)/.installed: pyproject.toml constraints.txt setup.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	$(COMPILE)
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

$(VENV)/.installed-mutants: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[mutants]'
	touch $@

demo: $(VENV)/.installed          ## install and open the app on demo data
	$(BIN)/nir-tui demo

test: $(VENV)/.installed-dev      ## install and run the tests
	$(BIN)/python -m pytest -n 4 --dist worksteal

test-postgres: $(VENV)/.installed-dev  ## every test that touches a register, on a PostgreSQL server
	$(BIN)/python -m pytest -n 4 --dist worksteal --postgres

check: $(VENV)/.installed-dev     ## formatting, lint, types, the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

mutants: $(VENV)/.installed-mutants  ## changes the rules line by line: which change does no test notice?
	nice -n 15 $(BIN)/python -m tools.mutants $(RULES)

bench: $(VENV)/.installed-dev     ## speed and memory beside their floors; SIZE=20000 for a quick one
	$(COMPILE)
	$(BIN)/python -m tools.bench --size $(SIZE) $(if $(SERVER),--server $(SERVER))

pictures: $(VENV)/.installed-dev  ## the README's pictures and the key page, made by the program
	$(BIN)/python -m tools.pictures

snapshots: $(VENV)/.installed-dev ## take the text snapshots anew, to be read in the diff
	$(BIN)/python -m pytest tests/sessions --snapshot-update

messages: $(VENV)/.installed-dev  ## the catalogue of all texts, for translators
	$(BIN)/python -m tools.messages

clean:
	rm -rf $(VENV) build *.egg-info
