#!/usr/bin/env bash
# Compiles kernel.c; needs clang and lld (Debian: apt-get install clang lld). What comes out is kept beside it.
set -euo pipefail
cd "$(dirname "$0")"
clang --target=wasm32 -O3 -msimd128 -mbulk-memory -fno-builtin -nostdlib -fvisibility=hidden -Wl,--no-entry,--import-memory,--export-dynamic,--strip-all,-z,stack-size=16384 -o kernel.wasm kernel.c
sha256sum kernel.c > kernel.sha256 # a test sees that the two belong together
