# Each target is one call of bootstrap.py, which also works where make is missing. Choose a Python with PYTHON=…,
# hand options on with ARGS=…: make check ARGS=--strict
PYTHON ?= python3
ARGS ?=

.PHONY: site test serve check bench-search lock clean

site:   ## set up and build the site into public/
	$(PYTHON) bootstrap.py site $(ARGS)

test:   ## set up, a browser included, and run all checks and tests
	$(PYTHON) bootstrap.py test $(ARGS)

serve:  ## show the site here, rebuilt when content changes
	$(PYTHON) bootstrap.py serve $(ARGS)

check:  ## check content/ without building
	$(PYTHON) bootstrap.py check $(ARGS)

bench-search: ## measure search, ours and others' (half an hour; ARGS=--quick: ours only)
	$(PYTHON) bootstrap.py bench-search $(ARGS)

lock:   ## write requirements/*.txt anew from requirements/*.in
	$(PYTHON) bootstrap.py lock $(ARGS)

clean:  ## remove environments, caches and trial builds, never published editions
	$(PYTHON) bootstrap.py clean $(ARGS)
