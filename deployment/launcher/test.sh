# SPDX-License-Identifier: Apache-2.0
# ./tsunagu test: everything CI runs. Ends with what this machine could not prove.
set -u
. "$TSUNAGU_ROOT/deployment/launcher/ground.sh"
case "${1:-}" in
  -h|--help)
    echo "Usage: ./tsunagu test [MAVEN ARGUMENTS]"
    echo "Format, compile, unit, integration and browser tests. Installs the browser it needs where it may (root and apt)."
    echo "Arguments go to Maven, for example: ./tsunagu test -pl telemetry-ingest/telemetry-model -am"
    exit 0 ;;
esac
need_java || exit 1
need_tool mvn "builds and tests" "Install Apache Maven 3.8 or newer, on Debian: apt-get install maven" || exit 1
need_tool npm "builds and tests the web pages" "Install Node.js 20 or newer" || exit 1

if ! command -v chromium >/dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests …"
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk) >/dev/null 2>&1 \
    || echo "Chromium could not be installed."
fi
command -v chromium >/dev/null || echo "No Chromium here: install it (apt-get install chromium) to run the browser tests."

# LightGBM, which trains the severity model's trees, stands on the compiler's OpenMP library.
if ! ldconfig -p 2>/dev/null | grep -q 'libgomp\.so\.1' && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing libgomp1 for the training tests …"
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libgomp1) >/dev/null 2>&1 \
    || echo "libgomp1 could not be installed."
fi

cd "$TSUNAGU_ROOT" || exit 1
MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
  mvn -B -ntp verify "$@" </dev/null
result=$?

missing=()
ldconfig -p 2>/dev/null | grep -q 'libgomp\.so\.1' || missing+=("training of the severity model (no libgomp1)")
[ -d "$TSUNAGU_ROOT/../shared/data/wfdb" ] || missing+=("real recordings (../shared/data is absent)")
command -v chromium >/dev/null || missing+=("browser (no Chromium)")
[ -n "${TSUNAGU_TEST_JDBC_URL:-}" ] || missing+=("TimescaleDB (set TSUNAGU_TEST_JDBC_URL to a server that has it)")
[ -n "${TSUNAGU_TEST_JVB_URL:-}" ] || missing+=("a real Jitsi Videobridge (set TSUNAGU_TEST_JVB_URL to the private HTTP address of one for tests alone; recorded exchanges are proved)")
missing+=("RTSP cameras of manufacturers (a simulated camera that does it wrong is proved)")
missing+=("a power cut (kill -9 is proved; a power cut would need a machine to switch off)")
echo
(IFS=';'; echo "not proved here: ${missing[*]}" | sed 's/;/; /g')
exit $result
