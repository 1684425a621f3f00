"""Runs a command over a file of reports and prints its speed and its peak memory: measure.py THREADS REPORTS OUT COMMAND…"""

import resource
import subprocess
import sys
import time

threads, reports, out, command = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
count = sum(1 for _ in open(reports, "rb"))
began = time.monotonic()
# What runs away ends with its own message, and does not take the machine with it.
bound = 8 << 30
with open(out, "wb") as file:
    code = subprocess.run(
        command, stdout=file, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    ).returncode
seconds = time.monotonic() - began
# Linux counts kibibytes; of the children that have ended, the largest.
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = usage.ru_maxrss / 1024
# On a busy machine the clock says little; the processor's time says what the work costs.
work = usage.ru_utime + usage.ru_stime
print(
    f"{count} reports, {threads} thread(s): {seconds:.1f} s, {count / seconds:.0f} reports a second; "
    f"{work:.1f} s of processor time, {count / work:.0f} reports a second of it; peak memory {peak:.0f} MiB"
)
sys.exit(code)
