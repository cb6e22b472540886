#!/usr/bin/env python3
"""The findings oracle: do findings agree with what happens at run time?

  oracle.py --plugin build/lib/session-tidy-22.so                the fixed seeds
  oracle.py --plugin ... --seeds 5000..5400 --minimise           by hand
  oracle.py --plugin ... --seeds 17 --language cpp --show        one program

Every function that has a bad execution must have a finding of that kind, and
the other way round. The numbers of mismatches on the fixed seeds are kept in
known.json; a number that rises is an error.
"""
import argparse
import json
import os
import sys
import tempfile

from compare import WHATS, Checker, CheckerFailed, Comparison, Mismatch
from execute import HERE, VERSION, Batch, execute
from programs.families import FAMILIES, generate
from reduce import reduce

KNOWN = os.path.join(HERE, "known.json")
BATCH = 400  # groups a file


def seeds_of(text):
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)


def compare_groups(groups, language, checker, directory, stem):
    """(counts, mismatches); a group that the checker fails on is found out."""
    batch = Batch(groups, language, directory, stem)
    batch.drop_invalid()
    try:
        process = checker.start(batch)
        verdicts = execute(batch, directory)
        result = Comparison(batch, verdicts, checker.findings(batch, process))
        return result.counts, result.mismatches
    except CheckerFailed as failure:
        groups = batch.groups
        if len(groups) == 1:
            function = groups[0].functions()[-1]
            return {"crash": 1}, [Mismatch("crash", "", groups[0], function, str(failure).strip().splitlines()[0])]
    counts, mismatches = {}, []
    for half in (groups[:len(groups) // 2], groups[len(groups) // 2:]):
        more, others = compare_groups(half, language, checker, directory, stem)
        add_counts(counts, more)
        mismatches += others
    return counts, mismatches


def add_counts(total, more):
    for key, value in more.items():
        total[key] = total.get(key, 0) + value


def run(seeds, kinds, checker, directory):
    """seeds: by family; kinds: (family, language)."""
    counts, mismatches = {}, []
    for family, language in kinds:
        total = counts.setdefault(f"{family} {language}", dict.fromkeys(WHATS, 0))
        mine = seeds[family]
        for start in range(0, len(mine), BATCH):
            groups = [generate(s, language, family) for s in mine[start:start + BATCH]]
            more, others = compare_groups(groups, language, checker, directory, f"{family}{start}")
            add_counts(total, more)
            mismatches += others
    return counts, mismatches


def print_counts(counts):
    for kind, c in counts.items():
        print(f"{kind:9}: {c['functions']} functions, {c['bad']} bad, {c['found']} found, "
              f"{c['FN']} FN, {c['FP']} FP; by place {c['FN-site']} FN, {c['FP-site'] + c['FP-path']} FP; {c['unsure']} unsure"
              + (f"; {c['crash']} CRASHES" if c["crash"] else ""))


def minimise(mismatches, checker, directory, limit):
    for language in ("c", "cpp"):
        mine = [m for m in mismatches if m.group.language == language]
        crashes = [m for m in mine if m.what == "crash"][:2]
        mine = [m for m in mine if m.what != "crash"][:limit]

        def compare(groups):
            found = []
            for start in range(0, len(groups), BATCH):
                found += compare_groups(groups[start:start + BATCH], language, checker, directory, "reduce")[1]
            return found

        def report(text):
            print(f"  {language}: {text}", file=sys.stderr)
        small = reduce(mine, compare, report=report) + reduce(crashes, compare, report=report)
        for m, group in sorted(small, key=lambda pair: pair[1].size()):
            print(f"\n// {m.what} {m.kind} in {m.function.name}: {m.detail}")
            print(group.text())


def judge(counts, known):
    """0 when no count rose."""
    status = 0
    for kind, expected in known["counts"].items():
        for key, allowed in expected.items():
            actual = counts[kind][key]
            if actual > allowed:
                print(f"{kind}: {key} rose from {allowed} to {actual}")
                status = 1
            elif actual < allowed:
                print(f"{kind}: {key} fell from {allowed} to {actual}; lower it in known.json (--accept)")
    return status


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--tidy", default=f"clang-tidy-{VERSION}")
    parser.add_argument("--model", default=os.path.join(HERE, "fakedb.yaml"))
    parser.add_argument("--seeds", help="A..B; default: those of known.json, judged by it")
    parser.add_argument("--language", choices=["c", "cpp"])
    parser.add_argument("--family", choices=FAMILIES)
    parser.add_argument("--minimise", action="store_true", help="shrink the mismatches")
    parser.add_argument("--limit", type=int, default=12, help="mismatches a language to shrink")
    parser.add_argument("--only", help="shrink and show only these: FN, FP, or a kind")
    parser.add_argument("--show", action="store_true", help="print the programs of the mismatches")
    parser.add_argument("--accept", action="store_true", help="write the counts into known.json")
    parser.add_argument("--work", help="directory to keep the generated files in")
    options = parser.parse_args()

    with open(KNOWN) as file:
        known = json.load(file)
    fixed = options.seeds is None
    seeds = {f: list(seeds_of(options.seeds or known["seeds"][f])) for f in FAMILIES}
    languages = [options.language] if options.language else ["c", "cpp"]
    checker = Checker(options.tidy, os.path.abspath(options.plugin), options.model)
    with tempfile.TemporaryDirectory() as scratch:
        directory = options.work or scratch
        os.makedirs(directory, exist_ok=True)
        kinds = [(f, l) for f in ([options.family] if options.family else FAMILIES) for l in languages]
        counts, mismatches = run(seeds, kinds, checker, directory)
        print_counts(counts)
        if options.only:
            mismatches = [m for m in mismatches if options.only in (m.what, m.kind)]
        for m in mismatches:
            print(f"{m.what} {m.kind} {m.function.name}: {m.detail}")
            if options.show:
                print(m.group.text())
        if options.minimise:
            minimise(mismatches, checker, directory, options.limit)
    if not fixed or options.language or options.family:
        return 0
    if options.accept:
        known["counts"] = {kind: {k: c[k] for k in WHATS} for kind, c in counts.items()}
        with open(KNOWN, "w") as file:
            json.dump(known, file, indent=2)
            file.write("\n")
    return judge(counts, known)


if __name__ == "__main__":
    sys.exit(main())
