# Shared by the scripts beside it: where things are, and how a script speaks.

root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/script/versions"

# Outside the checkout, so that a fresh clone reuses what an earlier one installed.
tools=${CUBEBOARD_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/cubeboard/tools}
PATH="$tools/trunk-$TRUNK_VERSION/bin:$tools/wasm-bindgen-$WASM_BINDGEN_VERSION/bin:$PATH"
PATH="$tools/leptosfmt-$LEPTOSFMT_VERSION/bin:$tools/geckodriver-$GECKODRIVER_VERSION/bin:$PATH"
PATH="$tools/cargo-deny-$CARGO_DENY_VERSION/bin:$tools/cargo-machete-$CARGO_MACHETE_VERSION/bin:$PATH"
PATH="$tools/cargo-fuzz-$CARGO_FUZZ_VERSION/bin:$tools/cargo-llvm-cov-$CARGO_LLVM_COV_VERSION/bin:$PATH"
PATH="$tools/cargo-mutants-$CARGO_MUTANTS_VERSION/bin:$PATH"
PATH="$tools/binaryen-$BINARYEN_VERSION/node_modules/.bin:$PATH"
export PATH

# What the browser tests run in the page; it is no program.
AXE_CORE="$tools/axe-core-$AXE_CORE_VERSION/node_modules/axe-core/axe.min.js"
export AXE_CORE

# Where Python finds pyarrow, with which tests read Parquet.
PYARROW="$tools/pyarrow-$PYARROW_VERSION"
export PYARROW
# A library of the age format, which locked files are exchanged with; no program either.
AGE_ENCRYPTION="$tools/age-encryption-$AGE_ENCRYPTION_VERSION/node_modules/age-encryption/dist/index.js"
export AGE_ENCRYPTION

# The compiler of the fuzz targets.
FUZZ_TOOLCHAIN=${FUZZ_TOOLCHAIN:-nightly}

# Where cargo puts what it builds.
target=${CARGO_TARGET_DIR:-$root/target}

# A backtrace would push the message of what failed off the screen.
export RUST_BACKTRACE=0

# Trunk would ask the registry for a newer Trunk, which script/versions does not want, and has no setting against it.
export TRUNK_SKIP_VERSION_CHECK=true

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }

fail() {
  printf 'cubeboard: %s\n' "$*" >&2
  exit 1
}

need() { command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: $2"; }
