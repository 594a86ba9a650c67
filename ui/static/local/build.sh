#!/usr/bin/env bash
# Compiles kernel.c, once for every browser and once for those that multiply and add in one instruction; needs clang and
# lld from 16 on (Debian: apt-get install clang-16 lld-16). What comes out is kept beside it.
set -euo pipefail
cd "$(dirname "$0")"
compiled() {
  "${CLANG:-clang-16}" --target=wasm32 -O3 -msimd128 -mbulk-memory -fno-builtin -nostdlib -fvisibility=hidden -Wl,--no-entry,--import-memory,--export-dynamic,--strip-all,-z,stack-size=16384 "$@" kernel.c
}
compiled -o kernel.wasm
compiled -mrelaxed-simd -o kernel-fused.wasm
chmod 644 kernel*.wasm
sha256sum kernel.c > kernel.sha256 # a test sees that they belong together
