# Sourced by the checks that are shell scripts: what Skips.h is to the test programs.

# skip_lacking NAME WHAT HOW: says that the check needs WHAT and HOW to come by it, appends the line to the file that
# TERMSCOPE_SKIPS names, if it does, and ends the check as skipped (exit code 77).
skip_lacking() {
    echo "$1: skipped: needs $2: $3"
    [ -z "${TERMSCOPE_SKIPS:-}" ] || printf '%s\tneeds %s: %s\n' "$1" "$2" "$3" >>"$TERMSCOPE_SKIPS"
    exit 77
}
