#!/usr/bin/env bash
# Write requirements.lock and requirements-dev.lock: every version fixed, every file known by its hash.
set -euo pipefail
cd "$(dirname "$0")/.."

options=(--universal --generate-hashes --no-emit-index-url --no-header --quiet "$@")
uv pip compile "${options[@]}" pyproject.toml --output-file requirements.lock
uv pip compile "${options[@]}" --extra dev --constraints requirements.lock pyproject.toml \
    --output-file requirements-dev.lock
