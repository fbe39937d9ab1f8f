#!/bin/sh
# Takes the dumps of a Java process (Java 8 or newer) into one file for "holdup analyze", with the jcmd of a JDK:
#
#   sh capture.sh PID [FILE.tar.gz]
#
# Run it as the user of the process or as root. Settings, with their defaults, from the environment:
#   DUMPS=3 INTERVAL=5   so many thread dumps, so many seconds apart
#   HEAP=all             or live (garbage is collected first), or none; the dump stops the process while it is written
#   JCMD=jcmd            the tool of a JDK, of any version
set -u
umask 077

DUMPS=$(printenv DUMPS || echo 3)
INTERVAL=$(printenv INTERVAL || echo 5)
HEAP=$(printenv HEAP || echo all)
JCMD=$(printenv JCMD || echo jcmd)
# Options for the dying server are none for its helper.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

say() { echo "capture: $*" >&2; }
fail() { say "$1"; exit "$2"; }

case "$#" in 1|2) ;; *) fail "usage: sh capture.sh PID [FILE.tar.gz]" 2 ;; esac
PID=$1
case "$PID" in ''|*[!0-9]*) fail "PID is the number of a Java process: $JCMD -l lists them" 2 ;; esac
case "$HEAP" in live|all|none) ;; *) fail "HEAP is all, live or none, not $HEAP" 2 ;; esac
FILE=holdup-$PID-$(date +%Y%m%d-%H%M%S).tar.gz
if [ "$#" = 2 ]; then FILE=$2; fi
command -v "$JCMD" >/dev/null || fail "there is no $JCMD: set JCMD to that of a JDK" 2
kill -0 "$PID" 2>/dev/null || [ -d "/proc/$PID" ] || fail "there is no process $PID: $JCMD -l lists those of Java" 3

# What a capture left that was killed hard: its own number ends the name.
sweep() {
  for left in "$1"/holdup-capture-*; do
    number=${left%.part}
    number=${number##*-}
    case "$number" in ''|*[!0-9]*) continue ;; esac
    kill -0 "$number" 2>/dev/null || ps -p "$number" >/dev/null 2>&1 || rm -rf "$left"
  done
}

# A folder that both the process and we can see: it may live in a container, or have a /tmp of its own.
NAME=holdup-capture-$PID-$$
FOLDER=$(cd "$(dirname "$FILE")" && pwd) || fail "there is no folder for $FILE" 2
PART=$FOLDER/$NAME.part
HERE=$FOLDER/$NAME
THERE=$HERE
sweep "$FOLDER"
mkdir "$HERE" || fail "cannot write beside $FILE: give another place" 2
trap 'rm -rf "$HERE" "$PART"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
if [ -d "/proc/$PID/root/." ] && [ ! -d "/proc/$PID/root$HERE" ]; then
  rm -rf "$HERE"
  THERE=/tmp/$NAME
  HERE=/proc/$PID/root$THERE
  sweep "/proc/$PID/root/tmp"
  mkdir "$HERE" || fail "cannot write into /tmp of process $PID: run this as root" 2
fi
OWNER=
# shellcheck disable=SC2012 # stat has other options on every system, and the name is a number
if [ -d "/proc/$PID" ]; then OWNER=$(ls -ldn "/proc/$PID" | awk '{ print $3 }'); fi
if [ -n "$OWNER" ] && [ "$OWNER" != "$(id -u)" ]; then
  chown "$OWNER" "$HERE" || fail "process $PID is another user's: run this as that user or as root" 2
fi

VERSION=$("$JCMD" "$PID" VM.version 2>&1) || fail "cannot speak to process $PID: run this as its user or as root" 3
RELEASE=$(echo "$VERSION" | sed -n 's/^JDK \(1\.\)\{0,1\}\([0-9][0-9]*\).*/\2/p' | head -n 1)
[ -n "$RELEASE" ] || fail "process $PID is no JVM that answers" 3
{
  echo "$VERSION"
  date -u +%Y-%m-%dT%H:%M:%SZ
  # Switches and numbers: texts may be commands with whatever they need.
  "$JCMD" "$PID" VM.flags 2>/dev/null | tr ' ' '\n' | grep -E '^-XX:([+-][A-Za-z0-9_]+|[A-Za-z0-9_]+=[-+.0-9]+)$'
  cat "/proc/$PID/limits" 2>/dev/null
} > "$HERE/jvm.txt"

number=1
while [ "$number" -le "$DUMPS" ]; do
  if [ "$number" -gt 1 ]; then sleep "$INTERVAL"; fi
  if [ "$RELEASE" -ge 11 ]; then
    "$JCMD" "$PID" Thread.print -l -e > "$HERE/threads-$number.txt" 2>&1 || say "thread dump $number failed"
  else
    "$JCMD" "$PID" Thread.print -l > "$HERE/threads-$number.txt" 2>&1 || say "thread dump $number failed"
  fi
  if [ "$RELEASE" -ge 21 ]; then
    "$JCMD" "$PID" Thread.dump_to_file -format=json "$THERE/threads-$number.json" >/dev/null 2>&1 ||
      say "dump of virtual threads $number failed"
  fi
  say "threads $number of $DUMPS"
  number=$((number + 1))
done

if [ "$HEAP" != none ]; then
  # Kilobytes in use: the collectors' lines say "used 23552K", Shenandoah's "21504K used", their parts "4% used".
  USED=$("$JCMD" "$PID" GC.heap_info 2>/dev/null | awk '
    /Metaspace/ { exit }
    match($0, /used [0-9]+[BKMG]/) { add(substr($0, RSTART + 5, RLENGTH - 5)); next }
    match($0, /[0-9]+[BKMG] used/) { add(substr($0, RSTART, RLENGTH - 5)) }
    function add(text) {
      unit = index("BKMG", substr(text, length(text)))
      sum += substr(text, 1, length(text) - 1) * 1024 ^ (unit - 2)
    }
    END { printf "%d\n", sum }')
  FREE=$(df -Pk "$HERE" | awk 'NR == 2 { print $4 }')
  NEED=$((USED * 9 / 4 + 65536))
  if [ "$USED" -gt 0 ]; then
    say "the heap has $((USED / 1024)) MB in use; its dump stops the process, for some $((USED / 1048576 + 1)) to $((USED / 102400 + 2)) s"
  fi
  if [ "$NEED" -gt "$FREE" ]; then
    say "no heap dump: it needs up to $((NEED / 1024)) MB in $(dirname "$HERE"), which has $((FREE / 1024)) MB left; give a roomier place"
  else
    if [ "$HEAP" = all ]; then
      "$JCMD" "$PID" GC.heap_dump -all "$THERE/heap.hprof" > "$HERE/answer.txt" 2>&1
    else
      "$JCMD" "$PID" GC.heap_dump "$THERE/heap.hprof" > "$HERE/answer.txt" 2>&1
    fi
    grep -q "Heap dump file created" "$HERE/answer.txt" || say "the heap dump is missing or not whole: $(sed -n 2p "$HERE/answer.txt")"
    rm -f "$HERE/answer.txt"
  fi
fi

if ! (cd "$HERE" && tar cf - -- *) | gzip -1 > "$PART" || ! mv "$PART" "$FILE"; then
  fail "could not write $FILE: give a roomier place" 2
fi
say "wrote $FILE: holdup analyze $FILE"
