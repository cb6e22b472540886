#!/usr/bin/env python3
"""Checks the oracle itself: verdicts of execution against hand-written ones.

Each case: language, kind of the function, expected kinds of bad execution,
source. The name of the function under test is `f`.
"""
import os
import sys
import tempfile

import reduce
from execute import Batch, execute
from programs.tree import Function, Group, Node, block, line

CASES = [
    # Exits.
    ("c", "plain", "", "fdb *h = fdb_connect(1); fdb_close(h); return 0;"),
    ("c", "plain", "leak", "fdb *h = fdb_connect(1); if (pick(2)) return 1; fdb_close(h); return 0;"),
    ("c", "plain", "leak", "fdb *h = fdb_connect(1); if (fdb_status(h) != FDB_OK) return 1; fdb_close(h); return 0;"),
    ("c", "plain", "", "fdb *h = fdb_acquire(1); if (!h) return 1; fdb_close(h); return 0;"),
    ("c", "plain", "", "fdb *h = 0; if (fdb_attach(1, &h)) return 1; fdb_close(h); return 0;"),
    ("c", "plain", "leak", "fdb *h = 0; if (fdb_open(1, &h)) return 1; fdb_close(h); return 0;"),
    ("c", "plain", "", "fdb *h = fdb_acquire(1); if (pick(2)) die(); fdb_close(h); return 0;"),
    ("c", "plain", "leak", "fdb *h = fdb_acquire(1); h = 0; return 0;"),
    ("c", "plain", "leak", "fdb_connect(1); return 0;"),
    ("c", "plain", "leak-poked", "fdb *h = fdb_acquire(1); poke(h); return 0;"),
    ("c", "plain", "", "fdb *h = 0; if (a > 1) h = fdb_acquire(1); if (a > 1) fdb_close(h); return 0;"),
    ("c", "plain", "leak", "fdb *h = 0; if (a > 1) h = fdb_acquire(1); if (a == 2) fdb_close(h); return 0;"),
    ("c", "plain", "leak", "fdb *h = 0; for (int i = 0; i < 2; i++) { h = fdb_acquire(1); } fdb_close(h); return 0;"),
    # After the close.
    ("c", "plain", "use-after-close", "fdb *h = fdb_acquire(1); fdb_close(h); fdb_use(h); return 0;"),
    ("c", "plain", "use-after-close", "fdb *h = fdb_acquire(1); fdb_close(h); fdb_close(h); return 0;"),
    ("c", "plain", "", "fdb *h = fdb_acquire(1); fdb_close(h); h = 0; fdb_close(h); return 0;"),
    ("c", "plain", "use-after-close", "fdb *h = fdb_acquire(1); fdb_close(h); return fdb_status(h);"),
    ("c", "param", "passed-after-close", "fdb_close(s); if (a) tell(s); return 0;"),
    ("c", "param", "", "fdb_use(s); return 0;"),
    # Handed out.
    ("c", "returns", "", "return fdb_connect(a);"),
    ("c", "returns", "leak", "fdb *h = fdb_connect(a); if (fdb_status(h)) return 0; return h;"),
    ("c", "out", "", "return fdb_open(1, out);"),
    ("c", "out", "leak", "fdb *h = 0; if (fdb_open(1, &h)) return 1; *out = h; return 0;"),
    ("c", "ctx", "", "c->db = fdb_connect(1); return 0;"),
    ("c", "ctx", "leak", "c->db = fdb_connect(1); c->db = 0; return 0;"),
    # Exceptions.
    ("cpp", "plain", "leak", "fdb *h = fdb_acquire(1); work(); fdb_close(h); return 0;"),
    ("cpp", "plain", "", "fdb *h = fdb_acquire(1); safe(); fdb_close(h); return 0;"),
    ("cpp", "plain", "", "fdb *h = fdb_acquire(1); try { work(); } catch (...) { fdb_close(h); throw; } fdb_close(h); return 0;"),
    ("cpp", "plain", "leak", "fdb *h = fdb_acquire(1); try { work(); } catch (std::runtime_error &) {} fdb_close(h); return 0;"),
    ("cpp", "plain", "", "fdb *h = fdb_acquire(1); try { work(); } catch (std::exception &) {} fdb_close(h); return 0;"),
    ("cpp", "plain", "leak", "fdb *h = fdb_acquire(1); throw 1; fdb_close(h); return 0;"),
    ("cpp", "plain", "", "std::unique_ptr<fdb, decltype(&fdb_close)> p(fdb_acquire(1), &fdb_close); work(); return 0;"),
    ("cpp", "plain", "leak", "std::unique_ptr<fdb, decltype(&fdb_close)> p(fdb_acquire(1), &fdb_close); p.release(); return 0;"),
    ("cpp", "plain", "use-after-close", "std::unique_ptr<fdb, decltype(&fdb_close)> p(fdb_acquire(1), &fdb_close); fdb *r = p.get(); p.reset(); fdb_use(r); return 0;"),
    ("cpp", "plain", "", "std::shared_ptr<fdb> p(fdb_connect(1), fdb_close); auto q = p; p.reset(); if (q) tell(q.get()); return 0;"),
    # Transactions on a session of the caller.
    ("c", "unit", "", "fdb_begin(s); return fdb_commit(s);"),
    ("c", "unit", "", "return fdb_begin(s);"),
    ("c", "unit", "", "fdb_begin(s); fdb_run(s, \"UPDATE t\"); fdb_commit(s); return 0;"),
    ("c", "unit", "missing-rollback", "fdb_begin(s); if (fdb_run(s, \"UPDATE t\")) return 1; fdb_commit(s); return 0;"),
    ("c", "unit", "missing-rollback", "fdb_run(s, \"begin\"); if (a) return 0; fdb_commit(s); return 0;"),
    ("c", "unit", "missing-rollback-maybe", "fdb_begin(s); if (a) return 2; fdb_commit(s); return 1;"),
    ("c", "unit", "", "fdb_begin(s); if (a) return 1; fdb_commit(s); return 0;"),
    ("c", "unit", "missing-rollback", "fdb_begin(s); if (fdb_commit(s)) return 1; return 0;"),
    ("c", "unit", "", "fdb_begin(s); if (fdb_commit(s)) fdb_rollback(s); return 0;"),
    ("c", "unit", "missing-rollback", "fdb_begin(s); fdb_commit(s); fdb_rollback(s); return 0;"),
    ("c", "unit", "missing-rollback", "fdb_begin(s); fdb_begin(s); fdb_commit(s); return 0;"),
    ("c", "unit", "missing-rollback", "if (fdb_begin(s)) return 1; if (fdb_run(s, \"UPDATE t\")) return 1; return 0;"),
    ("c", "unit", "missing-rollback-maybe", "if (fdb_begin(s)) return 1; if (a) return 1; return 0;"),
    ("c", "unit", "", "int rc = fdb_run(s, \"UPDATE t\"); fdb_begin(s); fdb_commit(s); return rc;"),
    ("c", "unit", "", "fdb_begin(s); int rc = fdb_commit(s); if (fdb_in_transaction(s)) fdb_rollback(s); return rc ? 1 : 0;"),
    ("c", "plain", "", "fdb *h = fdb_acquire(1); if (!h) return 1; fdb_begin(h); fdb_close(h); return 0;"),
    ("cpp", "unit", "missing-rollback", "fdb_begin(s); work(); fdb_commit(s); return 0;"),
    ("cpp", "unit", "missing-rollback", "fdb_begin(s); try { work(); } catch (...) { return 1; } fdb_commit(s); return 0;"),
    ("cpp", "unit", "", "fdb_begin(s); try { work(); } catch (...) { fdb_rollback(s); throw; } fdb_commit(s); return 0;"),
    ("cpp", "unit", "missing-rollback", "fdb_begin(s); try { work(); } catch (std::runtime_error &) { fdb_rollback(s); throw; } fdb_commit(s); return 0;"),
    ("cpp", "unit", "", "fdb_transaction t(s); fdb_must(s, \"UPDATE t\"); t.commit(); return 0;"),
    ("cpp", "unit", "", "fdb_transaction t(s); if (a) return 1; t.commit(); return 0;"),
    # Poisoned by a failure that the program knows.
    ("c", "wire", "use-after-failure", "wdb_begin(s); if (wdb_run(s, \"UPDATE t\")) wdb_run(s, \"UPDATE u\"); wdb_rollback(s); return 0;"),
    ("c", "wire", "", "wdb_begin(s); wdb_run(s, \"UPDATE t\"); wdb_run(s, \"UPDATE u\"); wdb_commit(s); return 0;"),
    ("c", "wire", "use-after-failure", "wdb_begin(s); int rc = wdb_run(s, \"UPDATE t\"); if (rc) tick(); wdb_commit(s); return 0;"),
    ("c", "wire", "", "wdb_begin(s); if (wdb_commit(s)) return 1; return 0;"),
    # Children.
    ("c", "unit", "statement-leak", "fdb_stmt *q; if (fdb_prepare(s, \"x\", &q)) return 1; if (fdb_step(q) == FDB_BAD) return 1; fdb_finalize(q); return 0;"),
    ("c", "unit", "", "fdb_stmt *q; if (fdb_prepare(s, \"x\", &q)) return 1; fdb_step(q); fdb_finalize(q); return 0;"),
    ("c", "wire", "statement-leak", "wdb_res *r = wdb_query(s, \"x\"); if (wdb_result(r)) return 1; wdb_clear(r); return 0;"),
    ("c", "plain", "leak,statement-leak-maybe",
     "fdb *h = fdb_acquire(1); fdb_stmt *q; if (!h) return 1; if (!fdb_prepare(h, \"x\", &q)) fdb_step(q); fdb_shut(h); return 0;"),
]
PARAMETERS = {"unit": "fdb *s, int a", "wire": "wdb *s, int a"}
SIGNATURES = {"plain": "int {}(int a, int b)", "param": "int {}(fdb *s, int a, int b)", "returns": "fdb *{}(int a, int b)",
              "unit": "int {}(fdb *s, int a)", "wire": "int {}(wdb *s, int a)", "out": "int {}(fdb **out, int a, int b)", "ctx": "int {}(struct ctx *c, int a, int b)"}


def group_of(number, language, kind, source):
    name = f"f_{language}{number}"
    node = block(SIGNATURES[kind].format(name), [line(source)])
    kind, params = ("unit", PARAMETERS[kind]) if kind in PARAMETERS else (kind, "")
    return Group(name, language, [Function(name, kind, node, params)])


def check_verdicts(directory):
    wrong = 0
    for language in ("c", "cpp"):
        cases = [(n, c) for n, c in enumerate(CASES) if c[0] == language]
        batch = Batch([group_of(n, *c[:2], c[3]) for n, c in cases], language, directory)
        verdicts = execute(batch, directory)
        for number, (_, _, expected, source) in cases:
            verdict = verdicts.get(f"f_{language}{number}")
            actual = ",".join(sorted({b.kind for b in verdict.bad} - {"null-use"})) if verdict else "no verdict"
            if actual != expected or not verdict.complete:
                wrong += 1
                print(f"expected '{expected}', executed '{actual}': {source}")
    print(f"{len(CASES)} hand-written verdicts, {wrong} wrong")
    return wrong


def check_reducer():
    """Shrinks to the only statement that is wanted."""
    node = block("int f_c1(int a, int b)", [
        line("tick();"), block("if (a)", [line("wanted();"), line("tick();")], ("else", [line("tick();")])), line("return 0;")])
    group = Group("f_c1", "c", [line("static int g_c1;"), Function("f_c1", "plain", node, "")])

    class Wanted:
        what, kind, detail = "FN", "leak", ""

        def __init__(self, group):
            self.group, self.function = group, group.functions()[0]

    def compare(groups):
        return [Wanted(g) for g in groups if "wanted();" in g.text()]
    (_, small), = reduce.reduce([Wanted(group)], compare)
    right = [n.text for n in small.functions()[0].node.parts[0][1]] == ["wanted();"] and len(small.items) == 1
    print("the reducer works" if right else f"the reducer left:\n{small.text()}")
    return not right


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(check_verdicts(scratch) + check_reducer() > 0)
