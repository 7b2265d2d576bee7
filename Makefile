PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
BIN := .venv/bin
WORKERS ?= 2
SECONDS ?= 150
LOWEST ?= tests/batch tests/training_log tests/store tests/render tests/commands tests/test_api.py \
	tests/interview/test_lines.py tests/interview/test_terminal_leaving.py tests/interview/test_terminal_screens.py
TARGETS ?= loader answers form table parquet map log fit gpx stored

.PHONY: assess test check fix snapshots schema tables screens wheel browser spark office lowest fuzz mutants
.DEFAULT_GOAL := test

.venv/runs: pyproject.toml hatch_build.py constraints.txt
	@test -n "$(PYTHON)" || { echo "lowback needs Python 3.11 or newer" >&2; exit 2; }
	@echo "Setting up lowback in .venv, once: an environment, then the libraries it needs. About half a minute." >&2
	@$(PYTHON) -m venv .venv >&2
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . >&2
	@touch $@

lowback/knowledge.msgpack: .venv/runs $(wildcard data/*.yaml lowback/knowledge/*.py)
	@$(BIN)/python -c 'from lowback.knowledge import load, snapshot; \
		snapshot.write_snapshot(load.load_knowledge())' 2>/dev/null || true  # what runs next names the fault

.venv/tests: .venv/runs
	@echo "Setting up what the tests need, once." >&2
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]' >&2
	@touch $@

assess: lowback/knowledge.msgpack  ## set up, then ask: make assess ARGS="--answers examples/runner.yaml"
	@trap : INT; $(BIN)/lowback assess $(ARGS) || { end=$$?; [ $$end -eq 130 ] || exit $$end; }

test: .venv/tests lowback/knowledge.msgpack  ## set up, then run the tests
	@$(BIN)/python -m compileall -q lowback  # tests start it a thousand times
	@$(BIN)/pytest -q -n $(WORKERS) $(ARGS)

check: .venv/tests  ## everything that must be green before a push
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/lowback check
	$(MAKE) wheel
	$(MAKE) test

fix: .venv/tests  ## let the formatter and the linter mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

snapshots: .venv/tests  ## renew the snapshots; then read the diff
	$(BIN)/pytest -q --snapshot-update

schema: .venv/tests  ## renew the JSON Schemas from the Structs
	$(BIN)/python -m lowback.schemas

tables: .venv/tests  ## pool data/readings/ into the tables of data/causes.yaml
	$(BIN)/python -m docs.pool_readings

screens: .venv/tests  ## draw the pictures of the README again
	$(BIN)/python -m docs.screens

wheel: .venv/tests  ## build, install in a fresh environment, run from another folder
	$(BIN)/python tests/wheel.py

browser: .venv/tests  ## the pages in headless Chromium; installs what it needs
	bash tests/browser/setup.sh .venv/npm
	$(BIN)/pytest -q -m browser tests/browser

spark: .venv/tests  ## the batch program on a Spark session; installs Java and PySpark
	command -v java >/dev/null || { apt-get update -q && apt-get install -y -q default-jre-headless; } >&2
	$(BIN)/python -m pip install --quiet --constraint constraints.txt pyspark >&2
	$(BIN)/pytest -q -m spark tests/batch

office: .venv/tests  ## the template in LibreOffice; installs what it needs
	command -v soffice >/dev/null || { apt-get update -q && apt-get install -y -q --no-install-recommends libreoffice-calc python3-uno; } >&2
	$(BIN)/pytest -q -m office tests/batch

lowest: .venv/tests  ## the oldest versions that pyproject.toml allows, in an environment of their own
	$(BIN)/python -m pip install --quiet uv >&2
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv/lowest
	$(BIN)/uv pip install --quiet --compile-bytecode --python .venv/lowest/bin/python --resolution lowest-direct --editable . >&2
	$(BIN)/uv pip freeze --python .venv/lowest/bin/python | sed -n 's/^\([^=]*==\).*/^\1/p' > .venv/lowest/there.txt
	grep --invert-match --ignore-case --file .venv/lowest/there.txt constraints.txt > .venv/lowest/tools.txt
	$(BIN)/uv pip install --quiet --compile-bytecode --python .venv/lowest/bin/python --constraint .venv/lowest/tools.txt --editable '.[dev]' >&2
	.venv/lowest/bin/python -m pytest -q -n $(WORKERS) $(LOWEST)

fuzz: .venv/tests  ## every target for SECONDS, with coverage guidance; not part of the gate
	$(BIN)/python -m pip install --quiet atheris >&2
	for each in $(TARGETS); do $(BIN)/python fuzz/harness.py $$each -max_total_time=$(SECONDS) -print_final_stats=1 || exit; done

mutants: .venv/tests  ## deliberate faults in the engine; not part of the gate (docs/mutants.md)
	$(BIN)/python -m pip install --quiet mutmut >&2
	PROFILE=mutants $(BIN)/mutmut run --max-children $(WORKERS)
	$(BIN)/mutmut results
