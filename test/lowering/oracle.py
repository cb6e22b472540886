#!/usr/bin/env python3
"""The execution oracle of the lowering.

Compiles the test functions, runs them under every script of decisions, asks
session-trace for the traces of their flow graphs, and compares the two sets.
Then does the same for every mutant of the lowering, each of which must differ
from real execution somewhere. See NOTES.md.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import time

import generate

HERE = pathlib.Path(__file__).resolve().parent
TEST = re.compile(r"^(?P<type>int|void) (?P<name>t_\w+)\((?:void)?\)[^;{]*\{", re.M)
FLAGS = re.compile(r"^// flags: (.*)$", re.M)
KNOWN = re.compile(r"^// Known difference: (?P<why>[^\n]*)\n(?://[^\n]*\n)*"
                   r"(?:template[^\n]*\n)?(?:int|void) (?P<name>t_\w+)\(", re.M)


class TestFile:
    """One file of test functions: what to compile and how."""

    def __init__(self, path, options):
        self.path = path
        self.options = options
        text = path.read_text()
        self.functions = [(m["type"], m["name"]) for m in TEST.finditer(text)]
        self.known = {m["name"]: m["why"] for m in KNOWN.finditer(text)}
        flags = FLAGS.search(text)
        self.flags = flags.group(1).split() if flags else []
        self.is_c = path.suffix == ".c"

    def standard(self):
        return ["-std=gnu17"] if self.is_c else ["-std=gnu++20"]

    def run_for_real(self, runtime):
        """The traces of real execution, by function."""
        build = self.options.build
        linkage = 'extern "C" ' if self.is_c else ""
        table = build / (self.path.name + ".table.cpp")
        lines = ["struct TestEntry { const char *Name; int (*Returning)(); void (*Plain)(); };"]
        lines += [f"{linkage}{kind} {name}();" for kind, name in self.functions]
        lines.append("extern const TestEntry TestTable[];")
        lines.append("const TestEntry TestTable[] = {")
        for kind, name in self.functions:
            pair = f"{name}, nullptr" if kind == "int" else f"nullptr, {name}"
            lines.append(f'  {{"{name}", {pair}}},')
        lines.append("  {nullptr, nullptr, nullptr}};")
        table.write_text("\n".join(lines) + "\n")
        objects = []
        for source, compiler, flags in (
                (self.path, self.options.cc if self.is_c else self.options.cxx,
                 self.standard() + self.flags),
                (table, self.options.cxx, ["-std=c++20"])):
            target = build / (source.name + ".o")
            check([compiler, "-O0", "-w", "-c", str(source), "-I", str(HERE),
                   "-o", str(target)] + flags)
            objects.append(str(target))
        program = build / (self.path.name + ".exe")
        check([self.options.cxx, "-o", str(program), str(runtime), "-Wl,--wrap=__cxa_throw",
               "-Wl,--wrap=__cxa_rethrow"] + objects)
        return sections(check([str(program), str(self.options.cap)]))[""]

    def run_on_graph(self):
        """The traces of the flow graphs, by mutant ("" for none) and function."""
        command = [self.options.trace, f"--cap={self.options.cap}"]
        if not self.options.no_mutants:
            command.append("--mutants")
        command += [str(self.path), "--", "-w", "-I", str(HERE),
                    "-resource-dir", self.options.resources]
        return sections(check(command + self.standard() + self.flags))


def check(command):
    result = subprocess.run(command, capture_output=True, text=True, timeout=100)
    if result.returncode != 0:
        raise RuntimeError(" ".join(command) + "\n" + result.stdout[-3000:] + result.stderr[-3000:])
    return result.stdout


def sections(output):
    """{mutant: {function: set of traces}} from what the two programs print."""
    found = {"": {}}
    functions = found[""]
    traces = None
    for line in output.splitlines():
        if line.startswith("M "):
            functions = found.setdefault(line[2:], {})
        elif line.startswith("F "):
            traces = functions.setdefault(line[2:], set())
        elif line.startswith("T"):
            traces.add(settled(line[1:].strip()))
    return found


def settled(trace):
    """What a trace says and the language decides: it leaves open whether the
    stack is unwound before std::terminate."""
    if not trace.endswith(" terminate"):
        return trace
    return (trace.rpartition("throw")[0] or trace[:-9]) + "throw terminate"


def report(path, name, expected, got):
    print(f"MISMATCH {path.name}: {name}")
    for trace in sorted(expected - got)[:6]:
        print(f"  only real execution: {trace}")
    for trace in sorted(got - expected)[:6]:
        print(f"  only the flow graph: {trace}")


def compare(tests, results, verbose):
    """Counts functions, traces and mismatches of the lowering as it is."""
    functions = traces = mismatches = known = 0
    for test in tests:
        real, graphs = results[test.path]
        for _, name in test.functions:
            expected, got = real[name], graphs[""].get(name, set())
            functions += 1
            traces += len(expected)
            if expected == got and name in test.known:
                print(f"MISMATCH {test.path.name}: {name} is said to differ, and does not")
                mismatches += 1
            elif expected != got and name in test.known:
                known += 1
            elif expected != got:
                report(test.path, name, expected, got)
                mismatches += 1
            elif verbose:
                print(f"ok {name}: {len(expected)} traces")
    return functions, traces, mismatches, known


def survivors(tests, results):
    """Prints who kills each mutant; the mutants that nothing kills."""
    killers = {}
    for test in tests:
        real, graphs = results[test.path]
        for mutant, functions in graphs.items():
            killed = killers.setdefault(mutant, [])
            killed += [name for _, name in test.functions
                       if graphs[""].get(name) == real[name] != functions.get(name)]
    killers.pop("", None)
    for mutant, names in killers.items():
        shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        print(f"mutant {mutant}: " + (f"killed by {shown}" if names else "SURVIVES"))
    return [mutant for mutant, names in killers.items() if not names], len(killers)


def run(test, runtime):
    real = test.run_for_real(runtime)
    graphs = test.run_on_graph()
    return real, graphs


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trace", required=True, help="the session-trace program")
    parser.add_argument("--cxx", default="clang++-22")
    parser.add_argument("--cc", default="clang-22")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("oracle"))
    parser.add_argument("--cap", type=int, default=10, help="longest script")
    parser.add_argument("--only", default="", help="part of the file names to run")
    parser.add_argument("--random", default="", help="SEED,SEED,... of generated functions")
    parser.add_argument("--count", type=int, default=40, help="functions a seed")
    parser.add_argument("--no-mutants", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    options.build.mkdir(parents=True, exist_ok=True)
    options.resources = check([options.cxx, "-print-resource-dir"]).strip()
    start = time.monotonic()
    runtime = options.build / "runtime.o"
    check([options.cxx, "-std=c++20", "-O1", "-c", str(HERE / "runtime.cpp"), "-o", str(runtime)])
    paths = [path for path in sorted((HERE / "functions").iterdir())
             if path.suffix in (".c", ".cpp") and options.only in path.name]
    for seed in filter(None, options.random.split(",")):
        paths.append(options.build / f"random_{seed}.cpp")
        paths[-1].write_text(generate.generate(int(seed), options.count))
    tests = [TestFile(path, options) for path in paths]
    failures = 0
    results = {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for test, done in [(t, pool.submit(run, t, runtime)) for t in tests]:
            try:
                results[test.path] = done.result()
            except (RuntimeError, subprocess.TimeoutExpired, KeyError) as error:
                print(f"FAILED {test.path.name}: {error}")
                failures += 1
    tests = [test for test in tests if test.path in results]
    functions, traces, mismatches, known = compare(tests, results, options.verbose)
    if not options.no_mutants and not options.only:
        alive, all_mutants = survivors(tests, results)
        print(f"{all_mutants} mutants, {len(alive)} survive")
        failures += len(alive)
    print(f"{functions} functions, {traces} traces, {mismatches} mismatches"
          f" ({known} known differences, {time.monotonic() - start:.0f} s)")
    return 1 if mismatches or failures or not functions else 0


if __name__ == "__main__":
    sys.exit(main())
