"""A session from its opening to its close, in the styles people write."""
from programs.tree import block, line


class Sessions:
    def session(self, scope, depth):
        """Opens another session, uses it and closes it, in one of the styles."""
        if self.hoisted is not None:
            return self.use(scope, depth)
        roll = self.rng.random()
        if self.cpp and roll < 0.45:
            return self.owned_session(scope, depth)
        if self.cpp and roll < 0.65:
            return self.try_session(scope, depth)
        if roll < 0.72:
            return self.flag_session(scope, depth)
        if roll < 0.75:
            return self.optional_session(scope, depth)
        if roll < 0.78 and depth > 0:
            return self.box_session(scope, depth)
        if roll < 0.79 and depth > 0 and not self.cpp:
            return self.made_session(scope, depth)
        if roll < 0.81 and not self.cpp:
            return self.attribute_session(scope, depth)
        if roll < 0.82:
            return self.retry_session(scope, depth)
        return self.direct_session(scope, depth)

    def direct_session(self, scope, depth):
        if self.chance(0.15):
            return self.struct_session(scope, depth)
        h = self.fresh("h")
        out = self.opening(h, scope, depth, True)
        out += self.after_open(h, scope, depth)
        return out

    def after_open(self, h, scope, depth, close=None):
        close = close or self.closing(h, depth)
        outer = scope.leave
        inner = scope.inner(live=scope.live + [(h, close)], raw=True,
                            leave=lambda code: [n.copy() for n in close] + outer(code))
        return self.statements(inner, depth, 3) + [n.copy() for n in close]

    def struct_session(self, scope, depth):
        v = self.fresh("box")
        h = f"{v}.db"
        out = [line(f"struct ctx {v} = {{{self.null}, 0}};")]
        out += self.opening(h, scope, depth, False)
        return out + self.after_open(h, scope, depth)

    def flag_session(self, scope, depth):
        h, f = self.fresh("h"), self.fresh("opened")
        close = [block(f"if ({f})", [line(f"fdb_close({h});")])]
        form = self.rng.random()
        cond = self.condition()
        if form < 0.4:
            head = [line(f"fdb *{h} = {self.null};"), line(f"int {f} = 0;"),
                    block(f"if ({cond})", [line(f"{h} = fdb_acquire(1);"),
                                           block(f"if ({h})", [line(f"{f} = 1;")])])]
        elif form < 0.7:
            head = [line(f"fdb *{h} = {self.null};"), line(f"int {f} = 0;"),
                    block(f"if ({cond})", [line(f"{h} = fdb_connect(2);"), line(f"{f} = 1;")])]
        else:
            head = [line(f"fdb *{h} = {self.null};"), line(f"int {f} = {cond};"),
                    block(f"if ({f})", [line(f"fdb_open(1, &{h});")])]
        return head + self.after_open(h, scope, depth, close)

    def optional_session(self, scope, depth):
        """Opened or not; NULL tells."""
        h = self.fresh("h")
        source = self.one("fdb_acquire(1)", "fdb_connect(1)")
        close = self.one([line(f"fdb_close({h});")], [block(f"if ({h})", [line(f"fdb_close({h});")])])
        head = [line(f"fdb *{h} = {self.condition()} ? {source} : {self.null};")]
        return head + self.after_open(h, scope, depth, close)

    def box_session(self, scope, depth):
        """A helper opens into a struct of ours."""
        v = self.fresh("box")
        name = self.function("ctx", depth - 1)
        out = [line(f"struct ctx {v} = {{{self.null}, 0}};")]
        how = self.rng.random()
        close = [line(f"fdb_close({v}.db);")]
        if how < 0.5:
            close = [line(f"{self.dropper('drop_ctx', depth - 1)}(&{v});")]
        out.append(block(f"if ({name}(&{v}, 1, 0))", ([n.copy() for n in close] if self.chance(0.5) else []) + scope.leave(1)))
        return out + self.after_open(f"{v}.db", scope, depth, close)

    def made_session(self, scope, depth):
        """A helper makes a struct on the heap, with a session in it."""
        v = self.fresh("c")
        name = self.function("makes", depth - 1)
        close = [line(f"{self.dropper('drop_made', depth - 1)}({v});")]
        out = [line(f"struct ctx *{v} = {name}(1, 0);"), block(f"if (!{v})", scope.leave(1))]
        return out + self.after_open(f"{v}->db", scope, depth, close)

    def attribute_session(self, scope, depth):
        """The compiler calls the closer at the end of the scope."""
        h = self.fresh("h")
        name = self.dropper("drop_inout", 0)
        out = [line(f"__attribute__((cleanup({name}))) fdb *{h} = {self.null};")]
        inner = scope.inner(live=scope.live + [(h, [])])
        if self.chance(0.5):
            out += [line(f"{h} = fdb_connect(1);"), block(f"if (fdb_status({h}) != FDB_OK)", scope.leave(1))]
        else:
            out += [block(f"if (fdb_open(1, &{h}) != FDB_OK)", scope.leave(1))]
        return out + self.statements(inner, depth, 2)

    def retry_session(self, scope, depth):
        h, i = self.fresh("h"), self.fresh("try")
        out = [line(f"fdb *{h} = {self.null};")]
        if not self.cpp and self.chance(0.3):  # by a jump backwards
            again = self.fresh("again")
            out += [line(f"int {i} = 0;"), line(f"{again}: ;"), line(f"{h} = fdb_connect({i});"),
                    block(f"if (fdb_status({h}) != FDB_OK)",
                          [line(f"fdb_close({h});"), block(f"if (++{i} < 2)", [line(f"goto {again};")])] + scope.leave(1))]
            return out + self.after_open(h, scope, depth)
        if self.chance(0.5):
            body = [line(f"{h} = fdb_connect({i});"),
                    block(f"if (fdb_status({h}) == FDB_OK)", [line("break;")]),
                    line(f"fdb_close({h});"), line(f"{h} = {self.null};")]
        else:
            body = [block(f"if (fdb_open({i}, &{h}) == FDB_OK)", [line("break;")]),
                    line(f"fdb_close({h});"), line(f"{h} = {self.null};")]
        out.append(block(f"for (int {i} = 0; {i} < 2; {i}++)", body))
        outer = scope.leave
        out.append(block(f"if (!{h})", outer(1)))
        return out + self.after_open(h, scope, depth)

    def try_session(self, scope, depth):
        h = self.fresh("h")
        out = self.opening(h, scope, depth, True)
        close = [line(f"fdb_close({h});")]
        outer = scope.leave

        def leave(code):
            if self.chance(0.4):
                return [line(f"throw std::{self.one('runtime_error', 'runtime_error', 'logic_error')}(\"no\");")]
            return [n.copy() for n in close] + outer(code)
        inner = scope.inner(live=scope.live + [(h, close)], leave=leave, raw=False)
        body = self.statements(inner, depth, 2) + [line("work();")]
        catch = self.one("catch (...)", "catch (...)", "catch (const std::exception &e)", "catch (std::runtime_error &)")
        roll = self.rng.random()
        if roll < 0.4:
            return out + [block("try", body, (catch, [n.copy() for n in close] + [line("throw;")]))] + close
        if roll < 0.7:
            return out + [block("try", body, (catch, [n.copy() for n in close] + outer(1)))] + close
        # swallow, and close behind it
        inner.leave = leave
        return out + [block("try", body, (catch, self.use(scope, 0)))] + close
