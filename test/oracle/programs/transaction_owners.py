"""Transactions that an exception leaves: handlers, guards, classes."""
from programs.tree import block, line


class TransactionOwners:
    def style_try(self, h, scope, depth):
        out = self.begun(h, scope, depth)
        undo = [self.rollback(h, depth)]
        outer = scope.leave
        leave = lambda code: ([line(f"throw std::{self.one('runtime_error', 'logic_error')}(\"no\");")] if self.chance(0.5)
                              else [n.copy() for n in undo] + outer(code))
        inner = scope.inner(live=[(h, [])], leave=leave, raw=False)
        body = self.statements(inner, min(depth, 2), 3)
        commit = self.commit_call(h, depth)
        if self.chance(0.3):
            body.append(block(f"if ({commit} != FDB_OK)", [line('throw std::runtime_error("commit");')]))
            after = []
        elif self.chance(0.5):
            body.append(line(f"(void){commit};"))
            after = []
        else:
            after = self.committed(h, scope, depth)
        handler = self.one("catch (...)", "catch (...)", "catch (const std::exception &)", "catch (const std::runtime_error &)")
        roll = self.rng.random()
        if roll < 0.45:
            end = [n.copy() for n in undo] + [line("throw;")]
        elif roll < 0.8 or after:
            end = [n.copy() for n in undo] + [line(self.bad())]
        else:
            end = [n.copy() for n in undo]
        if self.chance(0.1):
            end = [line("work();")] + end
        return out + [block("try", body, (handler, end))] + after

    def style_raii(self, h, scope, depth):
        """The library's own."""
        t = self.fresh("t")
        out = [line(f"{self.lib}_transaction {t}({h});")]
        return self.guarded(out, h, scope, depth, [line(f"{t}.commit();")], [line(f"{t}.rollback();")])

    def style_made(self, h, scope, depth):
        """The program's own."""
        t = self.fresh("t")
        name = self.tx_class()
        out = [line(f"{name} {t}({h});")]
        if self.tx_returns:
            commit = [block(f"if (!{t}.commit())", scope.leave(1))] if self.chance(0.7) else [line(f"{t}.commit();")]
        else:
            commit = [line(f"{t}.commit();")]
        return self.guarded(out, h, scope, depth, commit, [line(f"{t}.rollback();")])

    def style_guard(self, h, scope, depth):
        """A scope guard with a lambda."""
        g = self.fresh("g")
        name = self.class_of("Guard")
        out = self.begun(h, scope, depth)
        out.append(line(f"auto {g} = make{name}([{self.one('&', '=')}] {{ {self.rollback(h, 0).text} }});"))
        commit = [block(f"if ({self.commit_call(h, depth)} != FDB_OK)", scope.leave(1)), line(f"{g}.dismiss();")]
        if self.chance(0.2):
            commit = [line(f"(void){self.commit_call(h, depth)};"), line(f"{g}.dismiss();")]
        return self.guarded(out, h, scope, depth, commit, None)

    def guarded(self, out, h, scope, depth, commit, rollback):
        inner = scope.inner(live=[(h, [])], raw=False)
        out += self.statements(inner, depth, 3)
        if rollback and self.chance(0.15):
            out.append(block(f"if ({self.condition()})", rollback + scope.leave(1)))
        out += commit
        if self.chance(0.4) and not self.hoisted:  # a scope of its own
            tail = self.use(inner.inner(raw=False), 0)
            return [block("", out)] + tail
        return out

    def tx_class(self):
        name = f"Tx_{self.language}{self.seed}"
        if name in self.classes:
            return name
        self.classes.add(name)
        lib = self.lib
        self.tx_returns = self.chance(0.4)
        begin, commit = self.one((f"{lib}_begin(h_)", f"{lib}_commit(h_)"), (f'{lib}_run(h_, "BEGIN")', f'{lib}_run(h_, "COMMIT")'))
        undo = self.one(f"{lib}_rollback(h_);", f'(void){lib}_run(h_, "ROLLBACK");')
        start = self.one([block(f"if ({begin} != FDB_OK)", [line('throw std::runtime_error("begin");')])],
                         [block(f"if ({begin} != FDB_OK)", [line('throw std::runtime_error("begin");')])],
                         [line(f"(void){begin};")])
        if self.tx_returns:
            end = [block(f"if ({commit} != FDB_OK)", [line("return false;")]), line("live_ = false;"), line("return true;")]
        else:
            end = [block(f"if ({commit} != FDB_OK)", [line('throw std::runtime_error("commit");')]), line("live_ = false;")]
        if self.chance(0.15):  # forgets to roll back after a failed commit
            end.insert(0, end.pop(1))
        destroy = [block("if (live_)", [line(undo)])]
        body = [line(f"{lib} *h_;"), line("bool live_ = true;"), line("public:"),
                block(f"explicit {name}({lib} *h) : h_(h)", start),
                line(f"{name}(const {name} &) = delete;"), line(f"{name} &operator=(const {name} &) = delete;"),
                block(f"~{name}()", destroy),
                block(f"{'bool' if self.tx_returns else 'void'} commit()", end),
                block("void rollback()", [line(undo), line("live_ = false;")]),
                block("void forget()", [line("live_ = false;")])]
        self.items.append(block(f"class {name}", body, tail=";"))
        return name

    def owned_work(self, h, scope, depth):
        """A class opens and begins in its constructor and closes in its destructor."""
        lib = self.lib
        name = f"Work_{self.language}{self.seed}"
        if name not in self.classes:
            self.classes.add(name)
            start = [line(f"h_ = {lib}_acquire(1);"), block("if (!h_)", [line('throw std::runtime_error("open");')])]
            fail = self.one([line(f"{lib}_close(h_);")], [line(f"{lib}_close(h_);")], []) + [line('throw std::runtime_error("begin");')]
            start.append(self.one(line(f"(void){lib}_begin(h_);"), block(f"if ({lib}_begin(h_) != FDB_OK)", fail)))
            body = [line(f"{lib} *h_ = nullptr;"), line("public:"), block(f"{name}()", start),
                    line(f"{name}(const {name} &) = delete;"), line(f"{name} &operator=(const {name} &) = delete;"),
                    block(f"~{name}()", self.one([line(f"{lib}_close(h_);")], [line(f"{lib}_rollback(h_);"), line(f"{lib}_close(h_);")])),
                    block(f"{lib} *get() const", [line("return h_;")]),
                    block("bool commit()", [line(f"return {lib}_commit(h_) == FDB_OK;")])]
            self.items.append(block(f"class {name}", body, tail=";"))
        w = self.fresh("w")
        out = [line(f"{name} {w};")]
        out += self.statements(scope.inner(live=[(f"{w}.get()", [])], raw=False), depth, 3)
        return out + self.one([line(f"(void){w}.commit();")], [block(f"if (!{w}.commit())", scope.leave(1))], [])
