"""Compiles groups with the instrumented library and runs every function."""
import json
import os
import re
import subprocess
from collections import namedtuple

from programs.tree import Function, render

HERE = os.path.dirname(os.path.abspath(__file__))
VERSION = os.environ.get("SESSION_LLVM", "22")
CLANG = {"c": [f"clang-{VERSION}", "-std=c11"], "cpp": [f"clang++-{VERSION}", "-std=c++17"]}
# What would make a program's behaviour depend on more than its script.
STRICT = ["-Wno-everything", "-Werror=implicit-function-declaration", "-Werror=return-type", "-Werror=uninitialized",
          "-Werror=sometimes-uninitialized", "-Werror=conditional-uninitialized"]

Span = namedtuple("Span", "first last group function")  # function: None in a class
# kind, line of the opening, line of the event, how, the script's digits
Bad = namedtuple("Bad", "kind site at how script")
Verdict = namedtuple("Verdict", "runs complete bad")


def flags(language):
    """What both the compiler and the checker are given."""
    return CLANG[language][1:] + [f"-isystem{HERE}/include", f"-I{HERE}"]


class Batch:
    """Groups of one language in one file, and who stands on which line."""

    def __init__(self, groups, language, directory, stem="batch"):
        self.groups = groups
        self.language = language
        self.path = os.path.join(directory, f"{stem}.{language}")
        self.spans = []
        self.lay_out()

    def lay_out(self):
        out = ["#include <project.h>"]
        self.spans = []
        for group in self.groups:
            out.append(f"// {group.name}")
            for item in group.items:
                first = len(out) + 1
                is_function = isinstance(item, Function)
                render([item.node if is_function else item], out)
                self.spans.append(Span(first, len(out), group, item if is_function else None))
        self.lines = out
        with open(self.path, "w") as file:
            file.write("\n".join(out + runners(self)) + "\n")

    def span_at(self, line):
        for span in self.spans:
            if span.first <= line <= span.last:
                return span
        return None

    def group_at(self, line):
        """Whose line it is; the lines of its runners included."""
        span = self.span_at(line)
        functions = self.functions()
        runner = line - len(self.lines) - 2  # behind the #ifdef
        if not span and 0 <= runner < len(functions):
            return functions[runner][0]
        return span.group if span else None

    def functions(self):
        return [(s.group, s.function) for s in self.spans if s.function]

    def tracing(self):
        """What makes a program tell its path, where that decides something."""
        wanted = any(f.kind in ("unit", "method") for _, f in self.functions())
        return ["-fsanitize-coverage=edge,no-prune,trace-pc-guard,pc-table"] if wanted else []

    def drop_invalid(self):
        """Leaves out what is not a valid program."""
        while True:
            command = CLANG[self.language] + flags(self.language)[1:] + STRICT + [
                "-fsyntax-only", "-ferror-limit=0", "-DORACLE_EXECUTE", self.path]
            result = subprocess.run(command, capture_output=True, text=True)
            if result.returncode == 0:
                return
            wrong = self.groups_in_errors(result.stderr)
            if not wrong:
                raise RuntimeError(result.stderr[:4000])
            self.groups = [g for g in self.groups if g not in wrong]
            self.lay_out()

    def groups_in_errors(self, text):
        wrong = set()
        in_error = False
        for row in text.splitlines():
            match = re.match(r"(.*?):(\d+):\d+: (?:fatal )?(error|note|warning):", row)
            if not match:
                continue
            if match[3] != "note":
                in_error = match[3] == "error"
            group = self.group_at(int(match[2])) if match[1] == self.path else None
            if group and in_error:
                wrong.add(group)
        return wrong


def runners(batch):
    """The functions that put each function under test."""
    out = ["#ifdef ORACLE_EXECUTE"]
    table = []
    spans = [s for s in batch.spans if s.function]
    for number, (first, last, group, function) in enumerate(spans):
        out += runner(number, function, batch.language == "cpp")
        # Types of exceptions matter only where a handler picks one.
        typed = any("catch (std::" in t or "catch (const std::runtime" in t or "catch (const std::logic" in t
                    for t in [group.text()])
        table.append(f'  {{"{function.name}", run_{number}, {2 if typed else 1}, {first}, {last}}},')
    linkage = 'extern "C" const' if batch.language == "cpp" else "const"
    if batch.language == "cpp":
        linkage = 'extern "C" { extern const struct oracle_case oracle_cases[]; }\nconst'
    out.append(f"{linkage} struct oracle_case oracle_cases[] = {{")
    return out + table + ["  {0, 0, 0, 0, 0}};", "#endif"]


def unit_runner(number, function, cpp):
    """Of a function that says by its parameters what it wants."""
    text = "\n".join(_text(function))
    asks = int("_in_transaction(" in text)
    session = {"fdb": f"oracle_open_session({asks})", "wdb": f"(wdb *)oracle_open_session({asks})"}
    before, after, arguments = "", "", []
    lib = "wdb" if "wdb_" in text or "wctx" in text else "fdb"
    for parameter in filter(None, (p.strip() for p in function.params.split(","))):
        kind, name = re.fullmatch(r"(.*?)(\w+)", parameter).groups()
        kind = kind.replace("const ", "").replace(" ", "")
        if kind == "int":
            used = len(re.findall(rf"\b{name}\b", text)) > 1
            arguments.append("oracle_int()" if used else "0")
        elif kind in ("fdb*", "wdb*"):
            before += f" {kind} s = {session[kind[:-1]]};"
            arguments.append("s")
        elif kind in ("structctx*", "structwctx*"):
            before += f" struct {kind[6:-1]} c = {{{session[lib]}, 1}};"
            arguments.append("&c")
        elif kind == "char*":
            arguments.append('"UPDATE t SET a = 1"')
        elif kind == "fdb_stmt**":
            before += " fdb_stmt *q = 0;"
            after += " oracle_root_child(q);"
            arguments.append("&q")
        elif kind == "fdb_stmt*":
            arguments.append("(fdb_stmt *)oracle_statement(oracle_open_session(0))")
    name = function.name
    if function.kind == "method":
        before += f" {name}_holder r = {{{session[lib]}}};"
        name = f"r.{name}"
    call = f"{name}({', '.join(arguments)})"
    head = re.search(rf"([\w ]+[ *]){function.name}\(", text)
    if not head:  # a mutation took the member away: not a valid program
        return [f"static void run_{number}(void) {{ {function.name}(); }}"]
    head = head[1].replace("static ", "").strip()
    if head == "void":
        call = f"{call}; oracle_void_result()"
    elif head.endswith("*"):
        call = f"void *made = (void *){call}; oracle_root_child(made); oracle_int_result(made != 0)"
    else:
        call = f"oracle_int_result({call})"
    call = f"oracle_enter(); {call};"
    if cpp:
        call = f"try {{ {call} }} catch (...) {{ threw = 1; }}"
    return [f"static void run_{number}(void) {{ int threw = 0;{before} {call}{after} oracle_exit(threw); }}"]


def runner(number, function, cpp):
    if function.kind in ("unit", "method"):
        return unit_runner(number, function, cpp)
    text = "\n".join(_text(function))
    body = text[text.index("{"):]

    def integer(name):
        return "oracle_int()" if re.search(rf"\b{name}\b", body) else "0"
    a, b, name = integer("a"), integer("b"), function.name
    before, after = "", ""
    call = {
        "plain": f"{name}(a, b)",
        "returns": f"o = {name}(a, b)",
        "out": f"{name}(&o, a, b)",
        "ctx": f"{name}(&c, a, b)",
        "param": f"{name}(s, a, b)",
        "drop": f"{name}(s)",
        "drop_flag": f"{name}(s, a)",
        "drop_inout": f"{name}(&s)",
        "drop_ctx": f"{name}(&c)",
        "drop_made": f"{name}(p)",
        "lazy": f"{name}(a, b)",
        "makes": f"p = {name}(a, b)",
        "owner": f"auto made = {name}(a, b); oracle_root(made.get()); oracle_exit(0); return",
    }[function.kind]
    if function.kind == "drop_flag":
        a = "oracle_int()"
    needs_ints = not function.kind.startswith("drop") or function.kind == "drop_flag"
    if needs_ints:
        before += f" int a = {a}; int b = {b};"
    if function.kind in ("returns", "out"):
        before, after = before + " fdb *o = 0;", "oracle_root(o);"
    elif function.kind == "makes":
        before, after = before + " struct ctx *p = 0;", "if (p) oracle_root(p->db);"
    elif function.kind == "lazy":
        static = "g_" + name.split("_", 1)[1]
        before, after = before + f" {static} = oracle_session();", f"oracle_root({static});"
    elif function.kind == "drop_ctx":
        before += " struct ctx c = {oracle_session(), 1};"
    elif function.kind == "drop_made":
        before += " struct ctx *p = (malloc)(sizeof *p); p->db = oracle_session(); p->ready = 1;"
    elif function.kind == "ctx":
        before, after = before + " struct ctx c = {0, 0};", "oracle_root(c.db);"
    elif function.kind.startswith(("param", "drop")):
        before, after = before + " fdb *s = oracle_session();", "oracle_root(s);"
    if cpp:
        call = f"try {{ {call}; }} catch (...) {{ threw = 1; }}"
    return [f"static void run_{number}(void) {{ int threw = 0;{before} {call}; {after} oracle_exit(threw); }}"]


def _text(function):
    out = []
    render([function.node], out)
    return out


def library(directory):
    """The instrumented library, compiled once a directory."""
    objects = []
    for name in ("fakedb", "transactions"):
        target = os.path.join(directory, f"{name}.o")
        if not os.path.exists(target):
            subprocess.run([f"clang++-{VERSION}", "-std=c++17", "-O2", f"-isystem{HERE}/include", f"-I{HERE}", "-c",
                            os.path.join(HERE, f"{name}.cpp"), "-o", target], check=True)
        objects.append(target)
    return objects


def execute(batch, directory):
    """{function name: Verdict}; drops what does not compile or hangs."""
    batch.drop_invalid()
    stem = os.path.splitext(batch.path)[0] + "_" + batch.language
    compile_command = CLANG[batch.language] + flags(batch.language)[1:] + [
        "-w", "-O0", "-DORACLE_EXECUTE", *batch.tracing(), "-c", batch.path, "-o", stem + ".o"]
    subprocess.run(compile_command, check=True)
    subprocess.run([f"clang++-{VERSION}", stem + ".o", *library(directory), "-o", stem], check=True)
    verdicts = {}
    names = [f.name for _, f in batch.functions()]
    at = 0
    while at < len(names):
        at += _run(stem, at, verdicts)
    return verdicts


def _run(program, first, verdicts):
    """Runs from case number `first`; the number of cases dealt with."""
    process = subprocess.Popen([program, str(first)], stdout=subprocess.PIPE, text=True)
    try:
        out, _ = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
    rows = [r for r in out.splitlines() if r.endswith("}")]
    for row in rows:
        data = json.loads(row)
        verdicts[data["name"]] = Verdict(data["runs"], data["complete"], [Bad(*b) for b in data["bad"]])
    # A case that crashed or hung has no verdict and is left out.
    return len(rows) + (1 if process.returncode else 0)
