# The project's commands, the very ones that CI runs. What needs more than a line is in script/.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PORT ?= 8080

# What goes into the page; folders too, so that a file taken away is noticed.
page_inputs := $(shell find .cargo src style public crates -path crates/cli -prune -o -print) \
	$(wildcard *.html *.toml Cargo.lock script/versions script/style script/hash-workers script/compress script/build-page)

.PHONY: help setup run dev test check explore format build page command size bench load deploying shots screenshot fuzz coverage mutants

help: ## Print this
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## Install what building needs, where it is missing
	@script/setup

run: ## Build and serve the page with invented data (PORT=8080)
	@script/free-port $(PORT)
	@$(MAKE) build
	@script/run $(PORT)

dev: ## Serve the page from its sources and rebuild it at every change
	@script/setup
	@script/dev

test: ## Run every test and check there is, in a browser too
	@script/setup test
	@script/test

check: ## Run the fast ones: formatting, Clippy, native tests
	@script/setup check
	@script/check

explore: ## Try the property tests on random cases that no run before has tried (ROUNDS=20)
	@script/explore $(ROUNDS)

fuzz: ## Run each fuzz target for a minute, with a nightly compiler (SECONDS=60)
	@script/setup fuzz
	@script/fuzz $(SECONDS)

coverage: ## Print the share of lines that tests run; fail below 90 %
	@script/setup coverage
	@script/coverage

mutants: ## Name changes that no test notices (SHARD=statistics), or print the shards
	@script/setup mutants
	@script/mutants $(SHARD)

format: ## Put Rust, and the markup in it, into their form
	@script/setup check
	@script/format

build: page command ## Build the page into dist/ and the command with it, as released

page: dist/index.html.br

# Compressed, because Trunk alone leaves dist/index.html, which may be a page for development.
dist/index.html.br: $(page_inputs) | setup
	@script/build-page

command: page | setup
	@script/build-command

size: page ## Print what a first visit loads; fail above the budget
	@script/size

bench: page ## Run the benchmarks, of the page in a browser too
	@script/bench

load: ## Keep 200 clients at the relay for two minutes, at two relays behind nginx for two more, and time what it adds
	@script/setup deploying
	@script/load

deploying: build ## Try docs/deploying's configurations with nginx, Caddy and systemd
	@script/setup deploying
	@script/try-deploying

shots: page ## Take pictures of the page in all its states into target/e2e/shots/
	@script/shots

screenshot: page ## Take README's picture again
	@script/shots readme
