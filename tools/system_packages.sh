#!/usr/bin/env bash
# See to the programs the tests use: Chromium with a font, a PostgreSQL server, Node.js, readers of calendars, and a
# reverse proxy. Further programs that only long tests use, Thunderbird for instance, are named as arguments.
# As root on Debian they are installed; otherwise it is said what is missing. With CI set, missing is an error.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
compgen -G '/usr/share/fonts/truetype/*/*.ttf' >/dev/null || missing+=(fonts-dejavu-core)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
command -v pkg-config >/dev/null || missing+=(pkg-config)
[ -e /usr/include/libical/ical.h ] || missing+=(libical-dev)
command -v php >/dev/null || missing+=(php-cli)
[ -e /usr/share/php/Sabre/VObject/autoload.php ] || missing+=(php-sabre-vobject)
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing+=(nginx-light)
command -v openssl >/dev/null || missing+=(openssl)
for program in "$@"; do
    command -v "$program" >/dev/null || missing+=("$program")
done

[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} for the tests."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    exit 0
fi

echo "Missing for the tests: ${missing[*]}" >&2
echo "Remedy, as administrator: apt-get install ${missing[*]}" >&2
if [ -n "${CI:-}" ]; then
    exit 1
fi
echo "Tests that need them are left out." >&2
