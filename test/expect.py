#!/usr/bin/env python3
"""Runs stock clang-tidy with the plugin on one file and compares what it says
with what the file expects. The markers stand in comments:

  // expect: session-leak 'conn' is not closed     a finding on this line
  // expect+1: session-leak                         ... on the next line
  // note: 'conn' is opened here                    a note on this line

Text after the check's name must occur in the message. A finding that no marker
expects fails; notes that no marker expects are fine. Markers also count in
headers that the file includes by a relative "path".

A line `// FLAGS: -isystem /usr/include/postgresql` gives compiler flags (%S is
the file's folder), a line `// NEEDS: /usr/include/gdal/gdal.h` names a file without
which lit skips the test, a line
`// CONFIG: {CheckOptions: {...}}` what clang-tidy's --config takes.

A function named *_FN holds a known miss: it must have no finding. A function
named *_FP holds a known false finding, expected by a marker. Both are counted
(expect.py --count FOLDER...).
"""
import argparse
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass

MARKER = re.compile(r"//\s*(expect|note)([+-]\d+)?:\s*(.*?)\s*(?=//\s*(?:expect|note)(?:[+-]\d+)?:|$)")
DIAGNOSTIC = re.compile(
    r"^(?P<file>[^\s:][^:]*):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<kind>warning|error|fatal error|note): (?P<text>.*?)"
    r"(?: \[(?P<check>[\w.,-]+)\])?$")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
FLAGS = re.compile(r"^// FLAGS:[ \t]*(.*)$", re.M)
CONFIG = re.compile(r"^// CONFIG:[ \t]*(.*)$", re.M)
KNOWN = re.compile(r"\b(\w+_(FN|FP))\s*\(")


@dataclass
class Marker:
    file: str
    line: int
    kind: str     # expect, note
    check: str    # of an expect
    text: str


@dataclass
class Diagnostic:
    file: str
    line: int
    kind: str
    text: str
    check: str

    def __str__(self):
        tail = f" [{self.check}]" if self.check else ""
        return f"{self.file}:{self.line}: {self.kind}: {self.text}{tail}"


@dataclass
class Known:
    """A function that holds a known miss (FN) or a known false finding (FP)."""
    file: str
    name: str
    kind: str
    first: int
    last: int


def read(path):
    with open(path, encoding="utf-8", errors="replace") as stream:
        return stream.read()


def with_headers(path):
    """The file and what it includes by a relative path, each once."""
    todo, seen = [os.path.realpath(path)], []
    while todo:
        current = todo.pop()
        if current in seen or not os.path.isfile(current):
            continue
        seen.append(current)
        folder = os.path.dirname(current)
        todo += [os.path.realpath(os.path.join(folder, name))
                 for name in INCLUDE.findall(read(current))]
    return seen


def markers_of(path):
    found = []
    for number, line in enumerate(read(path).split("\n"), 1):
        for kind, offset, text in MARKER.findall(line):
            check = ""
            if kind == "expect":
                check, _, text = text.partition(" ")
            found.append(Marker(path, number + int(offset or 0), kind, check, text.strip()))
    return found


def blank_out(text):
    """Comments, strings and characters become spaces; lines stay."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def closing_brace(text, at):
    depth = 0
    for index in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return len(text)


def known_functions(path):
    text, found = blank_out(read(path)), []
    for match in KNOWN.finditer(text):
        after = re.compile(r"[;{]").search(text, match.end())
        if not after or after.group() == ";":
            continue  # a call or a declaration
        end = closing_brace(text, after.start())
        found.append(Known(path, match.group(1), match.group(2),
                           text.count("\n", 0, match.start()) + 1,
                           text.count("\n", 0, end) + 1))
    return found


def diagnostics_of(output):
    found = []
    for line in output.split("\n"):
        match = DIAGNOSTIC.match(line)
        if match:
            found.append(Diagnostic(os.path.realpath(match["file"]), int(match["line"]),
                                    match["kind"].split()[-1], match["text"],
                                    match["check"] or ""))
    return found


def fits(marker, diagnostic):
    is_note = diagnostic.kind == "note"
    return (marker.file == diagnostic.file and marker.line == diagnostic.line
            and (marker.kind == "note") == is_note
            and (is_note or marker.check in diagnostic.check.split(","))
            and marker.text in diagnostic.text)


def unmatched(markers, diagnostics):
    """Markers without a diagnostic, findings without a marker."""
    missing, unused = [], [d for d in diagnostics if d.kind != "note"]
    for marker in markers:
        candidates = unused if marker.kind == "expect" else diagnostics
        hit = next((d for d in candidates if fits(marker, d)), None)
        if hit is None:
            missing.append(marker)
        elif marker.kind == "expect":
            unused.remove(hit)
    return missing, unused


def problems_of(path, output):
    """What does not fit, one line each."""
    files = with_headers(path)
    markers = [m for f in files for m in markers_of(f)]
    diagnostics = diagnostics_of(output)
    missing, unexpected = unmatched(markers, diagnostics)
    problems = [f"{m.file}:{m.line}: missing {m.kind}: {m.check} {m.text}".rstrip()
                for m in missing]
    problems += [f"unexpected: {d}" for d in unexpected]
    for known in (k for f in files for k in known_functions(f)):
        problems += contradictions(known, markers, diagnostics)
    return problems


def contradictions(known, markers, diagnostics):
    def inside(item):
        return item.file == known.file and known.first <= item.line <= known.last
    if known.kind == "FN":
        hits = [d for d in diagnostics if d.kind != "note" and inside(d)]
        return [f"{known.name}: a known miss is found now, rename it: {d}" for d in hits]
    if any(m.kind == "expect" and inside(m) for m in markers):
        return []
    return [f"{known.file}:{known.first}: {known.name}: expects no finding, so it is no FP"]


def run_tidy(options):
    text = read(options.file)
    flags = list(options.flags)
    folder = os.path.dirname(os.path.abspath(options.file))
    flags += [f.replace("%S", folder) for line in FLAGS.findall(text) for f in shlex.split(line)]
    config = options.config or next(iter(CONFIG.findall(text)), None)
    if not any(f.startswith("-std=") for f in flags):
        flags.append("-std=c17" if options.file.endswith(".c") else "-std=c++17")
    command = [options.tidy, f"--load={options.plugin}", "--quiet", "--checks=-*,session-*",
               "--header-filter=.*"]
    command += [f"--config={config}"] if config else []
    command += [options.file, "--", *flags]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=300, check=False)
    return command, done


def check(options):
    if not os.path.exists(options.plugin):
        print(f"no plugin at {options.plugin}: build it first")
        return 1
    command, done = run_tidy(options)
    problems = problems_of(options.file, done.stdout)
    if done.returncode < 0 or done.returncode > 1:
        problems.append(f"clang-tidy ended with {done.returncode}")
    if "No checks enabled" in done.stderr or "No checks enabled" in done.stdout:
        problems.append("the plugin registered no check")
    for line in problems:
        print(line)
    if problems:
        print("command:", " ".join(command), "\noutput:\n" + done.stdout + done.stderr)
    return 1 if problems else 0


def count(folders):
    expected = misses = false = 0
    for folder in folders:
        for base, _, names in os.walk(folder):
            for name in sorted(n for n in names if n.endswith((".c", ".cpp", ".h"))):
                path = os.path.join(base, name)
                expected += sum(m.kind == "expect" for m in markers_of(path))
                kinds = [k.kind for k in known_functions(path)]
                misses += kinds.count("FN")
                false += kinds.count("FP")
    print(f"check tests: {expected} findings expected, of them {false} known false (_FP); "
          f"{misses} known misses (_FN)")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--tidy", default="clang-tidy-22")
    parser.add_argument("--plugin", default="build/lib/session-tidy-22.so")
    parser.add_argument("--config", help="as clang-tidy's --config")
    parser.add_argument("--count", nargs="+", metavar="FOLDER")
    parser.add_argument("file", nargs="?")
    parser.add_argument("flags", nargs="*", help="compiler flags, after --")
    options = parser.parse_args()
    if options.count:
        return count(options.count)
    if not options.file:
        parser.error("a file is needed")
    return check(options)


if __name__ == "__main__":
    sys.exit(main())
