#!/usr/bin/env python3
"""Prints docs/libraries: a page a library and an index, from the models and the
test cases. What a page says of a bug is a test with the message that it gets.

  pages.py --build build            print them anew
  pages.py --build build --check    exit 1 where a page is not what is printed
  pages.py --check --library lmdb   only its page
"""
import argparse
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field

Here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, Here)
import mutate  # pylint: disable=wrong-import-position
from mutate import Root, expect  # pylint: disable=wrong-import-position

CASE = re.compile(r"^[A-Za-z][^;{}#=]*?\b(\w+_(bad|ok|FN|FP))\s*\([^;{}]*\)[^;{}]*\{", re.M)
SYSTEM_INCLUDE = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)
MARKER = re.compile(r"\s*//\s*(?:expect|note)(?:[+-]\d+)?:.*$", re.M)
DIAGNOSTIC = re.compile(r"^(.*?):(\d+):\d+: warning: (.*) \[([\w-]+)\]$", re.M)
LONGEST = 34  # lines of a case that a page shows
# Which roles a page names, in this order, and how.
ROLES = [
    ("opens", "Opens"), ("leaves something to close when it fails", "Must be closed even when it failed"),
    ("connects", "Connects"), ("names a session", "Names a session"),
    ("takes from a pool", "Takes from a pool"), ("gives back to its pool", "Gives back to its pool"),
    ("closes", "Closes"), ("may refuse to close", "May refuse to close"),
    ("frees memory only", "Frees memory, and closes nothing"),
    ("begins a transaction", "Begins a transaction"), ("commits", "Commits"),
    ("may fail to commit", "May fail to commit"), ("rolls back", "Rolls back"),
    ("savepoints", "Savepoints"), ("may begin or end a transaction", "May begin or end a transaction"),
    ("runs SQL", "Runs SQL"), ("takes SQL that runs later", "Takes SQL that runs later"),
    ("runs a statement", "Runs a statement"),
    ("opens something that belongs to a session", "Opens what belongs to a session"),
    ("tells the state", "Tells the state"), ("shares a handle", "Shares a handle"),
    ("hands over", "Hands over"), ("starts a new conversation", "Starts a new conversation"),
    ("opens what a thread, environment or file has once", "Holds what is there only once"),
    ("calls a callable", "Calls a callable"), ("keeps a callable", "Keeps a callable"),
    ("waits", "Waits"), ("throws", "Throws"),
]


@dataclass
class Case:
    file: str          # relative
    name: str
    kind: str          # bad, ok, FN, FP
    first: int
    last: int
    code: str
    words: set
    shown_from: int = 0
    messages: list = field(default_factory=list)  # (check, text)

    def stem(self):
        return self.name.rsplit("_", 1)[0]


def comment_above(lines, first):
    at = first - 1
    while at > 0 and lines[at - 1].startswith("//") and not lines[at - 1].startswith("// FLAGS"):
        at -= 1
    return at


def cases_of(path):
    text = expect.read(path)
    bare, lines = expect.blank_out(text), text.split("\n")
    for match in CASE.finditer(bare):
        if match.group().split("\n")[0].endswith(":"):
            continue  # a member
        end = expect.closing_brace(bare, match.end() - 1)
        first, last = bare.count("\n", 0, match.start()), bare.count("\n", 0, end)
        # A comment at the very top is about the file.
        top = comment_above(lines, first) if lines[max(first - 1, 0)].startswith("//") else first
        code = MARKER.sub("", "\n".join(lines[top or first:last + 1]))
        yield Case(os.path.relpath(path, Root), match.group(1), match.group(2), first + 1,
                   last + 1, code, set(re.findall(r"[A-Za-z_]\w+", bare[match.start():end])),
                   (top or first) + 1)


def add_messages(cases, program, dump):
    done = subprocess.run([dump, program, "findings"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True)
    for path, line, text, check in DIAGNOSTIC.findall(done.stdout.decode("utf-8", "replace")):
        for case in cases:
            if os.path.basename(path) == os.path.basename(case.file) and \
               case.first <= int(line) <= case.last:
                # Lines as the page shows them.
                case.messages.append((check, re.sub(
                    r"\bat line (\d+)",
                    lambda m, c=case: f"at line {int(m[1]) - c.shown_from + 1}", text)))


class Library:
    def __init__(self, model):
        self.model = model
        self.name = model["file"].removesuffix(".yaml")
        self.names = {n["name"].split("/")[0].split("::")[-1]
                      for n in model["functions"] + model["types"]}
        self.headers = {os.path.basename(h) for h in model["headers"]}
        self.cases = []
        self.is_complete = True

    def has_page(self):
        return bool(self.model["kinds"] and (self.model["functions"] or self.model["types"]))

    def by_check(self, check):
        return [c for c in self.cases if c.kind == "bad" and any(m[0] == check for m in c.messages)]

    def owns(self, case):
        """Is it a test of this library, not of a check?"""
        return self.name.split("-")[0] in case.file

    def roles(self):
        return {r for f in self.model["functions"] for r in f["roles"]}

    def quiet(self):
        return [c for c in self.cases if c.kind == "ok"]


def attach(libraries, options):
    """Gives each library the cases that name something of it."""
    dump = os.path.join(options.build, "bin", "session-dump")

    def wanted_by(path):
        includes = {os.path.basename(h) for h in SYSTEM_INCLUDE.findall(expect.read(path))}
        return [l for l in libraries if l.headers & includes]

    for path, program in sorted(mutate.compiled(options, wanted_by)):
        wanted = wanted_by(path)
        if not os.path.getsize(program):
            for library in wanted:
                library.is_complete = False
            continue
        cases = list(cases_of(path))
        add_messages(cases, program, dump)
        for library in wanted:
            library.cases += [c for c in cases if c.words & library.names]


def bullets(library):
    for role, title in ROLES:
        names = [f["name"] for f in library.model["functions"] if role in f["roles"]]
        if names:
            more = f" and {len(names) - 12} more" if len(names) > 12 else ""
            yield f"- {title}: " + ", ".join(f"`{n}`" for n in names[:12]) + more + "."


def facts(library):
    """The comment at the top of the model."""
    text = expect.read(os.path.join(Root, "checker/models", library.model["file"]))
    head = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        head.append(line[1:].strip())
    return " ".join(head)


def known(library):
    model = library.model
    lines = ["## What is known", "", "```c" if model["headers"][0].endswith(".h") else "```cpp"]
    lines += [f"#include <{h}>" for h in model["headers"]] + ["```", ""]
    lines += ["| kind | closed by | rules |", "|---|---|---|"]
    lines += [f"| {k['noun']} | `{k['closer']}` | {'; '.join(k['rules']) or '-'} |" for k in model["kinds"]]
    lines += [""] + list(bullets(library))
    uses = sum(f["roles"] == [] for f in model["functions"])
    if uses:
        lines.append(f"- Need it alive, and do nothing more to it: {uses} functions.")
    if model["types"]:
        lines += ["", "| class | is | at the end of its life |", "|---|---|---|"]
        lines += [f"| `{t['name']}` | a {t['holds']}"
                  f"{', copies share it' if t['copy'] == 'shares' else ''} | {t['end'] or 'the usual'} |"
                  for t in model["types"]]
    return lines + [""]


def shown(case, language):
    return [f"```{language}", case.code, "```", ""]


def language_of(case):
    return "cpp" if case.file.endswith(".cpp") else "c"


def pick(library, cases):
    """One of the library's own tests if it has some, and neither long nor trivial."""
    fitting = [c for c in cases if c.code.count("\n") < LONGEST]
    return min(fitting, key=lambda c: (not library.owns(c), abs(c.code.count("\n") - 10), c.file,
                                       c.first), default=None)


def twin(library, bad):
    near = [c for c in library.quiet() if c.file == bad.file]
    same = [c for c in near if c.stem() == bad.stem()]
    if same:
        return same[0]
    return min((c for c in near if c.code.count("\n") < LONGEST),
               key=lambda c: (-len(c.words & bad.words), abs(c.first - bad.first)), default=None)


def bugs(library, checks):
    lines = ["## How bugs look, and the right idiom", ""]
    shown_ok = set()
    for check in checks:
        bad = pick(library, library.by_check(check))
        if not bad:
            continue
        lines += [f"### [{check}](../checks/{check}.md)", ""] + shown(bad, language_of(bad))
        lines += [f"> {text}" for found, text in bad.messages if found == check][:2] + [""]
        good = twin(library, bad)
        if good and good.name not in shown_ok:
            shown_ok.add(good.name)
            lines += ["Right:", ""] + shown(good, language_of(good))
    owners = {t["name"].split("::")[-1] for t in library.model["types"]} | {
        "unique_ptr", "shared_ptr", "scope_guard", "finally", "unique_resource"}
    guard = pick(library, [c for c in library.quiet() if c.words & owners and c.name not in shown_ok])
    if guard:
        lines += ["### With an owner", ""] + shown(guard, language_of(guard))
    return lines if len(lines) > 2 else []


def unknown(library, checks):
    lines = ["## What is not known", ""]
    known_wrong = [c for c in library.cases if c.kind in ("FN", "FP")]
    others = sum(not library.owns(c) for c in known_wrong)
    for case in known_wrong:
        if not library.owns(case):
            continue
        told = [l[2:].strip() for l in case.code.split("\n") if l.startswith("//")]
        what = "found wrongly" if case.kind == "FP" else "not found"
        lines.append(f"- `{case.name}` in {case.file} is {what}"
                     + (": " + " ".join(told).rstrip(".") if told else "") + ".")
    if others:
        lines.append(f"- {others} more known misses are about the checks, not about the library: "
                     "functions named `*_FN` in test/checks.")
    silent = [c for c in checks if not library.by_check(c)]
    if silent:
        lines.append("- No test shows what these find in programs of it: " + ", ".join(silent) + ".")
    lines.append("- A function of its headers that the model does not name is an unseen function: it may keep "
                 "what it is given, and closes nothing.")
    return lines + [""]


def page(library, checks):
    lines = [f"# {library.model['library'] if library.name == library.model['library'] else library.name}", "",
             facts(library), ""]
    lines += known(library) + bugs(library, checks) + unknown(library, checks)
    lines.append(f"Model: [checker/models/{library.model['file']}]"
                 f"(../../checker/models/{library.model['file']}). Printed by test/models/pages.py.")
    return "\n".join(lines) + "\n"


def tick(holds):
    return "yes" if holds else "-"


def index(libraries, checks):
    lines = ["# Libraries", "", "What the models know, a page a library. Printed by test/models/pages.py from the "
             "models and the tests.", "",
             "| library | transactions | children | pools | SQL | owners | throws | threads | cases bad / ok |",
             "|---|---|---|---|---|---|---|---|---|"]
    for library in libraries:
        model, roles = library.model, library.roles()
        main = model["kinds"][0]
        transactions = roles & {"begins a transaction", "commits", "rolls back", "runs SQL"} or any(
            t["holds"] == "scope" for t in model["types"]) or any(
            "is a transaction" in k["rules"] for k in model["kinds"])
        bad = sum(c.kind == "bad" for c in library.cases)
        lines.append(
            f"| [{library.name}]({library.name}.md) | {tick(transactions)} | "
            f"{tick(any(k['child'] for k in model['kinds']))} | "
            f"{tick('takes from a pool' in roles or any(k['lease'] for k in model['kinds']))} | "
            f"{', '.join(model['dialects']) or '-'} | {tick(model['types'])} | {tick('throws' in roles)} | "
            f"{main['threads']} | {bad} / {len(library.quiet())} |")
    lines += ["", "## Which findings have a test, by library", "",
              "| library | " + " | ".join(c.removeprefix("session-") for c in checks) + " |",
              "|---|" + "---|" * len(checks)]
    lines += [f"| {l.name} | " + " | ".join(str(len(l.by_check(c)) or "-") for c in checks) + " |"
              for l in libraries]
    return "\n".join(lines) + "\n"


def all_pages(options):
    tool = os.path.join(options.build, "bin", "session-print-models")
    models = json.loads(subprocess.run([tool], stdout=subprocess.PIPE, check=True).stdout)
    everything = [Library(m) for m in models]
    libraries = [l for l in everything
                 if l.has_page() and (not options.library or l.name in options.library)]
    attach(libraries, options)
    checks = sorted(os.path.splitext(n)[0] for n in os.listdir(os.path.join(Root, "docs/checks")))
    pages = {f"{l.name}.md": page(l, checks) for l in libraries if l.is_complete}
    if all(l.is_complete for l in libraries) and not options.library:
        pages["README.md"] = index(libraries, checks)
    return pages, [l.name for l in libraries if not l.is_complete]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--build", default=os.path.join(Root, "build"))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--library", action="append", default=[], help="only this one's page")
    options = parser.parse_args()
    options.tests = []
    if options.check and not options.library and not os.environ.get("SESSION_TEST_ALL"):
        print("skipped: SESSION_TEST_ALL is not set (./dev test --all sets it)")
        return 77
    pages, missing = all_pages(options)
    folder = os.path.join(Root, "docs/libraries")
    os.makedirs(folder, exist_ok=True)
    stale = [n for n, text in pages.items()
             if not os.path.exists(os.path.join(folder, n)) or expect.read(os.path.join(folder, n)) != text]
    if not missing and not options.library:
        stale += [n for n in os.listdir(folder) if n not in pages]
    if options.check:
        for name in stale:
            print(f"docs/libraries/{name} is not what test/models/pages.py prints")
        print(f"{len(pages)} pages compared; not installed: {', '.join(missing) or 'none'}")
        return int(bool(stale))
    for name in stale:
        if name not in pages:
            os.remove(os.path.join(folder, name))
            continue
        with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
            stream.write(pages[name])
    print(f"{len(stale)} of {len(pages)} pages written; not installed: {', '.join(missing) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
