# Hai lệnh là đủ / two commands are enough:  make report   make test
# Each does all of its own set-up in .venv; a second call installs nothing again.

.DEFAULT_GOAL := help
.PHONY: help report test check lab lint clean
.NOTPARALLEL:

# Tried in this order; another one:  make report PYTHONS=/opt/python3.12/bin/python3
PYTHONS ?= python3 python3.13 python3.12 python3.11 python
# Without ARGS all tests run, on all cores; who has none left takes half of what another still has to do.
ALL := --numprocesses auto --dist worksteal
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PIP := "$(BIN)/python" -m pip install -qq --disable-pip-version-check --no-input -c constraints.txt

# A virtual environment knows its folder by heart: one that was moved, or whose Python is gone, is made anew.
# All paths here are relative, because the project's own folder may have spaces in its name.
ifneq ($(shell exec 2>/dev/null; [ "$$(cat .venv/made-in)" = "$$(pwd -P)" ] && "$(BIN)/python" -c '$(FITS)' && echo fits),fits)
.PHONY: .venv/made-in
endif

help: ## danh sách các lệnh / this list
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

# What notebooks showed never reaches git: a filter of this checkout, where it is one and has none of that name.
STRIP := git rev-parse --git-dir >/dev/null 2>&1 && { git config --get filter.nbstripout.clean >/dev/null || \
    git config filter.nbstripout.clean '"$(BIN)/python" -m nbstripout --keep-id'; } || true
VIETNAMESE := {"@jupyterlab/translation-extension:plugin": {"locale": "vi_VN"}}

report: .venv/ready ## từ dữ liệu thô đến báo cáo; chưa có dữ liệu thì dùng xã mẫu / from raw files to the reports
	@set -- data/raw/phu-my/*/*; [ -e "$$1" ] || "$(BIN)/xhht" sample
	@"$(BIN)/xhht" run

test: .venv/ready-to-test ## chạy các phép kiểm tra / run the tests
	@"$(BIN)/python" -m pytest $(or $(ARGS),$(ALL))

check: lint ## soát nhanh trước khi lưu: cách viết, kiểu, kiểm tra nhanh / before a commit: style, types, fast tests
	@"$(BIN)/python" -m pytest -m fast $(or $(ARGS),$(ALL))

# Tests start many processes: what is compiled once serves them all, also where the shell wants none of it kept.
test check: export PYTHONDONTWRITEBYTECODE =

lab: .venv/ready-for-lab ## mở bàn làm việc JupyterLab / open the analyst's desk
	@set -- data/processed/*/*/counts.csv; [ -e "$$1" ] || { \
	    set -- data/raw/phu-my/*/*; [ -e "$$1" ] || "$(BIN)/xhht" sample; "$(BIN)/xhht" run; }
	@"$(BIN)/python" -m jupyterlab notebooks/explore.ipynb

lint: .venv/ready-to-test ## soát cách viết mã và kiểu / check the style and the types of the code
	@"$(BIN)/python" -m ruff check .
	@"$(BIN)/python" -m mypy

clean: ## xoá .venv và tệp tạm, giữ data và outputs / remove .venv and caches, keep data and outputs
	@rm -rf .venv build dist ./*.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find xhht_analysis xhht_sample tests -name __pycache__ -prune -exec rm -rf {} +

.venv/ready: .venv/made-in pyproject.toml constraints.txt
	@echo "Đang cài các gói (chỉ lần đầu, vài phút) / Installing packages (first time only, some minutes) …" >&2
	@$(PIP) -e .
	@touch $@

.venv/ready-to-test: .venv/made-in pyproject.toml constraints.txt
	@echo "Đang cài các gói (chỉ lần đầu, vài phút) / Installing packages (first time only, some minutes) …" >&2
	@$(PIP) -e ".[test]"
	@$(STRIP)
	@touch .venv/ready $@

.venv/ready-for-lab: .venv/made-in pyproject.toml constraints.txt
	@echo "Đang cài các gói (chỉ lần đầu, vài phút) / Installing packages (first time only, some minutes) …" >&2
	@$(PIP) -e ".[lab]"
	@$(STRIP)
	@mkdir -p .venv/share/jupyter/lab/settings
	@echo '$(VIETNAMESE)' > .venv/share/jupyter/lab/settings/overrides.json
	@touch .venv/ready $@

# A .venv that somebody else made here is kept when it can be used.
.venv/made-in:
	@if [ ! -e $@ ] && "$(BIN)/python" -c '$(FITS)' 2>/dev/null && "$(BIN)/python" -m pip --version >/dev/null 2>&1; \
	    then pwd -P > $@; exit; fi; \
	without_pip=; \
	for python in $(PYTHONS); do \
	    "$$python" -c '$(FITS)' 2>/dev/null || continue; \
	    "$$python" -c 'import ensurepip, venv' 2>/dev/null || { without_pip="$$python"; continue; }; \
	    rm -rf .venv && "$$python" -m venv .venv && pwd -P > $@; exit; \
	done; \
	if [ -n "$$without_pip" ]; then \
	    echo "$$without_pip thiếu mô-đun ensurepip. Trên Debian/Ubuntu hãy chạy: sudo apt install python3-venv" >&2; \
	    echo "$$without_pip has no ensurepip module. On Debian/Ubuntu run: sudo apt install python3-venv" >&2; \
	else \
	    echo "Không tìm thấy Python 3.11, 3.12 hoặc 3.13. Hãy cài một bản từ python.org rồi chạy lại." >&2; \
	    echo "No Python 3.11, 3.12 or 3.13 was found. Install one from python.org, then run this again." >&2; \
	fi; \
	exit 1
