#!/usr/bin/env bash
# Make ./.venv from the hash-locked requirements. Run through `make .venv`, which calls it only when needed.
# Locked packages are installed with uv (itself taken from the lock), or with plain pip where uv finds no index.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly python="${PYTHON:-python3}"
readonly lock=requirements-dev.lock

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "vertrekplanner needs Python 3.11 or newer; $python is older. Set PYTHON=/path/to/python3." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2
    exit 1
fi

only_uv="$(mktemp)"
trap 'rm -f "$only_uv"' EXIT
sed -n '/^uv==/,/^    # via/p' "$lock" >"$only_uv"

rm -f .venv/.installed
[ -x .venv/bin/python ] || "$python" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$only_uv"
if ! .venv/bin/uv pip sync --quiet --require-hashes --python .venv/bin/python "$lock"; then
    echo "uv could not install the lock; trying pip." >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
fi
# uv's sync removes pip from the environment; `--no-build-isolation` uses the locked setuptools.
.venv/bin/python -m ensurepip >/dev/null
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
touch .venv/.installed
