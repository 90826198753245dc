# Two commands do everything: `make demo` and `make test`. Both can be run again and repair a half-done run.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: demo test soak lint lock clean model

demo: $(VENV)/.runtime
	$(BIN)/novads demo $(ARGS)

test: lint
	$(BIN)/pytest -n 3 -m "not soak" $(ARGS)

soak: $(VENV)/.development
	$(BIN)/pytest -m soak $(ARGS)

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/.runtime: requirements.lock pyproject.toml scripts/system-packages
	scripts/system-packages runtime
	test -x $(BIN)/python || $(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --editable .
	touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.lock
	scripts/system-packages test
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

# Made on Python 3.11; --no-emit-index-url keeps download addresses out of the lock.
lock:
	uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev -c requirements.lock --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 -q -o requirements-dev.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
