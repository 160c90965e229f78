# SPDX-License-Identifier: Apache-2.0
# ./tsunagu doctor: what this machine has and lacks, and how to mend each. Needs nothing but a shell.
set -u
. "$TSUNAGU_ROOT/deployment/launcher/ground.sh"
case "${1:-}" in
  -h|--help)
    echo "Usage: ./tsunagu doctor"
    echo "Checks JDK, Maven, Node, browser, ports, user namespaces, disk and clock; says how to mend what is missing."
    echo "Exit code 0: everything needed is there. 1: something needed is missing."
    exit 0 ;;
  "") ;;
  *) echo "tsunagu doctor: takes no '$1'. See ./tsunagu doctor --help" >&2; exit 2 ;;
esac
bad=0
ok() { printf '  ok       %-18s %s\n' "$1" "$2"; }
no() { printf '  MISSING  %-18s %s\n' "$1" "$2"; bad=1; }
hm() { printf '  note     %-18s %s\n' "$1" "$2"; }

if java=$(find_java); then ok "JDK 25" "$java"; else no "JDK 25" "install Eclipse Temurin 25 or set TSUNAGU_JAVA_HOME"; fi
if command -v mvn >/dev/null; then ok Maven "$(command -v mvn)"; else no Maven "apt-get install maven, or your system's package"; fi
if command -v node >/dev/null && command -v npm >/dev/null; then
  major=$(node -p 'process.versions.node.split(".")[0]')
  if [ "$major" -ge 20 ]; then ok Node "$(node --version), npm $(npm --version)"; else no Node "found $(node --version), needs 20 or newer"; fi
else no Node "install Node.js 20 or newer with npm"; fi
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if ldconfig -p 2>/dev/null | grep -q 'libgomp\.so\.1'; then ok "libgomp1 (training)" "there"; else hm "libgomp1 (training)" "not there; only 'severity train' wants it (apt-get install libgomp1)"; fi
if [ -n "$browser" ]; then ok "browser (tests)" "$browser"; else hm "browser (tests)" "not there; ./tsunagu test installs it where it may (apt-get install chromium)"; fi
for entry in "8080 --http-port" "2575 --mllp-port" "8090 --device-port"; do
  set -- $entry
  if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then hm "port $1" "taken; use $2 for another"; else ok "port $1" "free"; fi
done
if unshare -U true 2>/dev/null; then ok "user namespaces" "the embedded database starts as any user"
elif [ "$(id -u)" -ne 0 ]; then ok "user namespaces" "not needed: not running as root"
else no "user namespaces" "the embedded database does not start as root without them; run as another user or use --jdbc URL"; fi
case "$(uname -s) $(uname -m)" in
  "Linux x86_64") ok platform "Linux x86_64" ;;
  *) hm platform "$(uname -s) $(uname -m): the embedded database is shipped for Linux x86_64 only; use --jdbc URL" ;;
esac
free=$(df -Pk "$TSUNAGU_ROOT" | awk 'NR==2 {print int($4/1024/1024)}')
if [ "$free" -ge 4 ]; then ok disk "$free GiB free"; else no disk "$free GiB free; the journal refuses input when the disk is nearly full, have 4 GiB or more"; fi
memory=$(awk '/MemAvailable/ {print int($2/1024/1024)}' /proc/meminfo 2>/dev/null || echo 0)
if [ "$memory" -ge 3 ]; then ok memory "$memory GiB available"; else hm memory "$memory GiB available; 3 GiB or more is comfortable (TSUNAGU_HEAP=1g makes it smaller)"; fi
if command -v timedatectl >/dev/null && [ "$(timedatectl show -p NTPSynchronized --value 2>/dev/null)" = yes ]; then ok "clock" "synchronised"
elif command -v chronyc >/dev/null && chronyc tracking >/dev/null 2>&1; then ok "clock" "chrony runs"
else hm "clock" "nothing says it is synchronised; the axis is only as true as this machine's clock (install chrony)"; fi
[ $bad -eq 0 ] && echo "Everything needed is there." || echo "Something needed is missing."
exit $bad
