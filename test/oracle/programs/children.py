"""Statements and results: children of a session."""
from programs.scope import Scope
from programs.tree import block, line


class Children:
    def child(self, h, scope, depth):
        """A child from its making to its end, in a block of its own."""
        return [block("", self.statement_of(h, scope, depth) if self.lib == "fdb" else self.result_of(h, scope, depth))]

    def statement_of(self, h, scope, depth):
        q = self.fresh("q")
        sql = self.one("SELECT a FROM t", "INSERT INTO t VALUES (3)")
        end = [self.finalize(q, depth)]
        out = [line(f"fdb_stmt *{q} = {self.null};")]
        make = f'fdb_prepare({h}, "{sql}", &{q})'
        if depth > 0 and self.chance(0.25):
            make = f"{self.helper('prepare')}({h}, &{q})"
        out.append(block(f"if ({make} != FDB_OK)", scope.leave(1)))
        outer = scope.leave
        leave = lambda code: [n.copy() for n in end] + outer(code)
        roll = self.rng.random()
        if roll < 0.3:
            out.append(block(f"while (fdb_step({q}) == FDB_ROW)", [line(f"(void)fdb_column({q});")] + self.one([], [line("tick();")])))
        elif roll < 0.5:
            rc = self.fresh("rc")
            out += [line(f"int {rc} = fdb_step({q});")] + [n.copy() for n in end]
            return out + [block(f"if ({rc} != FDB_DONE && {rc} != FDB_ROW)", outer(1))]
        elif roll < 0.8:
            out.append(block(f"if (fdb_step({q}) {self.one('!= FDB_DONE', '== FDB_BAD')})", leave(1)))
        else:
            out.append(line(f"(void)fdb_step({q});"))
        if self.chance(0.4):
            out.append(block(f"if ({self.condition()})", leave(1)))
        if self.cpp and not scope.raw and self.chance(0.3):
            out = out[:1] + [block("try", out[1:] + [line("work();")], ("catch (...)", [n.copy() for n in end] + [line("throw;")]))]
        return out + end

    def finalize(self, q, depth):
        if depth > 0 and self.chance(0.12):
            return line(f"{self.helper('drop')}({q});")
        return line(f"fdb_finalize({q});")

    def result_of(self, h, scope, depth):
        r = self.fresh("r")
        sql = self.one("SELECT a FROM t", "UPDATE t SET a = 5")
        make = f'wdb_query({h}, "{sql}")'
        if depth > 0 and self.chance(0.25):
            make = f"{self.helper('ask')}({h})"
        roll = self.rng.random()
        if roll < 0.2:
            return [line(f"wdb_clear({make});")]
        end = [line(f"wdb_clear({r});")]
        outer = scope.leave
        out = [line(f"wdb_res *{r} = {make};")]
        if roll < 0.5:
            ok = self.fresh("ok")
            out += [line(f"int {ok} = wdb_result({r}) == FDB_OK;")] + end
            return out + [block(f"if (!{ok})", outer(1))]
        leave = lambda code: [n.copy() for n in end] + outer(code)
        out.append(block(f"if (wdb_result({r}) != FDB_OK)", leave(1)))
        if self.chance(0.4):
            out.append(block(f"if (wdb_rows({r}) == 0 && {self.condition()})", leave(1)))
        return out + end

    # Helpers.

    def helper_prepare(self, name):
        body = self.one(
            [line('return fdb_prepare(s, "SELECT a FROM t", out);')],
            [block('if (fdb_prepare(s, "SELECT a FROM t", out) != FDB_OK)', [line("return 1;")]), line("return 0;")],
            [line(f"fdb_stmt *q = {self.null};"), block('if (fdb_prepare(s, "SELECT a FROM t", &q) != FDB_OK)', [line("return 1;")]),
             line("*out = q;"), line("return 0;")])
        return block(f"static int {name}(fdb *s, fdb_stmt **out)", body)

    def helper_drop(self, name):
        return block(f"static void {name}(fdb_stmt *q)", self.one([line("fdb_finalize(q);")], [block("if (q)", [line("fdb_finalize(q);")])]))

    def helper_ask(self, name):
        return block(f"static wdb_res *{name}(wdb *s)", [line('return wdb_query(s, "SELECT a FROM t");')])

    # Whole functions.

    def child_body(self, h, scope, depth):
        roll = self.rng.random()
        if self.lib == "fdb" and self.source == "own" and roll < 0.4:
            return self.shut_body(h, scope, depth)
        if self.lib == "fdb" and roll < 0.3 and self.source != "own":
            return self.goto_child(h, depth)
        if self.cpp and roll < 0.45:
            return self.owned_child(h, scope, depth)
        out = []
        for _ in range(self.one(1, 1, 2)):
            out += self.child(h, scope, depth)[0].parts[0][1] if self.chance(0.6) else self.child(h, scope, depth)
        return out

    def goto_child(self, h, depth):
        n = self.fresh("")
        rc, q, done = "rc" + n, "q" + n, "done" + n
        jump = [line(f"goto {done};")]
        end = {"int": f"return {rc};", "bool": f"return {rc} == 0;", "void": f"(void){rc};"}[self.result]
        inner = Scope(live=[(h, [])], leave=lambda code: [line(f"{rc} = {code};")] + [n.copy() for n in jump], raw=True)
        return [line(f"int {rc} = 1;"), line(f"fdb_stmt *{q} = {self.null};"),
                block(f'if (fdb_prepare({h}, "INSERT INTO t VALUES (4)", &{q}) != FDB_OK)', [n.copy() for n in jump]),
                block("", self.statements(inner, depth, 2)),
                block(f"if (fdb_step({q}) != FDB_DONE)", [n.copy() for n in jump]), line(f"{rc} = 0;"),
                line(f"{done}: ;"), line(f"fdb_finalize({q});"), line(end)]

    def shut_body(self, h, scope, depth):
        """The close that may refuse; the caller closes once more."""
        out = self.child(h, scope, depth)[0].parts[0][1]
        if self.chance(0.5):
            return out + [block(f"if (fdb_shut({h}) == FDB_OK)", [line(self.good())])]
        return out + [line(f"(void)fdb_shut({h});"), line(self.good())]

    def owned_child(self, h, scope, depth):
        """By a smart pointer."""
        p = self.fresh("p")
        kind, end = ("fdb_stmt", "fdb_finalize") if self.lib == "fdb" else ("wdb_res", "wdb_clear")
        if self.lib == "fdb":
            q = self.fresh("q")
            out = [line(f"fdb_stmt *{q} = nullptr;"),
                   block(f'if (fdb_prepare({h}, "SELECT a FROM t", &{q}) != FDB_OK)', scope.leave(1))]
            out.append(line(self.one(f"std::unique_ptr<{kind}, decltype(&{end})> {p}({q}, &{end});",
                                     f"std::shared_ptr<{kind}> {p}({q}, {end});")))
        else:
            out = [line(f'std::unique_ptr<{kind}, decltype(&{end})> {p}(wdb_query({h}, "SELECT a FROM t"), &{end});'),
                   block(f"if (wdb_result({p}.get()) != FDB_OK)", scope.leave(1))]
        out += self.statements(scope.inner(live=[(h, [])], raw=False), depth, 2)
        if self.chance(0.2):
            out.append(line(f"{p}.reset();"))
        return out
