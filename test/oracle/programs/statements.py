"""What goes on while sessions are open."""
from programs.tree import block, line


class Statements:
    def use(self, scope, depth):
        """One statement that may mention an open handle."""
        handles = [h for h, _ in scope.live]
        choices = ["tick"]
        if handles:
            choices += ["use"] * 4 + ["exec", "tell"]
            if depth > 0:
                choices += ["helper"]
        if self.cpp:
            choices += ["safe"] if scope.raw and self.chance(0.93) else ["work"] * 2 + ["safe", "step"]
        what = self.rng.choice(choices)
        if what == "tick":
            return [line("tick();")]
        if what == "work":
            return [line("work();")]
        if what == "safe":
            return [line("safe();")]
        if what == "step":
            return [line("(void)step(2);")]
        h = self.rng.choice(handles)
        if what == "use":
            return [line(f"fdb_use({h});")]
        if what == "exec":
            return [line(f"(void)fdb_exec({h}, 1);")]
        if what == "tell":
            return [line(self.one(f"tell({h});", f"fdb_error({h});", f"tell({h});"))]
        name = self.function("param", depth - 1)
        return [line(f"{name}({h}, {self.one('0', '1', '2')}, 0);")]

    def statements(self, scope, depth, size):
        out = []
        for _ in range(self.rng.randint(1, size)):
            out += self.statement(scope, depth)
        return out

    def statement(self, scope, depth):
        roll = self.rng.random()
        if depth <= 0 or roll < 0.45:
            return self.use(scope, depth)
        if roll < 0.62:  # an early exit
            handles = [h for h, _ in scope.live]
            if handles and self.chance(0.5):
                h = self.rng.choice(handles)
                cond = f"fdb_exec({h}, {self.one(1, 2)}){self.one('', ' != FDB_OK')}"
            else:
                cond = self.condition()
            pre = self.use(scope, 0) if self.chance(0.3) else []
            return [block(f"if ({cond})", pre + scope.leave(1))]
        if roll < 0.74:  # if / else
            node = block(f"if ({self.condition()})", self.statements(scope, depth - 1, 2))
            if self.chance(0.4):
                node.parts.append(("else", self.statements(scope, depth - 1, 2)))
            return [node]
        if roll < 0.84:  # loop
            i = self.fresh("i")
            head, tail = self.one(
                (f"for (int {i} = 0; {i} < {self.one('2', '2', 'pick(3)', 'a' if self.has_params else '2')}; {i}++)", ""),
                ("while (pick(2))", ""), ("do", " while (pick(2));"))
            inner = scope.inner(loops=scope.loops + 1, leave=scope.leave if self.leave_in_loops else None)
            if inner.leave is None:
                inner.leave = lambda code: [line("break;")]
            body = self.statements(inner, depth - 1, 2)
            if self.chance(0.3):
                body.insert(0, block(f"if ({self.condition()})", [line(self.one("break;", "continue;"))]))
            return [block(head, body, tail=tail)]
        if roll < 0.89:  # switch
            body = []
            labels = ["case 0:", "case 1:", "default:"]
            inner = scope if self.leave_in_loops else scope.inner(leave=lambda code: [line("break;")])
            for label in labels:
                body.append(line(label))
                if self.chance(0.8):
                    body.append(block("", self.statements(inner, depth - 1, 1)))
                    if self.chance(0.8) or label == "default:":
                        body.append(line("break;"))
                elif label == "default:":
                    body.append(line("break;"))
            return [block(f"switch ({self.one('pick(3)', 'a' if self.has_params else 'pick(3)')})", body)]
        if self.cpp and roll < 0.91 and scope.live and self.hoisted is None:
            return self.lambda_use(scope, depth)
        if self.cpp and roll < 0.94:  # a try block that swallows
            handler = self.one("catch (...)", "catch (const std::exception &)", "catch (const std::runtime_error &)")
            body = self.statements(scope, depth - 1, 2) + [line("work();")]
            return [block("try", body, (handler, self.statement(scope, depth - 1)))]
        return self.session(scope, depth - 1)

    def lambda_use(self, scope, depth):
        """A local function object that is called here."""
        h = self.rng.choice(scope.live)[0]
        f = self.fresh("fn")
        body = [line(f"fdb_use({h});")] + self.one([], [line("work();")], [line("tick();")])
        out = [block(f"auto {f} = [&](int q)", body + [line(f"return fdb_exec({h}, q) == FDB_OK;")], tail=";")]
        return out + [block(f"if (!{f}({self.one('1', '2')}))", scope.leave(1))]
