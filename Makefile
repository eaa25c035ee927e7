# Everything a fresh machine needs: Python 3.11 or newer, pip, make, git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Who starts the program may not be allowed to write here, and would compile it every time.
COMPILE := $(BIN)/python -m compileall -q rules models nir_tui

# Installing compiles the translations; once more where one of them has changed.
TRANSLATIONS := $(wildcard nir_tui/locale/*/LC_MESSAGES/*.po)

SIZE ?= 1000000

# Which files of the rules: make mutants RULES="leave deadlines"
RULES ?=

.PHONY: help demo run test test-postgres test-plain fast coverage check format mutants bench pictures snapshots messages man law clean

help:                             ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | \
	    while IFS='|' read -r name what; do printf '%-14s %s\n' "$$name" "$$what"; done

$(VENV)/.installed: pyproject.toml constraints.txt setup.py $(TRANSLATIONS)
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

run: $(VENV)/.installed           ## the app on the register of the settings
	$(BIN)/nir-tui

test: $(VENV)/.installed-dev      ## install and run the tests
	$(BIN)/python -m pytest -n 4 --dist worksteal

test-postgres: $(VENV)/.installed-dev  ## every test that touches a register, on a PostgreSQL server
	$(BIN)/python -m pytest -n 4 --dist worksteal --postgres

test-plain: $(VENV)/.installed-dev  ## some sessions without the tricks that only make Textual faster
	NIR_PLAIN_TEXTUAL=1 $(BIN)/python -m pytest -n 4 --dist worksteal \
	    tests/sessions/test_finding.py tests/sessions/test_forms.py tests/sessions/test_render_cost.py

fast: $(VENV)/.installed-dev      ## the rules, and what is stored: under half a minute
	$(BIN)/python -m pytest -n 4 --dist worksteal tests/rules tests/models/changes \
	    tests/nir_tui/presentation tests/sessions/test_finding.py tests/sessions/test_trying_facts.py

coverage: $(VENV)/.installed-dev  ## which lines the tests of rules, models and commands run
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 4 --dist worksteal tests/rules tests/models tests/nir_tui \
	    --ignore tests/nir_tui/commands/test_start.py
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report | grep TOTAL

format: $(VENV)/.installed-dev    ## the formatter, and what the linter mends by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(VENV)/.installed-dev     ## formatting, lint, types, the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

mutants: $(VENV)/.installed-mutants  ## changes the rules line by line: which change does no test notice?
	HYPOTHESIS_PROFILE=ci nice -n 15 $(BIN)/python -m tools.mutants $(RULES)

bench: $(VENV)/.installed-dev     ## speed and memory beside their floors; SIZE=20000 for a quick one
	$(COMPILE)
	$(BIN)/python -m tools.bench --size $(SIZE) $(if $(SERVER),--server $(SERVER))

pictures: $(VENV)/.installed-dev  ## the README's pictures and the key page, made by the program
	$(BIN)/python -m tools.pictures

snapshots: $(VENV)/.installed-dev ## take the text snapshots anew, to be read in the diff
	$(BIN)/python -m pytest tests/sessions --snapshot-update

messages: $(VENV)/.installed-dev  ## the catalogue of all texts, for translators; the translations compiled
	$(BIN)/python -m tools.messages
	$(BIN)/pybabel --quiet compile --domain nir_tui --directory nir_tui/locale

man: $(VENV)/.installed-dev       ## the manual page and the shells' completion scripts, made from the parser
	$(BIN)/python -m tools.completions

law: $(VENV)/.installed-dev       ## docs/law.md and the tests of every paragraph, made from the code
	$(BIN)/python -m tools.law

clean:
	rm -rf $(VENV) build *.egg-info
