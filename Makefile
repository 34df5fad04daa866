# make run   sets everything up and opens the dashboard        make test   sets everything up and runs every check
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check collected others coverage bench faults picture constraints clean wheel dist-linux dist-windows dist-macos release-notes

run: $(VENV)/.run
	@$(BIN)/soaptui $(ARGS)

# Six at a time on any machine: what starts the program in a terminal, or presses keys, waits more than it works.
test: $(VENV)/.dev
	@$(MAKE) --no-print-directory -j2 check collected
	@$(BIN)/python -m pytest -n 6 --dist worksteal

# The tests start hundreds of processes, and each of the six reads every test: none compiles what another has compiled,
# whatever the environment says of it. It is done beside the checks, which keep one processor busy; what cannot be
# collected is said by the tests themselves.
collected: $(VENV)/.dev
	@$(BIN)/python -m pytest --collect-only -qq >/dev/null 2>&1 || true
test collected: export PYTHONDONTWRITEBYTECODE :=

# Everything but the tests: form, types, who imports whom. .pre-commit-config.yaml has the same.
check: $(VENV)/.dev
	@$(BIN)/ruff format --check soaptui screens tests fixtures
	@$(BIN)/ruff check soaptui screens tests fixtures
	@$(BIN)/python -m tests.house build/house
	@$(BIN)/mypy
	@cd build/house && $(CURDIR)/$(BIN)/lint-imports --no-cache --config $(CURDIR)/pyproject.toml

# The tests of many examples, with other ones than the last time. What it finds becomes an example of its own.
others: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 6 --dist worksteal -m hypothesis --hypothesis-profile=others

# The tests once more, slower, and the lines that none of them runs. What a process of its own runs is not seen.
coverage: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term-missing:skip-covered

bench: $(VENV)/.dev
	@$(BIN)/python -m tests.bench

# Everything that may go wrong with a disk, some thousand times, and a table of what it cost. SHARE=0.1 for a part of it.
faults: $(VENV)/.dev
	@$(BIN)/python -m tests.faults $(SHARE)

# The pictures of the README and the guide, drawn from made-up data.
picture: $(VENV)/.dev
	@$(BIN)/python -m tests.picture docs/pictures

# A folder that runs where nothing may be installed, and a zip of it. Each system packs its own.
dist-linux dist-windows dist-macos: $(VENV)/.dist
	@$(BIN)/python -m tests.packing $(@:dist-%=%)

wheel: $(VENV)/.dev
	@$(BIN)/python -m build --wheel --outdir dist

# The tag, and what the page of this version says, from soaptui/__init__.py and CHANGELOG.md.
release-notes: $(VENV)/.dev
	@$(BIN)/python -m tests.release

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("soaptui needs Python 3.11 or newer and $(PYTHON) is "+sys.version.split()[0]+". Install a newer one, or name it: make PYTHON=python3.12 run" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Setting up (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Setting up (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)/.dist: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,dist]'
	@touch $@

# Names and versions only: no address of an index ever enters the file.
constraints: $(VENV)/.dist
	@$(BIN)/python -m pip freeze --exclude-editable | grep -E '^[A-Za-z0-9_.-]+==' > constraints.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
