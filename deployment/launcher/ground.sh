# SPDX-License-Identifier: Apache-2.0
# What every part of the launcher stands on: the right JDK, the build.
# Sourced with TSUNAGU_ROOT set; never run by itself.

# Prints the java of a JDK 25, or nothing.
find_java() {
  local home version
  for home in "${TSUNAGU_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk*25* \
      "$HOME"/.sdkman/candidates/java/25* "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /x/y/z)")")")"; do
    [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
    version=$("$home/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
    [ "$version" = 25 ] && { echo "$home/bin/java"; return 0; }
  done
  return 1
}

need_java() {
  JAVA=$(find_java) || {
    echo "tsunagu: needs a JDK 25 and found none. Install one (for example Eclipse Temurin 25) or set TSUNAGU_JAVA_HOME to it. ./tsunagu doctor tells more." >&2
    return 1
  }
  export JAVA
  JAVA_HOME=$(dirname "$(dirname "$JAVA")")
  export JAVA_HOME
}

need_tool() { # name, what for, how to get it
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "tsunagu: needs $1 ($2). $3" >&2
  return 1
}

BUILD_STAMP="$TSUNAGU_ROOT/deployment/target/built"
BUILD_LOG="$TSUNAGU_ROOT/deployment/target/build.log"

out_of_date() {
  [ -f "$BUILD_STAMP" ] && [ -d "$TSUNAGU_ROOT/deployment/target/lib" ] || return 0
  [ -n "$(find "$TSUNAGU_ROOT" \( -name target -o -name node_modules -o -name .git -o -name .tsunagu -o -name docs \) -prune -o \
      -type f \( -path '*/src/main/*' -o -name pom.xml -o -path '*/web/src/*' -o -path '*/web/index.html' -o -name package-lock.json \) \
      -newer "$BUILD_STAMP" -print -quit)" ]
}

build_if_needed() {
  out_of_date || return 0
  need_tool mvn "builds Tsunagu" "Install Apache Maven 3.8 or newer, on Debian: apt-get install maven" || return 1
  need_tool npm "builds the web pages" "Install Node.js 20 or newer" || return 1
  local started=$SECONDS
  mkdir -p "$TSUNAGU_ROOT/deployment/target"
  echo "Building Tsunagu (the first time downloads its libraries; a few minutes) …" >&2
  (cd "$TSUNAGU_ROOT" && MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
      mvn -B -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package </dev/null 2>&1) \
    | tee "$BUILD_LOG" | progress >&2
  if [ "${PIPESTATUS[0]}" -ne 0 ]; then
    echo "tsunagu: the build failed. What it said last:" >&2
    grep -E '^\[ERROR\]|error:' "$BUILD_LOG" | head -20 >&2
    echo "The whole log: $BUILD_LOG" >&2
    return 1
  fi
  touch "$BUILD_STAMP"
  echo "Built in $((SECONDS - started)) s." >&2
}

# Turns Maven's output into one line per part, and a count while libraries come down.
progress() {
  awk '
    /Downloaded from/ { n++; if (n % 100 == 0) { printf "  … %d files downloaded\n", n; fflush() } }
    /Building Tsunagu :: / { sub(/.*Tsunagu :: /, ""); sub(/ 0\.1\.0-SNAPSHOT */, " "); printf "  %s\n", $0; fflush() }
    /npm (ci|run build)|vite v/ { print "    web pages: " $0; fflush() }
  '
}
