#!/usr/bin/env python3
"""Which lines of the models do the tests need?

Deletes or flips every line of every model, one at a time, and solves the tests
that name something of it again: a line whose loss changes no finding of any
test survives. The tests (test/checks, test/models) are compiled once, into
files that are solved without a compiler; session-mutate-models does the rest.

  mutate.py --build build --llvm 22                every model, summary on stdout
  mutate.py --model sqlite3 --survivors            one model, its survivors
  mutate.py --model lmdb --tests test/models/lmdb --at-least 60
                                                   exit 1 below 60 % of its effects
  mutate.py --write docs/models-mutation.md        the page with all survivors
  mutate.py --compare docs/models-mutation.md      exit 1 for one that the page has not
"""
import argparse
import collections
import os
import shlex
import subprocess
import sys

Root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(Root, "test"))
import expect  # pylint: disable=wrong-import-position

FOLDERS = ["test/checks", "test/models"]
SURVIVED = ("survived", "untested")


def tests(where):
    """C and C++ files whose findings are expected, with their flags."""
    for folder in where or FOLDERS:
        for base, folders, names in os.walk(os.path.join(Root, folder)):
            folders[:] = sorted(f for f in folders if f not in ("Inputs", "bad-input", "mutation"))
            for name in sorted(n for n in names if n.endswith((".c", ".cpp"))):
                path = os.path.join(base, name)
                text = expect.read(path)
                if "// RUN:" in text or "// CONFIG:" in text:
                    continue  # told of elsewhere, or under options of its own
                flags = [f.replace("%S", base) for line in expect.FLAGS.findall(text)
                         for f in shlex.split(line)]
                if not any(f.startswith("-std=") for f in flags):
                    flags.append("-std=c17" if name.endswith(".c") else "-std=c++17")
                yield path, flags


def is_fresh(target, sources):
    return os.path.exists(target) and all(
        os.path.getmtime(s) <= os.path.getmtime(target) for s in sources)


def compiled(options, is_wanted=lambda path: True):
    """The tests as programs, compiled where something changed: (test, program),
    which is empty where a library is not installed."""
    dump = os.path.join(options.build, "bin", "session-dump")
    folder = os.path.join(options.build, "mutation")
    os.makedirs(folder, exist_ok=True)
    for path, flags in tests(options.tests):
        if not is_wanted(path):
            continue
        name = os.path.relpath(path, os.path.join(Root, "test")).replace(os.sep, "_")
        target = os.path.join(folder, name + ".program")
        if not is_fresh(target, expect.with_headers(path) + [dump]):
            done = subprocess.run([dump, path, "program", "--", *flags], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, check=False)
            # A library may not be installed here.
            fine = done.returncode == 0 and b"error:" not in done.stderr
            with open(target, "wb") as stream:
                stream.write(done.stdout if fine else b"")
        yield path, target


def programs(options):
    return [p for _, p in compiled(options) if os.path.getsize(p)]


def mutants(options):
    tool = os.path.join(options.build, "bin", "session-mutate-models")
    command = [tool, "--every", str(options.every)]
    for model in options.model:
        command += ["--model", model]
    done = subprocess.run(command + programs(options), stdout=subprocess.PIPE, text=True,
                          check=True)
    for line in done.stdout.splitlines():
        place, subject, what, sort, fate = line.split("\t")
        model, _, number = place.partition(":")
        yield model.removesuffix(".yaml"), int(number), subject, what, sort, fate


def figures(found):
    """model -> sort -> [all, killed]"""
    table = collections.defaultdict(lambda: {"effect": [0, 0], "use": [0, 0]})
    for model, _, _, _, sort, fate in found:
        table[model][sort][0] += 1
        table[model][sort][1] += fate not in SURVIVED
    return table


def share(killed, total):
    return f"{killed}/{total}" if total else "-"


def page(found):
    """The page of survivors; what stands above the marker is a person's."""
    lines = ["| model | effects that a test needs | `use` only |", "|---|---|---|"]
    table = figures(found)
    for model in sorted(table):
        effect, use = table[model]["effect"], table[model]["use"]
        lines.append(f"| {model} | {share(effect[1], effect[0])} | {share(use[1], use[0])} |")
    sums = [sum(row[sort][i] for row in table.values()) for sort in ("effect", "use") for i in (0, 1)]
    lines.append(f"| all | {share(sums[1], sums[0])} | {share(sums[3], sums[2])} |")
    lines += ["", "## Survivors", ""]
    groups = collections.defaultdict(lambda: collections.defaultdict(list))
    untested = collections.defaultdict(list)
    for model, _, subject, what, sort, fate in found:
        if sort == "effect" and fate == "survived":
            groups[model][subject].append(what)
        elif sort == "effect" and fate == "untested" and subject not in untested[model]:
            untested[model].append(subject)
    for model in sorted(set(groups) | set(untested)):
        lines += [f"### {model}", ""]
        lines += [f"- `{subject}`: " + "; ".join(whats) for subject, whats in groups[model].items()]
        if untested[model]:
            lines.append(UNTESTED + ", ".join(f"`{s}`" for s in untested[model]))
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def known_survivors(text):
    """What a page lists: (model, subject, what), and (model, subject, "") for all of a subject."""
    model, known = "", set()
    for line in text.split("\n"):
        if line.startswith("### "):
            model = line[4:]
        elif line.startswith(UNTESTED):
            known |= {(model, name.strip("`"), "") for name in line[len(UNTESTED):].split(", ")}
        elif line.startswith("- `"):
            subject, _, whats = line[3:].partition("`: ")
            known |= {(model, subject, what) for what in whats.split("; ")}
    return known


def new_survivors(path, found):
    known = known_survivors(expect.read(path))
    return [f"{model}.yaml:{line}: {subject}: {what}" for model, line, subject, what, sort, fate in found
            if sort == "effect" and fate in SURVIVED and (model, subject, what) not in known
            and (model, subject, "") not in known]


UNTESTED = "- named by no test: "
MARK = "<!-- printed by test/models/mutate.py -->\n"


def write_page(path, found):
    head = expect.read(path).split(MARK)[0] if os.path.exists(path) else "# Mutated models\n\n"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(head + MARK + "\n" + page(found))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--build", default=os.path.join(Root, "build"))
    parser.add_argument("--model", action="append", default=[], help="only this library's")
    parser.add_argument("--every", type=int, default=1, help="each Nth mutation only")
    parser.add_argument("--survivors", action="store_true", help="list them")
    parser.add_argument("--at-least", type=float, help="percent of effects that must be killed")
    parser.add_argument("--write", metavar="PAGE")
    parser.add_argument("--compare", metavar="PAGE")
    parser.add_argument("--tests", action="append", default=[], metavar="FOLDER",
                        help="only the tests in it")
    options = parser.parse_args()
    if options.compare and not os.environ.get("SESSION_TEST_ALL"):
        print("skipped: SESSION_TEST_ALL is not set (./dev test --all sets it)")
        return 77
    found = list(mutants(options))
    if options.survivors:
        for model, line, subject, what, sort, fate in found:
            if fate in SURVIVED:
                print(f"{model}.yaml:{line}: {subject}: {what} [{sort}] {fate}")
    for model, row in sorted(figures(found).items()):
        effect, use = row["effect"], row["use"]
        print(f"{model}: effects {share(effect[1], effect[0])}, use {share(use[1], use[0])}")
    effects = [m for m in found if m[4] == "effect"]
    killed = sum(m[5] not in SURVIVED for m in effects)
    print(f"{len(found)} mutants; {killed} of {len(effects)} effects killed")
    if options.write:
        write_page(options.write, found)
    if options.compare:
        fresh = new_survivors(options.compare, found)
        print("\n".join(fresh) + f"\n{len(fresh)} survivors that {options.compare} has not")
        return int(bool(fresh))
    if not effects:
        return 1
    return int(options.at_least is not None and 100 * killed < options.at_least * len(effects))


if __name__ == "__main__":
    sys.exit(main())
