#!/usr/bin/env python3
"""Adds up JUnit files of ctest and lit: names what failed or was skipped, with
the reason, and ends with `N passed, N failed`. A file that is missing counts as
one failure: its tests did not run."""
import os
import sys
import xml.etree.ElementTree as ElementTree


def reason_of(case):
    skipped = case.find("skipped")
    if skipped is None:
        return ""
    text = skipped.get("message") or skipped.text or ""
    if not text or text.startswith("SKIP_RETURN_CODE"):
        text = case.findtext("system-out") or ""  # ctest: the test says why
    return text.strip().split("\n")[-1]


def outcome_of(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    if case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
        return "skipped"
    return "failed" if case.get("status") == "fail" else "passed"


def tally(path, counts):
    if not os.path.exists(path):
        print(f"failed: {path} was not written, so its tests did not run")
        counts["failed"] += 1
        return
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        outcome = outcome_of(case)
        counts[outcome] += 1
        if outcome != "passed":
            name = f"{case.get('classname')}: {case.get('name')}"
            reason = reason_of(case)
            print(f"{outcome}: {name}" + (f" ({reason})" if reason else ""))


def main(paths):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for path in paths:
        tally(path, counts)
    if counts["skipped"]:
        print(f"{counts['skipped']} skipped")
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
