"""Functions that begin, commit and roll back, in the styles people write.

One group is about one of the two libraries (`lib`): fdb, which goes on after a
failure, and wdb, which is poisoned by it. Where a session comes from is
`source`: a parameter, a struct, a class, or opened here.
"""
import re

from programs.children import Children
from programs.generator import Generator
from programs.scope import Scope
from programs.transaction_helpers import TransactionHelpers
from programs.transaction_owners import TransactionOwners
from programs.transaction_statements import TransactionStatements
from programs.tree import Function, Group, bodies, block, line


class TransactionGenerator(TransactionStatements, Children, TransactionHelpers, TransactionOwners, Generator):
    def __init__(self, seed, language, family):
        super().__init__(f"{family}{seed}", language)
        self.family = family
        self.seed = seed
        self.lib = self.one("fdb", "fdb", "wdb")
        self.result, self.source, self.tx_returns = "int", "param", False

    # Results.

    def good(self):
        return {"int": "return 0;", "bool": "return true;", "void": "return;"}[self.result]

    def bad(self):
        return {"int": self.one("return 1;", "return 1;", "return 1;", "return 2;", "return -1;"), "bool": "return false;",
                "void": "return;"}[self.result]

    def leaver(self, raw):
        def leave(code):
            if self.cpp and not raw and self.chance(0.3):
                return [line(f"throw std::{self.one('runtime_error', 'logic_error')}(\"no\");")]
            return [line(self.bad())]
        return leave

    # Styles: statements after which the transaction has ended; what does not
    # go well leaves by scope.leave().

    def style(self, h, scope, depth):
        forms = ["direct"] * 4 + ["chain", "flag", "nested", "picked", "chunked", "asked"]
        if self.source != "own" and not scope.loops:
            forms += ["goto"] * 2
        if self.cpp:
            forms += ["try"] * 5 + ["raii"] * 4 + ["made"] * 3 + ["guard"] * 2
        return getattr(self, "style_" + self.one(*forms))(h, scope, depth)

    def begun(self, h, scope, depth):
        call = self.begin_call(h, depth)
        roll = self.rng.random()
        if roll < 0.3:
            return [line(f"(void){call};")]
        return [block(f"if ({call} != FDB_OK)", self.maybe_note(h) + scope.leave(1))]

    def committed(self, h, scope, depth):
        call = self.commit_call(h, depth)
        roll = self.rng.random()
        if roll < 0.3:
            return [line(f"(void){call};")]
        undo = [self.rollback(h, depth)] if self.lib == "fdb" or self.chance(0.6) else []
        return [block(f"if ({call} != FDB_OK)", undo + scope.leave(1))]

    def inside(self, h, scope, depth):
        """A scope that rolls back before it leaves."""
        undo = [self.rollback(h, depth)]
        outer = scope.leave
        return scope.inner(live=[(h, [])], leave=lambda code: [n.copy() for n in undo] + outer(code), raw=True)

    def style_direct(self, h, scope, depth):
        out = self.begun(h, scope, depth)
        out += self.statements(self.inside(h, scope, depth), depth, 3)
        return out + self.committed(h, scope, depth)

    def style_chain(self, h, scope, depth):
        """Each only if all before it worked."""
        rc = self.fresh("rc")
        out = [line(f"int {rc} = {self.begin_call(h, depth)};")]
        if self.chance(0.5):
            out.append(block(f"if ({rc} != FDB_OK)", scope.leave(1)))
        for _ in range(self.one(1, 2, 2)):
            out.append(block(f"if ({rc} == FDB_OK)", [line(f"{rc} = {self.exec_call(h, depth)};")]))
        form = self.rng.random()
        if form < 0.5:
            out += [block(f"if ({rc} == FDB_OK)", [line(f"{rc} = {self.commit_call(h, depth)};")]),
                    block(f"if ({rc} != FDB_OK)", [self.rollback(h, depth)] + scope.leave(1))]
        else:
            out += [block(f"if ({rc} == FDB_OK)", [line(f"(void){self.commit_call(h, depth)};")],
                          ("else", [self.rollback(h, depth)] + self.one([], scope.leave(1))))]
        return out

    def style_picked(self, h, scope, depth):
        """The text of the end is picked."""
        ok = self.fresh("ok")
        out = self.begun(h, scope, depth)
        out += [line(f"int {ok} = {self.exec_call(h, depth)} == FDB_OK;")]
        if self.chance(0.5):
            out.append(block(f"if ({ok} && {self.exec_call(h, depth)} != FDB_OK)", [line(f"{ok} = 0;")]))
        return out + [line(f'(void){self.lib}_run({h}, {ok} ? "COMMIT" : "ROLLBACK");')]

    def style_flag(self, h, scope, depth):
        f = self.fresh("begun")
        cond = self.condition()
        if self.lib == "fdb" and self.chance(0.4):
            cond = f"!{self.lib}_in_transaction({h})"
        out = [line(f"int {f} = 0;"),
               block(f"if ({cond})", self.begun(h, scope, depth) + [line(f"{f} = 1;")])]
        undo = [block(f"if ({f})", [self.rollback(h, depth)])]
        outer = scope.leave
        inner = scope.inner(live=[(h, [])], leave=lambda code: [n.copy() for n in undo] + outer(code), raw=True)
        out += self.statements(inner, depth, 2)
        return out + [block(f"if ({f})", self.committed(h, scope, depth))]

    def style_nested(self, h, scope, depth):
        rc = self.fresh("rc")
        inner = scope.inner(live=[(h, [])], leave=lambda code: [line(f"{rc} = {code};")], raw=True)
        body = self.statements(inner, depth, 2)
        body += [block(f"if ({rc} == 0 && {self.commit_call(h, depth)} == FDB_OK)", [line("tick();")],
                       ("else", [self.rollback(h, depth), line(f"{rc} = 1;")]))]
        out = [line(f"int {rc} = 0;"), block(f"if ({self.begin_call(h, depth)} == FDB_OK)", body)]
        return out + self.one([], [block(f"if ({rc})", scope.leave(1))])

    def style_asked(self, h, scope, depth):
        """The library is asked whether there is something to roll back."""
        rc = self.fresh("rc")
        out = [line(f"int {rc} = {self.begin_call(h, depth)};"),
               block(f"if ({rc} == FDB_OK)", [line(f"{rc} = {self.exec_call(h, depth)};")]),
               block(f"if ({rc} == FDB_OK)", [line(f"{rc} = {self.commit_call(h, depth)};")]),
               block(f"if ({self.lib}_in_transaction({h}))", [self.rollback(h, depth)])]
        return out + self.one([], [block(f"if ({rc} != FDB_OK)", scope.leave(1))])

    def style_chunked(self, h, scope, depth):
        i = self.fresh("i")
        inside = self.inside(h, scope, depth)
        turn = self.statements(inside, min(depth, 1), 1)
        turn += [block(f"if ({self.condition()})", self.committed(h, scope, 0) + self.begun(h, scope, 0))]
        out = self.begun(h, scope, depth)
        out.append(block(f"for (int {i} = 0; {i} < {self.one('2', 'pick(3)')}; {i}++)", turn))
        return out + self.committed(h, scope, depth)

    def style_goto(self, h, scope, depth):
        """Hoisted declarations and labels; always the last thing in a function."""
        n = self.fresh("")
        rc, fail, done = "rc" + n, "fail" + n, "done" + n
        leave = lambda code: [line(f"{rc} = {code};"), line(f"goto {fail};")]
        inner = scope.inner(live=[(h, [])], leave=leave, raw=True)
        self.hoisted = [rc]
        body = [line(f"int {rc} = {self.begin_call(h, depth)};"), block(f"if ({rc} != FDB_OK)", [line(f"goto {done};")])]
        for _ in range(self.one(1, 2, 2)):
            if self.chance(0.4):
                body += [line(f"{rc} = {self.exec_call(h, depth)};"), block(f"if ({rc} != FDB_OK)", [line(f"goto {fail};")])]
            else:
                body += [block("", self.statements(inner, depth, 1))]
        if self.chance(0.5):
            body += [line(f"{rc} = {self.commit_call(h, depth)};"), block(f"if ({rc} == FDB_OK)", [line(f"goto {done};")])]
        else:
            body += [block(f"if ({self.commit_call(h, depth)} == FDB_OK)", [line(f"goto {done};")]), line(f"{rc} = 3;")]
        self.hoisted = None
        body += [line(f"{fail}: ;"), self.rollback(h, depth), line(f"{done}: ;")]
        end = {"int": f"return {rc};", "bool": f"return {rc} == 0;", "void": "(void)" + rc + ";"}[self.result]
        return body + [line(end)]

    # Whole functions.

    def body(self, h, scope, depth):
        roll = self.rng.random()
        if self.source != "own" and roll < 0.12:
            return self.wrapper_body(h, scope, depth)
        out = self.one([], [], self.statements(scope.inner(live=[(h, [])], raw=not self.cpp), 0, 1))
        out += self.style(h, scope, depth)
        if roll > 0.9:
            out += self.style(h, scope, min(depth, 1))
        if roll < 0.25 and self.result == "int" and out[-1].parts is None and self.source != "own":
            call = re.fullmatch(r"\(void\)(\w+\(.*\));", out[-1].text)
            if call:  # the caller's to treat
                return out[:-1] + [line(f"return {call[1]};")]
        return out

    def wrapper_body(self, h, scope, depth):
        """Only begins, or only ends."""
        call = self.one(self.begin_call(h, 0), self.begin_call(h, 0), self.commit_call(h, 0))
        end = {"int": f"return {call};", "bool": f"return {call} == FDB_OK;", "void": f"(void){call};"}[self.result]
        roll = self.rng.random()
        if roll < 0.3:
            return [line(end)]
        out = [block(f"if ({call} != FDB_OK)", scope.leave(1))]
        if roll < 0.7:
            out += self.statements(scope.inner(live=[(h, [])], raw=True), 1, 2)
        return out

    def make(self, name, depth, static, source, result):
        """A function on a session; its name."""
        keep = {k: getattr(self, k) for k in ("seen", "hoisted", "source", "result")}
        self.seen, self.hoisted, self.source, self.result = [], None, source, result
        parameter = {"param": f"{self.lib} *s, ", "ctx": f"struct {'w' if self.lib == 'wdb' else ''}ctx *c, "}.get(source, "")
        parameter += "int a, int b"
        body = self.whole(source, depth)
        if body[-1].parts or not body[-1].text.startswith("return"):
            body.append(line(self.good()))
        head = f"{'static ' if static else ''}{result} {name}({parameter})"
        if source == "member":
            head = f"struct {name}_holder"
            body = [line(f"{self.lib} *db;"), block(f"{result} {name}({parameter})", body)]
        node = block(head, body, tail=";" if source == "member" else "")
        self.items.append(Function(name, "method" if source == "member" else "unit", node, parameter))
        for k, v in keep.items():
            setattr(self, k, v)
        return name

    def whole(self, source, depth):
        scope = Scope(leave=self.leaver(False))
        if source != "own":
            h = {"param": "s", "ctx": "c->db", "member": "db"}[source]
            return self.about(h, scope, depth)
        h = self.fresh("h")
        if self.cpp and self.chance(0.3):
            return self.owned_work(h, scope, depth)
        if self.lib == "wdb":
            out = [line(f"wdb *{h} = wdb_acquire(1);"), block(f"if (!{h})", scope.leave(1))]
        else:
            out = self.opening(h, scope, 0, True)
        close = [line(f"{self.lib}_close({h});")]
        inner = Scope(live=[(h, [])], leave=lambda code: [n.copy() for n in close] + [line(self.bad())], raw=True)
        if self.cpp and self.chance(0.6):
            guarded = Scope(live=[(h, [])], leave=self.leaver(False))
            body = self.about(h, guarded, depth)
            return out + [block("try", body, ("catch (...)", [n.copy() for n in close] + [line("throw;")]))] + close
        return out + self.about(h, inner, depth) + close

    def about(self, h, scope, depth):
        if self.family == "child":
            return self.child_body(h, scope, depth)
        return self.body(h, scope, depth)

    def group(self):
        name = f"{'t' if self.family == 'tx' else 'q'}_{self.language}{self.seed}"
        source = self.one(*["param"] * 6, "ctx", "own", "own", *(["member"] if self.cpp else []))
        result = self.one("int", "int", "int", "void", *(["bool"] if self.cpp else []))
        self.make(name, self.one(1, 2, 2, 3), False, source, result)
        functions = [i for i in self.items if isinstance(i, Function)]
        for _ in range(self.one(0, 0, 1, 1, 1, 2)):
            self.spoil(functions[-1] if self.chance(0.8) else self.rng.choice(functions))
        return Group(name, self.language, self.items)

    def spoil(self, function):
        """A small change that makes it wrong, or not."""
        spots = [b for _, body in function.node.parts for b in bodies(body) if b]
        if not spots:
            return
        body = self.rng.choice(spots)
        at = self.rng.randrange(len(body))
        text = " ".join(n.text or n.parts[0][0] for b in spots for n in b)
        handles = re.findall(r"\b(?:s|h\d+|c->db|db)\b(?=[,)])", text) or ["s"]
        h, lib = self.rng.choice(handles), self.lib
        roll = self.rng.random()
        ends = [(b, i) for b in spots for i, n in enumerate(b) if n.parts is None
                and re.search("rollback|ROLLBACK|undo_|commit|finalize|clear|COMMIT|forget|dismiss|close", n.text)]
        if roll < 0.35 and ends:
            body, at = self.rng.choice(ends)
            del body[at]
        elif roll < 0.42:
            del body[at]
        elif roll < 0.5 and at + 1 < len(body):
            body[at], body[at + 1] = body[at + 1], body[at]
        elif roll < 0.62:
            leave = re.search(r"return\b[^;(]*;", text)
            body.insert(at, block(f"if ({self.one('pick(2)', 'pick(2)', 'pick(3) == 1')})", [line(leave[0] if leave else "return;")]))
        elif roll < 0.7:
            body.insert(at, line(f'(void){lib}_run({h}, "{self.one("UPDATE t SET a = 2", "COMMIT", "BEGIN", "DELETE FROM t")}");'))
        elif roll < 0.76:
            body.insert(at, line(self.one(f"{lib}_rollback({h});", f"(void){lib}_commit({h});", f"(void){lib}_begin({h});")))
        elif roll < 0.84:
            poke = "poke" if lib == "fdb" else "wpoke"
            body.insert(at, line(self.one("work();", "work();", f'{lib}_must({h}, "UPDATE t SET a = 3");', 'throw std::runtime_error("m");')
                                 if self.cpp else f"{poke}({h});"))
        elif roll < 0.9:
            body.insert(at, body[self.rng.randrange(len(body))].copy())
        else:
            self.negate(spots)
