#!/usr/bin/env python3
"""What the session checks cost: user and system time of clang-tidy with them,
over clang-tidy with one trivial check, on the same file with the same flags.

  bench.py [-p DIR] [--rounds N] FILE...        (no FILE: all of DIR's database)

The two commands alternate within a round, so that a busy machine slows both;
a file's ratio is that of the medians over the rounds."""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys

TRIVIAL = "-*,misc-static-assert"


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                          check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"bench: status {done.returncode} of {' '.join(command)}")
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent, done.stdout.count(" [session-")


def measure(options, path):
    """(ratio, seconds without the checks, findings)."""
    base = [options.tidy, f"--load={options.plugin}", "--quiet"]
    tail = [path] + (["-p", options.build] if options.build else ["--"])
    without, with_checks, findings = [], [], 0
    for _ in range(options.rounds):
        without.append(seconds(base + [f"--checks={TRIVIAL}"] + tail)[0])
        spent, findings = seconds(base + ["--checks=-*,session-*"] + tail)
        with_checks.append(spent)
    plain = statistics.median(without)
    return statistics.median(with_checks) / plain, plain, findings


def files_of(options):
    if options.files:
        return options.files
    if not options.build:
        sys.exit("bench: give files, or -p with a folder that has a compile_commands.json")
    with open(os.path.join(options.build, "compile_commands.json"), encoding="utf-8") as stream:
        entries = json.load(stream)
    return sorted({os.path.normpath(os.path.join(e["directory"], e["file"])) for e in entries})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--tidy", default="clang-tidy-22")
    parser.add_argument("--plugin", default="build/lib/session-tidy-22.so")
    parser.add_argument("-p", dest="build", metavar="DIR", help="folder of compile_commands.json")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("files", nargs="*", metavar="FILE")
    options = parser.parse_args()
    ratios = []
    for path in files_of(options):
        ratio, plain, findings = measure(options, path)
        ratios.append(ratio)
        print(f"{ratio:6.3f}  {plain:7.2f} s  {findings:3} findings  {os.path.relpath(path)}",
              flush=True)
    print(f"{len(ratios)} files: median {statistics.median(ratios):.3f}, worst {max(ratios):.3f}")


if __name__ == "__main__":
    main()
