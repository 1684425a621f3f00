# What the scripts in this folder share: words for the reader, and what this machine has.
# Sourced, not run. Every script starts in the top folder of the clone.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Where cargo writes, and where the answers of `.ci/setup` are kept for `.ci/cargo`.
target=${CARGO_TARGET_DIR:-target}
settings=$target/setup.env

say() { printf '%s\n' "$*" >&2; }
found() { printf '  %-14s %s\n' "$1" "$2" >&2; }
fail() {
  printf 'Error: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf 'Hint: %s\n' "$2" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# Installs Debian packages where we may; says so and returns false where we may not.
install_packages() {
  has apt-get || return 1
  local as=()
  if [ "$(id -u)" != 0 ]; then
    # Never stop for a password in the middle of a script.
    has sudo && sudo -n true 2>/dev/null || return 1
    as=(sudo -n)
  fi
  found "" "installing $* with apt-get"
  if [ -z "${packages_are_listed:-}" ]; then
    "${as[@]}" apt-get update -qq >&2 || return 1
    packages_are_listed=yes
  fi
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >"$target/apt.log" 2>&1 ||
    { tail -n 5 "$target/apt.log" >&2; return 1; }
}

# The version of the RocksDB bindings that Cargo.lock asks for.
rocksdb_bindings() { sed -n '/^name = "oxrocksdb-sys"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock; }

# The folder outside the clone that keeps a finished RocksDB; empty where none is wanted.
rocksdb_shelf() {
  case ${RAPPORTEUR_ROCKSDB:-} in
    none) ;;
    '') printf '%s' "${XDG_CACHE_HOME:-$HOME/.cache}/rapporteur/rocksdb-$(rocksdb_bindings)" ;;
    *) printf '%s' "$RAPPORTEUR_ROCKSDB" ;;
  esac
}

# The RocksDB that this clone has compiled itself; empty before the first build.
rocksdb_of_this_clone() {
  local library
  for library in "$target"/release/build/oxrocksdb-sys-*/out/librocksdb.a; do
    [ ! -f "$library" ] || { dirname "$library"; return; }
  done
}

# Looks for Chromium, in which a test opens the pages, and installs it where we may; without it that test is skipped.
browser_for_checks() {
  [ "${RAPPORTEUR_CHROMIUM:-}" != none ] && [ "${RAPPORTEUR_PYTHON:-}" != none ] || return 0
  local name
  for name in ${RAPPORTEUR_CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    ! has "$name" || { found Chromium "$(command -v "$name")"; return 0; }
  done
  install_packages chromium && has chromium ||
    found Chromium "not found; the test of the pages in a browser is skipped"
}

# A Python with the pinned packages of `.ci/requirements.txt`, for the checks from outside and the notebooks.
python_for_checks() {
  local room=$target/tools/python
  if ! cat .ci/requirements.txt notebooks/requirements.txt | cmp -s - "$room/requirements.txt"; then
    has python3 || install_packages python3 python3-venv ||
      fail "python3 is missing" "install Python 3.11 or newer with its venv module"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
      fail "$(python3 --version) is too old" "install Python 3.11 or newer with its venv module, and have it first in PATH"
    rm -rf "$room"
    python3 -m venv "$room" >/dev/null 2>&1 || {
      rm -rf "$room"
      install_packages python3-venv && python3 -m venv "$room"
    } || fail "python3 cannot make a virtual environment" "install Python's venv module (Debian: python3-venv)"
    "$room/bin/python" -m pip install --quiet --disable-pip-version-check -r .ci/requirements.txt >&2 ||
      fail "the packages of .ci/requirements.txt could not be installed" "see pip's words above"
    cat .ci/requirements.txt notebooks/requirements.txt >"$room/requirements.txt"
  fi
  printf '%s' "$room/bin/python"
}
