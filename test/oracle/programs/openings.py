"""Ways to open a session, to see that it failed, and to close it."""
from programs.parameters import PARAMETERS
from programs.tree import Function, block, line


class Openings:
    def open_forms(self, depth):
        forms = ["connect"] * 4 + ["open"] * 4 + ["acquire"] * 2 + ["attach"] * 2
        if depth > 0:
            forms += ["helper_returns"] * 2 + ["helper_out"] * 2 + ["helper_connect"]
        return forms

    def closing(self, h, depth):
        """Statements that close the handle expression h, of which it is known
        to need it or to be NULL."""
        roll = self.rng.random()
        if depth > 0 and roll < 0.12:
            return [line(f"{self.dropper('drop', depth - 1)}({h});")]
        if depth > 0 and roll < 0.18 and h[0] not in "*(" and "." not in h and "(" not in h:
            return [line(f"{self.dropper('drop_inout', depth - 1)}(&{h});")]
        if depth > 0 and roll < 0.22:
            return [line(f"{self.dropper('drop_flag', depth - 1)}({h}, {self.one('1', '1', '1', '0')});")]
        if roll < 0.35:
            return [block(f"if ({h})", [line(f"fdb_close({h});")])]
        if roll < 0.45:
            return [line(f"fdb_close({h});"), line(f"{h} = {self.null};")]
        return [line(f"fdb_close({h});")]

    def dropper(self, kind, depth):
        name = self.helper_name(kind)
        deeper = depth > 0 and self.chance(0.3)
        if kind == "drop":
            end = [line(f"{self.dropper('drop', depth - 1)}(s);")] if deeper else [line("fdb_close(s);")]
            roll = self.rng.random()
            if roll < 0.3:
                body = [block("if (s)", end)]
            elif roll < 0.45:
                body = [block("if (!s)", [line("return;")])] + end
            elif roll < 0.6:
                body = [line("tell(s);")] + end
            elif roll < 0.68:
                body = [block("if (fdb_status(s) == FDB_OK)", end)]
            else:
                body = end
        elif kind == "drop_flag":
            body = [block("if (really)", [line("fdb_close(s);")])]
            if self.chance(0.3):
                body.append(line("tick();"))
        elif kind in ("drop_ctx", "drop_made"):
            body = [line("fdb_close(c->db);")]
            if kind == "drop_made":
                body = self.one([], [block("if (!c)", [line("return;")])]) + body + [line("free(c);")]
            else:
                body += self.one([], [line("c->db = NULL;"), line("c->ready = 0;")])
                if self.chance(0.2):
                    body = [block("if (c->ready)", body)]
        else:
            end = [line(f"{self.dropper('drop', depth - 1)}(*p);")] if deeper else [line("fdb_close(*p);")]
            body = [block("if (*p)", end + [line(f"*p = {self.null};")])]
            if self.chance(0.3):
                body = end + [line(f"*p = {self.null};")]
        noexcept = " noexcept" if self.cpp and self.chance(0.2) else ""
        node = block(f"static void {name}({PARAMETERS[kind]}){noexcept}", body)
        self.items.append(Function(name, kind, node, PARAMETERS[kind]))
        return name

    def opening(self, h, scope, depth, declare, strict=True):
        """Statements after which h is open, or control has left. Handles are
        closed where the form says so. strict: the failure is always tested."""
        form = self.rng.choice(self.open_forms(depth))
        n = self.one("1", "2", "a" if self.has_params else "1")
        decl = f"fdb *{h}" if declare else h
        fail = lambda: scope.leave(1)
        close = self.closing(h, depth - 1)
        if form in ("connect", "helper_connect"):
            call = f"fdb_connect({n})"
            if form == "helper_connect":
                name = self.helper_name("raw")
                body = [line(f"return fdb_connect(a + b);")]
                if self.chance(0.5):
                    body = [line("fdb *h = fdb_connect(a);"), line("tell(h);" if not self.cpp else "tick();"), line("return h;")]
                node = block(f"static fdb *{name}(int a, int b)", body)
                self.items.append(Function(name, "returns", node, PARAMETERS["returns"]))
                call = f"{name}({n}, 1)"
            roll = self.rng.random()
            if roll < 0.06:
                ok = self.fresh("ok")
                return [line(f"{decl} = {call};"), line(f"int {ok} = fdb_status({h}) == FDB_OK;"),
                        block(f"if (!{ok})", close + fail())]
            if roll < 0.12:
                return [line(f"{decl} = {self.null};"),
                        block(f"if (({h} = {call}) == NULL)", fail()),
                        block(f"if (fdb_status({h}) == FDB_BAD)", close + fail())]
            if roll < 0.35:
                return [line(f"{decl} = {call};"),
                        block(f"if ({self.one('!' + h, h + ' == NULL')})", fail()),
                        block(f"if (fdb_status({h}) != FDB_OK)", close + fail())]
            if roll < 0.75:
                return [line(f"{decl} = {call};"),
                        block(f"if (fdb_status({h}) != FDB_OK)",
                              ([line(f"fdb_error({h});")] if self.chance(0.3) else []) + close + fail())]
            if roll < 0.9:
                return [line(f"{decl} = {call};"),
                        block(f"if (!{h} || fdb_status({h}) != FDB_OK)", close + fail())]
            return [line(f"{decl} = {call};")]
        if form == "open" and self.hoisted is None and self.chance(0.15):
            rc = self.fresh("rc")
            return [line(f"{decl} = {self.null};"), line(f"int {rc} = FDB_OK;"),
                    block(f"if (({rc} = fdb_open({n}, &{h})) != FDB_OK)", close + fail())]
        if form == "open":
            head = [line(f"{decl} = {self.null};")] if declare else []
            if self.chance(0.4):
                rc = self.fresh("rc")
                if not declare:
                    return head + [block(f"if (fdb_open({n}, &{h}) != FDB_OK)", close + fail())]
                return head + [line(f"int {rc} = fdb_open({n}, &{h});"),
                               block(f"if ({self.one(rc, rc + ' != FDB_OK')})", close + fail())]
            if self.chance(0.1):
                return head + [line(f"fdb_open({n}, &{h});")]
            return head + [block(f"if (fdb_open({n}, &{h}) != FDB_OK)", close + fail())]
        if form == "attach":
            head = [line(f"{decl} = {self.null};")] if declare else []
            return head + [block(f"if (fdb_attach({n}, &{h}){self.one('', ' != FDB_OK')})", fail())]
        if form == "helper_out":
            head = [line(f"{decl} = {self.null};")] if declare else []
            name = self.function("out", depth - 1)
            return head + [block(f"if ({name}(&{h}, {n}, 1){self.one('', ' != 0')})", fail())]
        if form == "helper_returns":
            call = f"{self.function('returns', depth - 1)}({n}, 0)"
        else:
            call = f"fdb_acquire({n})"
        if self.chance(0.1):
            return [line(f"{decl} = {self.null};"), block(f"if (({h} = {call}) == NULL)", fail())]
        return [line(f"{decl} = {call};"), block(f"if (!{h})", fail())]
