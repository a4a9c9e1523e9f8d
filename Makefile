# Two commands do everything on a fresh machine with Python and make:
#   make demo   sets up and runs the main job on the bundled articles
#   make test   sets up and passes the tests
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
OK = $(VENV)/.ready

.PHONY: demo test check docs lock bench clean

demo: $(OK)
	$(BIN)/memcon demo --record memcon-demo.db
	$(BIN)/memcon show encounters --record memcon-demo.db
	$(BIN)/memcon show differences --record memcon-demo.db

test: $(OK)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --cov --cov-report=term

check: test

# Everything is pinned with hashes in requirements-dev.lock; the package itself is installed in place.
$(OK): requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(OK)

# Documents that are made from the code; a test fails when they are stale.
docs: $(OK)
	$(BIN)/python docs/generate.py

lock: $(OK)
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --no-header --allow-unsafe --extra dev --extra mcp --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) memcon-demo.db memcon-demo.db-wal memcon-demo.db-shm
