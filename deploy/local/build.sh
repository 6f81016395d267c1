# Sourced by ./run and ./bench, which set $here to the checkout: finds Java, and builds what of the suite is not built.

program=$(basename "$0")

fail() {
  printf '%s: %s\n' "$program" "$*" >&2
  exit 1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "no Java found: install a JDK, 17 or newer, and set PATH or JAVA_HOME."
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
[ "${version%%.*}" -ge 17 ] || fail "Java $version found at $(command -v "$java"): a JDK, 17 or newer, is needed."

# A module is built when what it makes, or the last build of all, is newer than its sources and those of the platform.
stamp=$here/deploy/local/target/last-build
is_built() { # module, what it makes
  local newer=(-newer "$here/$1/target/$2")
  [ -e "$here/$1/target/$2" ] || return 1
  [ ! -e "$stamp" ] || newer+=(-newer "$stamp")
  [ -z "$(find "$here"/pom.xml "$here"/platform/{web,service}/{pom.xml,src/main} "$here/$1"/{pom.xml,src/main} \
    -type f "${newer[@]}" -print -quit)" ]
}

build() { # phase, modules, maven arguments
  command -v mvn >/dev/null || fail "$2 must be built, and there is no Maven: install it, 3.8 or newer."
  command -v "${java%java}javac" >/dev/null || fail "$2 must be built, and this Java has no compiler: install a JDK."
  echo "Building ${2//,/ } …"
  (cd "$here" && mvn -q -B "$1" -Dspotless.check.skip=true -am -pl "$2" "${@:3}") || fail "the build failed."
}

# The runner, the services and the gateway.
build_suite() {
  local missing=() module
  is_built deploy/local aftersales-local.jar || missing+=(deploy/local)
  for module in $(sed -n 's/.*module: *\([a-z-]*\).*/\1/p' "$here/deploy/local/src/main/resources/topology.yaml"); do
    is_built "$module" quarkus-app/quarkus-run.jar || missing+=("$module")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    build package "$(IFS=,; echo "${missing[*]}")" -Dmaven.test.skip=true
    touch "$stamp"
  fi
}
