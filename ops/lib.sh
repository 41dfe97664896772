# shellcheck shell=bash
# What the commands under ops/ share. Sourced, never run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
POSTGRES_MAJOR_MIN=15
APT_SECONDS_MAX=240
RESTORE_SECONDS_MAX=180
BUILD_SECONDS_MAX=900
SILO_SECONDS_MAX=120
NODE_MAJOR=24

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_ADD_GLOBAL_TOOLS_TO_PATH=0
# The product does without ICU; then the SDK may too, and a machine without libicu will do.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
[ -t 1 ] || export NO_COLOR=1

say() { printf '%s\n' "$*"; }

# fail WHAT HOW-TO-GO-ON
fail() {
  printf 'ops: %s\n     %s\n' "$1" "$2" >&2
  exit 1
}

# need_value "$@": an option at the end of the line lacks its value.
need_value() { [ $# -ge 2 ] || fail "$1 needs a value" "--help shows the options."; }

has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root, if that is possible without a question.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }

# apt_install PACKAGE...: false when this machine does not let us.
apt_install() {
  has apt-get && can_be_root || return 1
  local apt=(timeout "$APT_SECONDS_MAX" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=60)
  local log=/dev/null
  mkdir -p "$ROOT/artifacts" && log=$ROOT/artifacts/apt.log
  as_root "${apt[@]}" install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null && return
  as_root "${apt[@]}" update >>"$log" 2>&1 </dev/null || true
  as_root "${apt[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null
}

need_dotnet() {
  has dotnet || fail "the .NET 10 SDK is missing" \
    "Install it (Debian package dotnet-sdk-10.0, or https://dotnet.microsoft.com/download) and try again."
  (cd "$ROOT" && dotnet --version >/dev/null) || fail "no .NET SDK here satisfies global.json" \
    "Install the .NET 10 SDK (dotnet --list-sdks shows what is there) and try again."
}

# Prints the folder of the newest PostgreSQL server binaries that are new enough.
find_postgres() {
  local folder major
  for folder in "${GRIDCITY_POSTGRES_BIN:-}" $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) \
    "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
    if [ ! -x "$folder/initdb" ] || [ ! -x "$folder/postgres" ]; then continue; fi
    major=$("$folder/postgres" --version | sed -E 's/[^0-9]*([0-9]+).*/\1/')
    [ "$major" -ge "$POSTGRES_MAJOR_MIN" ] && { printf '%s\n' "$folder"; return; }
  done
  return 1
}

# Debian's package would create and start a cluster of its own: told not to, before it is there. Where PostgreSQL's
# common files are installed already, the machine's owner has decided, and nothing is changed.
install_postgres() {
  local settings=/etc/postgresql-common/createcluster.conf
  if [ ! -e "$settings" ]; then
    apt_install postgresql-common || return 1
    as_root sed -i -E 's/^#? *create_main_cluster *=.*/create_main_cluster = false/' "$settings"
  fi
  apt_install postgresql
}

# True when the binaries are there, installed now if need be.
ensure_postgres() {
  find_postgres >/dev/null && return
  say "postgresql: not found, installing the Debian package"
  install_postgres || return 1
  find_postgres >/dev/null
}

# ensure_package PACKAGE COMMAND...: true when COMMAND works, after an installation if need be.
ensure_package() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 && return
  say "$package: not found, installing the Debian package"
  apt_install "$package" || return 1
  "$@" >/dev/null 2>&1
}

# True for a Node that builds the web client (20.19 or later of 20, 22.12 or later).
node_is_new() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

# True when a Node that is new enough is first in PATH: the machine's, or the one that npm has as a package, kept under
# artifacts/. Debian 12's own is too old to build the web client.
ensure_node() {
  local folder=$ROOT/artifacts/node kind
  ensure_package nodejs node --version && ensure_package npm npm --version || return 1
  node_is_new && return
  case $(uname -m) in x86_64) kind=linux-x64 ;; aarch64) kind=linux-arm64 ;; *) return 1 ;; esac
  if [ ! -x "$folder/node_modules/node-$kind/bin/node" ]; then
    say "nodejs: too old to build the web pages, fetching a newer one with npm"
    mkdir -p "$folder"
    timeout 240 npm install --prefix "$folder" --no-audit --no-fund "node-$kind@$NODE_MAJOR" >"$ROOT/artifacts/npm.log" 2>&1 </dev/null || return 1
  fi
  export PATH=$folder/node_modules/node-$kind/bin:$PATH
  node_is_new
}

# install_npm FOLDER: what the package file in it asks for, unless it is there.
install_npm() {
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  mkdir -p "$ROOT/artifacts"
  (cd "$1" && timeout 240 npm ci --no-audit --no-fund) >"$ROOT/artifacts/npm.log" 2>&1 </dev/null
}

# A word for all that the web pages are built of.
web_digest() {
  (cd "$ROOT/client/web" && find . \( -name node_modules -o -name dist -o -name .vite \) -prune -o -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum) | sha256sum | cut -c1-16
}

# True when client/web/dist is there and new. Otherwise $WEB_REASON says why not.
# shellcheck disable=SC2034 # The caller says it.
build_web() {
  local folder=$ROOT/client/web mark=$ROOT/artifacts/web.built
  [ -e "$folder/dist/index.html" ] && [ "$(cat "$mark" 2>/dev/null)" = "$(web_digest)" ] && return
  WEB_REASON='install nodejs and npm; npm must reach a registry'
  ensure_node || return 1
  say "building client/web"
  WEB_REASON='its packages did not come, see artifacts/npm.log'
  install_npm "$folder" || return 1
  WEB_REASON='it does not build, see artifacts/web.log'
  (cd "$folder" && timeout "$BUILD_SECONDS_MAX" npm run build) >"$ROOT/artifacts/web.log" 2>&1 </dev/null || return 1
  web_digest >"$mark"
}

# build_log KIND: where the output of a build goes.
build_log() { printf '%s/artifacts/build-%s.log\n' "$ROOT" "$1"; }

# build KIND TARGET: builds a solution or project in Release; KIND is embedded or cluster.
build() {
  local kind=$1 target=$2 cluster=false
  [ "$kind" = cluster ] && cluster=true
  mkdir -p "$ROOT/artifacts"
  (cd "$ROOT" && timeout "$BUILD_SECONDS_MAX" dotnet build "$target" -c Release -p:Cluster="$cluster" -v minimal --nologo -nodeReuse:false) \
    >"$(build_log "$kind")" 2>&1 </dev/null
}

# The distinct errors of a build, at most twenty.
build_errors() { grep -E '(error|warning) [A-Z]+[0-9]+|error ' "$(build_log "$1")" | sort -u | head -20; }

# A word for the package sources as they are now: a restore that failed is not tried again before they change.
sources_digest() {
  { cat "$ROOT"/Directory.Packages.props "$ROOT"/[Nn]u[Gg]et.[Cc]onfig "$ROOT"/*/*/*.csproj \
    "$HOME"/.nuget/NuGet/*.[Cc]onfig /etc/opt/NuGet/Config/*.[Cc]onfig 2>/dev/null || true; } |
    sha256sum | cut -c1-16
}

# True when the packages of the cluster build restore. Otherwise $CLUSTER_REASON says why not.
cluster_restores() {
  local log=$ROOT/artifacts/restore-cluster.log no
  no=$ROOT/artifacts/restore-cluster.no.$(sources_digest)
  mkdir -p "$ROOT/artifacts"
  find "$ROOT/artifacts" -maxdepth 1 -name 'restore-cluster.no.*' -mmin +720 -delete
  if [ ! -e "$no" ]; then
    (cd "$ROOT" && timeout "$RESTORE_SECONDS_MAX" dotnet restore GridCity.sln -p:Cluster=true -v quiet \
      -nodeReuse:false) >"$log" 2>&1 </dev/null && return
    restore_reason "$log" >"$no"
  fi
  # shellcheck disable=SC2034 # The caller says it.
  CLUSTER_REASON=$(cat "$no")
  return 1
}

restore_reason() {
  local missing
  missing=$(sed -nE 's/.*Unable to find (a stable )?package ([A-Za-z0-9.]*[A-Za-z0-9])( with version \(([^),]+)[),].*)?.*/\2 \4/p' "$1" |
    sort -u | head -3 | paste -sd, | sed -E 's/ *,/, /g; s/ +$//')
  if [ -n "$missing" ]; then
    say "no package source here has $missing"
  elif grep -q NU1301 "$1"; then
    say "a package source does not answer"
  else
    say "its packages did not restore, see artifacts/$(basename "$1")"
  fi
}

# choose_engine [local|orleans]: sets ENGINE and BUILD; without a wish, Orleans where its packages restore.
# shellcheck disable=SC2034 # The caller uses them.
choose_engine() {
  case ${1:-} in
    local) ENGINE=local BUILD=embedded ;;
    orleans | '')
      ENGINE=orleans BUILD=cluster
      cluster_restores && return
      [ -z "${1:-}" ] || fail "the Orleans engine cannot be built: $CLUSTER_REASON" \
        "Add a package source that has it (dotnet nuget add source URL), or use --engine local."
      ENGINE=local BUILD=embedded
      say "left out: the Orleans engine ($CLUSTER_REASON); this is the embedded build with the local engine" ;;
    *) fail "there is no engine '$1'" "Give --engine local or --engine orleans." ;;
  esac
}

# build_or_fail KIND PROJECT...
build_or_fail() {
  local kind=$1 project
  shift
  say "building $* ($kind build)"
  for project in "$@"; do
    build "$kind" "$project" && continue
    build_errors "$kind" >&2
    fail "$project does not build" "The whole output is in $(build_log "$kind")."
  done
}

# executable KIND PROJECT [NAME]: the path of a built program.
executable() { printf '%s/artifacts/%s/bin/%s/release/%s\n' "$ROOT" "$1" "$2" "${3:-$2}"; }

need_postgres() {
  ensure_postgres || fail "there is no PostgreSQL server of version $POSTGRES_MAJOR_MIN or later" \
    "Install the Debian package postgresql (see artifacts/apt.log), or give --postgres CONNECTION to use one elsewhere."
}

# start_silo DATA CITY OPTION...: starts a silo on free ports and waits until it serves. Sets SILO_PID and ADDRESS and
# exports GRIDCITY_TOKEN, an administrator's. The caller stops it with stop_silo.
# shellcheck disable=SC2034 # The caller uses them.
start_silo() {
  local data=$1 city=$2 silo log health
  shift 2
  silo=$(executable "$BUILD" GridCity.Silo) log=$data/silo.log
  mkdir -p "$data"
  "$silo" run --data "$data" --city "$city" --engine "$ENGINE" --listen 127.0.0.1:0 --health 127.0.0.1:0 \
    --http 127.0.0.1:0 "$@" >"$log" 2>&1 &
  SILO_PID=$!
  await_line "$log" '^ *health '
  ADDRESS=$(sed -nE 's/^ *gRPC +//p' "$log") health=$(sed -nE 's/^ *health +//p' "$log")
  await_ready "$health" "$log"
  GRIDCITY_TOKEN=$("$silo" token create --role administrator --person ops --days 2 --data "$data" 2>/dev/null)
  export GRIDCITY_TOKEN
}

stop_silo() {
  [ -n "${SILO_PID:-}" ] || return 0
  kill -TERM "$SILO_PID" 2>/dev/null || true
  wait "$SILO_PID" || true
  SILO_PID=''
}

# await_line LOG PATTERN: waits until the silo has said it.
await_line() {
  local until=$((SECONDS + SILO_SECONDS_MAX))
  until grep -qE "$2" "$1" 2>/dev/null; do silo_lives "$1" "$until" && sleep 0.1; done
}

# await_ready http://HOST:PORT/PATH LOG
await_ready() {
  local until=$((SECONDS + SILO_SECONDS_MAX))
  until http_ok "$1"; do silo_lives "$2" "$until" && sleep 0.1; done
}

# silo_lives LOG UNTIL: ends everything if the silo is gone or the time is over.
silo_lives() {
  kill -0 "$SILO_PID" 2>/dev/null ||
    fail "the silo ended: $(grep -m1 '^GridCity.Silo: ' "$1" || tail -1 "$1")" "Everything it said is in $1."
  [ "$SECONDS" -lt "$2" ] || fail "the silo does not serve after $SILO_SECONDS_MAX s" "See $1."
}

# http_ok http://HOST:PORT/PATH: true for an answer 200; needs no curl.
http_ok() {
  local host port path
  IFS=' ' read -r host port path < <(sed -E 's|http://([^:]+):([0-9]+)(/.*)|\1 \2 \3|' <<<"$1")
  { exec 3<>"/dev/tcp/$host/$port" && printf 'GET %s HTTP/1.0\r\n\r\n' "$path" >&3 && head -1 <&3 | grep -q ' 200 '; } 2>/dev/null
}
