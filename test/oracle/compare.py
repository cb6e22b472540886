"""Runs the checker over a batch and sets its findings against execution."""
import os
import re
import subprocess
from collections import namedtuple

from execute import HERE, flags

CHECKS = {"session-leak": "leak", "session-use-after-close": "use-after-close",
          "session-missing-rollback": "missing-rollback", "session-use-after-failure": "use-after-failure",
          "session-statement-leak": "statement-leak"}
# What execution saw that a finding may, but need not, be about.
TOLERATED = {"leak": {"leak-poked"}, "use-after-close": {"null-use", "passed-after-close"},
             "missing-rollback": {"missing-rollback-maybe"}, "use-after-failure": {"use-after-failure-maybe"},
             "statement-leak": {"statement-leak-maybe", "null-use"}}

# FN, FP: a function with a bad execution and no finding, or the other way
# round. Where both are there: FN-site, FP-site: the same for one opening in the
# function; FP-path: no bad execution leaves where the finding says it does.
# crash: the checker does not get through the group.
WHATS = ("FN", "FP", "FN-site", "FP-site", "FP-path", "crash")
OPENS = re.compile(r"\b[fw]db_(connect|acquire|open|attach)\(")
ROLLBACK = ("missing-rollback", "use-after-failure", "statement-leak")
BEGINS = re.compile(r"\b[fw]db_(begin|prepare|query|run|transaction)\b")

Finding = namedtuple("Finding", "kind line text opened notes")
# what: see WHATS; kind; group and function; text for people
Mismatch = namedtuple("Mismatch", "what kind group function detail")


class CheckerFailed(Exception):
    """It crashed, or said that something is wrong with its input."""


class Checker:
    def __init__(self, tidy, plugin, model, extra=()):
        self.tidy, self.plugin, self.model, self.extra = tidy, plugin, model, list(extra)

    def command(self, batch):
        config = f"{{CheckOptions: {{'session-*.Models': '{self.model}'}}}}"
        return [self.tidy, f"--load={self.plugin}", "--checks=-*," + ",".join(CHECKS),
                f"--config={config}", "--quiet", *self.extra, batch.path, "--", *flags(batch.language), "-w"]

    def start(self, batch):
        return subprocess.Popen(self.command(batch), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def findings(self, batch, process=None):
        process = process or self.start(batch)
        out, err = process.communicate()
        if "error:" in out or "clang-tidy-config" in out or "rror" in err or process.returncode not in (0, 1):
            raise CheckerFailed(f"{out[:2000]}\n{err[:2000]}")
        return parse(out, os.path.basename(batch.path))


def parse(text, name):
    found = []
    for row in text.splitlines():
        match = re.match(r"(.*?):(\d+):(\d+): (warning|note): (.*)", row)
        if not match or os.path.basename(match[1]) != name:
            continue
        if match[4] == "note":
            if found:
                found[-1].notes.append((int(match[2]), match[5]))
                if re.search("is opened here|must be closed all the same", match[5]):
                    found[-1].opened.append(int(match[2]))
                if re.search("begins a transaction on", match[5]):
                    found[-1].opened[:] = [int(match[2])]
            continue
        check = re.search(r"\[([\w,-]+)\]$", match[5])
        kinds = [CHECKS[c] for c in (check[1].split(",") if check else []) if c in CHECKS]
        if kinds:
            found.append(Finding(kinds[0], int(match[2]), match[5], [], []))
    return found


class Comparison:
    """Findings against verdicts, function by function."""

    def __init__(self, batch, verdicts, findings):
        self.batch, self.verdicts = batch, verdicts
        self.mismatches = []
        self.counts = dict.fromkeys(("functions", "bad", "found", *WHATS, "unsure"), 0)
        self.by_function, self.in_classes = {}, {}
        for finding in findings:
            span = batch.span_at(finding.line)
            if span and span.function:
                self.by_function.setdefault(span.function.name, []).append(finding)
            elif span:
                self.in_classes.setdefault(span.group.name, []).append(finding)
        for group, function in batch.functions():
            if function.name in verdicts:
                self.judge(group, function)

    def judge(self, group, function):
        verdict = self.verdicts[function.name]
        found = self.by_function.get(function.name, [])
        self.counts["functions"] += 1
        for kind in sorted(set(CHECKS.values())):
            bad = [b for b in verdict.bad if b.kind == kind]
            if kind == "missing-rollback" and self.callers_close(group, function):
                continue
            owed = [b for b in bad if not self.excused(group, function, b)]
            reported = [f for f in found if f.kind == kind]
            self.counts["bad"] += bool(owed)
            self.counts["found"] += bool(owed and reported)
            if owed and not reported:
                b = owed[0]
                self.add("FN", kind, group, function, f"opened at {b.site}, {b.how} at {b.at}, script {b.script}")
            elif owed and reported:
                self.compare_sites(group, function, kind, owed, reported)
            elif reported and not bad and not any(b.kind in TOLERATED[kind] for b in verdict.bad):
                if verdict.complete:
                    self.add("FP", kind, group, function, f"line {reported[0].line}: {reported[0].text}")
                else:
                    self.counts["unsure"] += 1

    def compare_sites(self, group, function, kind, owed, reported):
        """Opening by opening, for what the function opens itself."""
        verdict = self.verdicts[function.name]
        here = lambda n: self.batch.span_at(n) and self.batch.span_at(n).function is function
        direct = lambda n: here(n) and (BEGINS if kind in ROLLBACK else OPENS).search(self.batch.lines[n - 1])
        told = {n for f in reported for n in f.opened}
        for site in sorted({b.site for b in owed if direct(b.site)} - told):
            b = next(b for b in owed if b.site == site)
            # Two findings with one text at one place are printed once.
            if not here(b.at) or any(f.line == b.at or "overwritten" in f.text for f in reported):
                continue
            if told and all(map(direct, told)):
                self.add("FN-site", kind, group, function, f"opened at {site}, {b.how} at {b.at}, script {b.script}")
        tolerated = {kind} | TOLERATED[kind]
        bad = {b.site for b in verdict.bad if b.kind in tolerated}
        for f in reported:
            for n in f.opened:
                if direct(n) and n not in bad and verdict.complete:
                    self.add("FP-site", kind, group, function, f"opened at {n}, line {f.line}: {f.text}")
                elif direct(n) and kind == "leak" and verdict.complete:
                    self.compare_exit(group, function, f, [b for b in verdict.bad if b.site == n])

    def compare_exit(self, group, function, finding, bad):
        """A finding at a return or a throw against the exits that leak."""
        match = re.search(r"on the return at line (\d+)", finding.text)
        how, at = ("return", int(match[1])) if match else ("throw", finding.line)
        text = self.batch.lines[at - 1].strip()
        if how == "return" and not re.fullmatch(r"return( \w+)?;", text):
            return  # what is called in a return statement hides its line
        if how == "throw" and not ("throws;" in finding.text and re.match(r"(work\(|\(void\)step\(|throw )", text)):
            return
        ways = {"return": ("return",), "throw": ("throw", "swallowed")}[how]
        if not any(b.how in ways and b.at == at for b in bad):
            self.add("FP-path", finding.kind, group, function, f"line {finding.line}: {finding.text}")

    def callers_close(self, group, function):
        """All callers can be seen and close the session themselves: what is
        begun ends with that (SEMANTICS 3.1)."""
        if not function.node.parts[0][0].startswith("static"):
            return False
        texts = {i.name: "\n".join(self.batch.lines[s.first - 1:s.last]) for s in self.batch.spans
                 for i in [s.function] if s.group is group and i and i is not function}
        callers = [t for t in texts.values() if re.search(rf"\b{function.name}\(", t)]
        return bool(callers) and all(OPENS.search(t) for t in callers)

    def excused(self, group, function, bad):
        """The fault is another function's, which answers for it itself."""
        others = [self.verdicts.get(f.name) for f in group.functions() if f is not function]
        if None in others:
            return True
        at = self.batch.span_at(bad.at)
        if bad.how == "ended before" and "= make" in self.batch.lines[bad.at - 1]:
            return True  # a guard that runs too late does no harm
        if bad.kind in ("use-after-close", "use-after-failure") and at and at.function is not function:
            # Does the helper it happens in do it with any session it is given?
            if any((b.kind, b.at) == (bad.kind, bad.at) for o in others for b in o.bad):
                return True
        span = self.batch.span_at(bad.site)
        if not span or span.function is function:
            return False
        if span.function:
            return any((b.kind, b.site) == (bad.kind, bad.site) for o in others for b in o.bad)
        return any(f.kind == bad.kind for f in self.in_classes.get(group.name, []))

    def add(self, what, kind, group, function, detail):
        self.counts[what] += 1
        self.mismatches.append(Mismatch(what, kind, group, function, detail))
