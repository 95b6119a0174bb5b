# `make` alone says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help demo tour test bench bench-decode bench-print bench-screen bench-attract torture lint format lock translations docs docs-check clean run-ready dev-ready soak fuzz screens approve deb image image-test audit sbom

BIN := .venv/bin
PRESET ?=
APPROVE ?=
ONLY ?=
SCREEN_WORKERS ?= 2
TORTURE ?=
DEMO := $(BIN)/kiosk demo $(if $(PRESET),--preset $(PRESET))
# What must be covered to the last branch.
PROMISE := kiosk/core/*,kiosk/engine/*,kiosk/loyalite/wire.py,kiosk/loyalite/reading.py
# Most tests wait for something; a file's tests stay together, for they share one kiosk. The order is that
# of the files: the long ones of tests/e2e begin, and what fills the gaps in the end is short.
WORKERS ?= 3
SIDE_BY_SIDE := --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

help: ## this list
	@printf 'Loyalite kiosk\n\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-14s %s\n' "$$name" "$$text"; done

demo: run-ready ## the kiosk with everything simulated; PRESET=standard|balanced|strict
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		$(DEMO); \
	else \
		echo "No display here, so the demo plays by itself and takes pictures."; \
		$(DEMO) --headless --out build/demo; \
		printf '\nThe pictures, one a screen, and the printed coupons: build/demo/*.png\n'; \
		printf 'What was reached, step by step:                     build/demo/summary.json\n'; \
	fi

tour: run-ready ## the pictures of docs/tour, taken anew of the demo at work
	@$(BIN)/python -m kiosk.demo.tour docs/tour

test: dev-ready ## everything that has to hold before a commit
	@$(MAKE) lint
	@$(BIN)/coverage erase
	@KIOSK_COVERAGE_PROMISE='$(PROMISE)' $(BIN)/pytest $(SIDE_BY_SIDE) --durations=12 --durations-min=30
	@$(BIN)/coverage report --include='$(PROMISE)' --fail-under=100 >build/promise.txt || { \
		cat build/promise.txt; exit 1; }

bench: dev-ready ## the program beside a web page and a tutorial's loop, 15 minutes; PARTS="scan start …", QUICK=1
	@$(BIN)/python -m tests.bench $(if $(QUICK),--quick) $(if $(QUICK)$(PARTS),,--write) $(PARTS)

bench-decode: dev-ready ## how well codes are read, beside other decoders; KIOSK_QR_DATA=a folder of photographs
	@$(BIN)/python -m tests.bench.decode --write

bench-print: dev-ready ## seconds and bytes a coupon, for each mode, paper and speed of the line
	@$(BIN)/python -m tests.bench.print --write

bench-screen: dev-ready ## how soon a code is acknowledged on screen, and whether the screen stutters meanwhile
	@$(BIN)/python -m tests.bench.screen --write

bench-attract: dev-ready ## the processor time of the invitation, camera included
	@$(BIN)/python -m tests.bench.attract --write

torture: dev-ready ## the fault campaign: 1,000 kills, 10,000 faults, an hour; goes on where it was interrupted
	@$(BIN)/python -m tests.torture --write $(TORTURE)

screens: dev-ready ## draws every screen, compares, and lays all out in build/screens; APPROVE=1 approves of it, ONLY=pin-.*-ar
	@mkdir -p build/screens
	@rm -rf $(if $(ONLY),,build/screens/*.jpg) build/screens/different
	@failed=; KIOSK_EVERY_SCREEN=1 KIOSK_APPROVE=$(APPROVE) KIOSK_ONLY='$(ONLY)' $(BIN)/pytest --quiet --numprocesses $(SCREEN_WORKERS) \
		--dist worksteal tests/ui/test_gallery.py::test_every_screen_is_whole_and_as_approved \
		$(if $(APPROVE)$(ONLY),,tests/ui/test_screens.py::test_large_text_stays_whole) || failed=1; \
	$(BIN)/python -m tests.ui.gallery; [ -z "$$failed" ]

approve: ## approve of every screen as it is drawn now: make screens APPROVE=1
	@$(MAKE) screens APPROVE=1

soak: dev-ready ## visits at full rate, 5,000 or for HOURS=…: does memory grow, does anything get slower?
	@$(BIN)/python -m tests.soak --write $(if $(HOURS),--hours $(HOURS))

FUZZER := build/fuzzer
fuzz: dev-ready ## hostile input, guided by coverage, SECONDS=60 for each of twelve targets, or TARGET=…
	@if $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
		--upgrade --target $(FUZZER) -r requirements/fuzz.txt; then \
		PYTHONPATH=$(FUZZER) $(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60) $(if $(TARGET),--target $(TARGET)); \
	else \
		echo "There is no fuzzer for this machine; .venv/bin/pytest tests/fuzz tries what is kept, and more like it."; \
		exit 1; \
	fi

image: dev-ready ## the card's image for a Raspberry Pi, its update, its software list: build/image; as root (docs/appliance.md)
	@packaging/image/build.sh

image-test: dev-ready ## boots that image in an emulated machine: scan, power cuts, updates; PARTS="boot scan cuts update"
	@$(BIN)/python -m tests.image $(PARTS)

lint: dev-ready ## style, types, QML, documents
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo 'ruff format: run `make format`'; exit 1; }
	@$(BIN)/mypy
	@packaging/qmllint.sh
	@$(MAKE) docs-check

format: dev-ready ## put the sources into shape
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

deb: dev-ready ## the packages for Debian 13 and Raspberry Pi OS: build/deb; ARCH=arm64|amd64, VERSION=…
	@packaging/deb/build.sh $(or $(ARCH),arm64)

lock: ## raise the dependencies: requirements/*.in -> requirements/*.txt
	@packaging/lock.sh

audit: ## is anything known against the locked packages? says so where nobody can be asked
	@packaging/audit.sh

sbom: dev-ready ## the list of all that the kiosk is made of, in SPDX: build/sbom
	@$(BIN)/python packaging/sbom.py build/sbom

translations: dev-ready ## compile assets/translations/*.ts (texts are by id: nothing is collected from QML)
	@packaging/bootstrap.sh dev

docs: dev-ready ## what docs/ has from the code: state diagrams, the configuration's tables, its JSON schema
	@$(BIN)/python docs/draw_states.py
	@$(BIN)/python docs/write_configuration.py

docs-check: dev-ready
	@$(BIN)/python docs/draw_states.py --check
	@$(BIN)/python docs/write_configuration.py --check

clean: ## everything that was made here, .venv included
	rm -rf build dist .venv .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f kiosk/ui/translations/*.qm

run-ready:
	@packaging/bootstrap.sh run

dev-ready:
	@packaging/bootstrap.sh dev
