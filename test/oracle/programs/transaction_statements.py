"""What goes on inside a transaction."""
from programs.tree import block, line


class TransactionStatements:
    def sql(self):
        return self.one("UPDATE t SET a = 1", "INSERT INTO t VALUES (1)", "DELETE FROM t", "insert into t values (2)")

    def maybe_note(self, h):
        tell = "tell" if self.lib == "fdb" else "wtell"
        return self.one([], [], [], [line(f"{self.lib}_error({h});")], [line(f"{tell}({h});")])

    def use(self, scope, depth):
        """One statement that leaves nowhere but by exception."""
        h = scope.live[-1][0] if scope.live else None
        choices = ["tick"]
        if h:
            choices += ["exec"] * 4 + ["note"]
        if self.cpp:
            choices += ["safe"] if scope.raw and self.chance(0.95) else ["work", "step"] + ["must"] * 3 * bool(h)
        what = self.rng.choice(choices)
        if what == "exec":
            return [line(f"(void){self.exec_call(h, depth)};")]
        if what == "note":
            return self.maybe_note(h) or [line("tick();")]
        if what == "must":
            if depth > 0 and self.chance(0.3):
                return [line(f'{self.helper("must")}({h}, "{self.sql()}");')]
            return [line(f'{self.lib}_must({h}, "{self.sql()}");')]
        return [line({"tick": "tick();", "safe": "safe();", "work": "work();", "step": "(void)step(2);"}[what])]

    def statement(self, scope, depth):
        h = scope.live[-1][0] if scope.live else None
        roll = self.rng.random()
        if roll < 0.3 or not h:
            return self.use(scope, depth)
        if roll < 0.55:  # a statement that may fail
            call = self.exec_call(h, depth)
            form = self.rng.random()
            if form < 0.3 and self.hoisted is None:
                rc = self.fresh("rc")
                return [line(f"int {rc} = {call};"), block(f"if ({rc}{self.one('', ' != FDB_OK')})", self.maybe_note(h) + scope.leave(1))]
            if form < 0.4:  # known, and gone on with
                return [block(f"if ({call} != FDB_OK)", self.maybe_note(h) or [line("tick();")])]
            return [block(f"if ({call}{self.one('', ' != FDB_OK')})", self.maybe_note(h) + scope.leave(1))]
        if roll < 0.65:
            return [block(f"if ({self.condition()})", scope.leave(1))]
        if roll < 0.73 and depth > 0:
            return self.child(h, scope, depth)
        if depth <= 0:
            return self.use(scope, depth)
        if roll < 0.82:
            node = block(f"if ({self.condition()})", self.statements(scope, depth - 1, 2))
            if self.chance(0.4):
                node.parts.append(("else", self.statements(scope, depth - 1, 2)))
            return [node]
        if roll < 0.9:
            i = self.fresh("i")
            head = self.one(f"for (int {i} = 0; {i} < 2; {i}++)", f"for (int {i} = 0; {i} < pick(3); {i}++)", "while (pick(2))")
            return [block(head, self.statements(scope.inner(loops=scope.loops + 1), depth - 1, 1))]
        if self.cpp and roll < 0.95:  # swallowed here
            handler = self.one("catch (...)", "catch (const std::exception &)", "catch (const std::runtime_error &)")
            body = self.statements(scope.inner(raw=False), depth - 1, 1) + [line("work();")]
            return [block("try", body, (handler, self.one(self.use(scope, 0), scope.leave(1))))]
        return self.use(scope, depth)
