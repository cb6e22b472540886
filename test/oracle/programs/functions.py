"""Whole functions, each kind with its duties to the caller."""
from programs.scope import Scope
from programs.parameters import PARAMETERS
from programs.tree import Function, block, line


class Functions:
    def function(self, kind, depth, static=True, name=None):
        keep = {k: getattr(self, k) for k in ("seen", "has_params", "hoisted", "leave_in_loops")}
        self.seen, self.has_params, self.hoisted, self.leave_in_loops = [], True, None, True
        name = name or self.helper_name(kind)
        body = getattr(self, "body_" + kind)(depth)
        result = {"returns": "fdb *", "makes": "struct ctx *"}.get(kind, "int ")
        if kind == "owner":
            result = self.owner_type + " "
        noexcept = " noexcept" if self.cpp and self.chance(0.04) else ""
        node = block(f"{'static ' if static else ''}{result}{name}({PARAMETERS[kind]}){noexcept}", body)
        self.items.append(Function(name, kind, node, PARAMETERS[kind]))
        for k, v in keep.items():
            setattr(self, k, v)
        return name

    def leaver(self, value):
        def leave(code):
            if self.cpp and self.chance(0.25):
                return [line(f"throw std::{self.one('runtime_error', 'runtime_error', 'logic_error')}(\"no\");")]
            if self.chance(0.03):
                return [line("die();")]
            return [line(f"return {value};")]
        return leave

    def body_plain(self, depth):
        roll = self.rng.random()
        if roll < 0.22:
            return self.goto_body(depth)
        if roll < 0.32:
            return self.dowhile_body(depth)
        if roll < 0.42:
            return self.nested_body(depth)
        if roll < 0.48:
            return self.loop_body(depth)
        scope = Scope(leave=self.leaver("1"))
        out = self.statements(scope, 1, 1) if self.chance(0.3) else []
        return out + self.session(scope, depth) + [line("return 0;")]

    def goto_body(self, depth):
        count = self.one(1, 1, 2)
        names = [self.fresh("h") for _ in range(count)]
        out = [line(f"fdb *{h} = {self.null};") for h in names] + [line("int rc = 0;")]
        self.hoisted = names
        if self.chance(0.6):  # one label, closes what is not NULL
            leave = lambda code: [line(f"rc = {code};"), line("goto out;")]
            live = []
            for h in names:
                scope = Scope(live, leave, raw=True)
                form = self.one("connect", "open", "acquire", "attach")
                fail = leave(1)
                if form == "connect":
                    out += [line(f"{h} = fdb_connect(1);"), block(f"if (fdb_status({h}) != FDB_OK)", fail)]
                elif form == "acquire":
                    out += [line(f"{h} = fdb_acquire(1);"), block(f"if (!{h})", fail)]
                else:
                    out += [block(f"if (fdb_{form}(1, &{h}) != FDB_OK)", fail)]
                live = live + [(h, [])]
                out += self.statements(Scope(live, leave, raw=True), depth, 2)
            out.append(line("out: ;"))
            for h in reversed(names):
                out += [block(f"if ({h})", [line(f"fdb_close({h});")])] if self.chance(0.7) else [line(f"fdb_close({h});")]
        else:  # a ladder of labels
            ladder = []
            live = []
            for k, h in enumerate(names):
                target = f"fail{k}"
                leave = lambda code, t=target: [line(f"rc = {code};"), line(f"goto {t};")]
                out += [line(f"{h} = fdb_acquire(1);"), block(f"if (!{h})", leave(1))]
                live = live + [(h, [])]
                nxt = f"fail{k + 1}"
                leave = lambda code, t=nxt: [line(f"rc = {code};"), line(f"goto {t};")]
                out += self.statements(Scope(live, leave, raw=True), depth, 2)
            for k in range(count, -1, -1):
                out.append(line(f"fail{k}: ;"))
                if k:
                    out.append(line(f"fdb_close({names[k - 1]});"))
        return out + [line("return rc;")]

    def dowhile_body(self, depth):
        h = self.fresh("h")
        out = [line(f"fdb *{h} = {self.null};"), line("int rc = 1;")]
        self.leave_in_loops = False
        leave = lambda code: [line("break;")]
        self.hoisted = [h]
        inner = self.one([line(f"{h} = fdb_connect(1);"), block(f"if (fdb_status({h}) != FDB_OK)", [line("break;")])],
                         [block(f"if (fdb_open(1, &{h}))", [line("break;")])])
        inner = inner + self.statements(Scope([(h, [])], leave, raw=True), depth, 3) + [line("rc = 0;")]
        out.append(block("do", inner, tail=" while (0);"))
        return out + [block(f"if ({h})", [line(f"fdb_close({h});")]), line("return rc;")]

    def nested_body(self, depth):
        h, rc = self.fresh("h"), "rc"
        out = [line("int rc = 1;")]
        self.leave_in_loops = False
        scope = Scope([(h, [])], lambda code: [line(f"rc = {code + 1};")], raw=True)
        inner = self.statements(scope, depth, 2) + [line("rc = 0;")]
        if self.chance(0.5):
            out += [line(f"fdb *{h} = fdb_connect(1);"),
                    block(f"if ({h})", [block(f"if (fdb_status({h}) == FDB_OK)", inner), line(f"fdb_close({h});")])]
        else:
            out += [line(f"fdb *{h} = {self.null};"),
                    block(f"if (fdb_open(1, &{h}) == FDB_OK)", inner, ("else", [line(f"tell({h});")])),
                    line(f"fdb_close({h});")]
        return out + [line("return rc;")]

    def loop_body(self, depth):
        """A session a turn."""
        h, i = self.fresh("h"), self.fresh("i")
        self.leave_in_loops = True
        scope = Scope(leave=lambda code: [line(self.one("continue;", "break;", "return 1;"))], loops=1)
        self.hoisted = None
        body = self.opening(h, scope, depth, True)
        body += self.after_open(h, scope, min(depth, 1))
        return [block(f"for (int {i} = 0; {i} < {self.one('2', 'a', 'pick(3)')}; {i}++)", body), line("return 0;")]

    def body_returns(self, depth):
        null = self.null
        scope = Scope(leave=self.leaver(null))
        roll = self.rng.random()
        if self.cpp and roll < 0.2:
            name = self.class_of("Closer")
            body = [line(f"std::unique_ptr<fdb, {name}> p(fdb_connect(1));"),
                    block("if (fdb_status(p.get()) != FDB_OK)", scope.leave(1))]
            body += self.statements(scope.inner(live=[("p.get()", [])]), depth, 2)
            return body + [line("return p.release();")]
        h = self.fresh("h")
        body = self.opening(h, scope, depth, True)
        return body + self.hand_out(h, scope, depth, null, [line(f"return {h};")])

    def hand_out(self, h, scope, depth, value, end):
        close = self.closing(h, depth)
        outer = scope.leave
        inner = scope.inner(live=[(h, close)], leave=lambda code: [n.copy() for n in close] + outer(code))
        if self.cpp and self.chance(0.6):  # what may throw stays inside a try
            inner.leave = lambda code: ([line('throw std::runtime_error("no");')] if self.chance(0.5)
                                        else [n.copy() for n in close] + [line(f"return {value};")])
            body = self.statements(inner, min(depth, 1), 2)
            return [block("try", body, ("catch (...)", [line(f"fdb_close({h});"), line("throw;")]))] + end
        keep, self.cpp = self.cpp, False
        body = self.statements(inner, min(depth, 1), 2) if self.chance(0.7) else []
        self.cpp = keep
        return body + end

    def body_out(self, depth):
        scope = Scope(leave=self.leaver("1"))
        if self.chance(0.2):  # straight into the caller's place
            fail = self.one([], [line("fdb_close(*out);"), line(f"*out = {self.null};")])
            return [block("if (fdb_open(1, out) != FDB_OK)", fail + [line("return 1;")]), line("return 0;")]
        h = self.fresh("h")
        body = self.opening(h, scope, depth, True)
        return body + self.hand_out(h, scope, depth, "1", [line(f"*out = {h};"), line("return 0;")])

    def body_ctx(self, depth):
        scope = Scope(leave=self.leaver("1"))
        if self.chance(0.4):
            fail = self.one([], [line("fdb_close(c->db);"), line(f"c->db = {self.null};")])
            return [block("if (fdb_open(1, &c->db) != FDB_OK)", fail + [line("return 1;")]),
                    line("fdb_use(c->db);"), line("c->ready = 1;"), line("return 0;")]
        h = self.fresh("h")
        body = self.opening(h, scope, depth, True)
        return body + self.hand_out(h, scope, depth, "1", [line(f"c->db = {h};"), line("return 0;")])

    def body_lazy(self, depth):
        """Opens a static when it is first needed."""
        g = f"g_{self.language}{self.seed}"
        self.items.append(line(f"static fdb *{g};"))
        leave = self.leaver("1")
        reset = [line(f"fdb_close({g});"), line(f"{g} = {self.null};")]
        scope = Scope(leave=lambda code: [n.copy() for n in reset] + leave(code))
        if self.chance(0.5):
            opening = [line(f"{g} = fdb_connect(1);"), block(f"if (fdb_status({g}) != FDB_OK)", scope.leave(1))]
        else:
            opening = [block(f"if (fdb_open(1, &{g}) != FDB_OK)", scope.leave(1))]
        body = [block(f"if (!{g})", opening)]
        body += self.statements(Scope([(g, [])], leave), min(depth, 2), 2)
        if self.chance(0.3):
            body += [block(f"if ({self.condition()})", reset)]
        return body + [line("return 0;")]

    def body_makes(self, depth):
        scope = Scope(leave=self.leaver("NULL"))
        free = [line("free(c);")]
        inner = scope.inner(leave=lambda code: [n.copy() for n in free] + scope.leave(code))
        body = [line("struct ctx *c = (struct ctx *)malloc(sizeof *c);"), block("if (!c)", scope.leave(1)),
                line("c->db = NULL;")]
        if self.chance(0.5):
            body += self.opening("c->db", inner, depth, False)
            return body + self.hand_out("c->db", inner, depth, "NULL", [line("c->ready = 1;"), line("return c;")])
        h = self.fresh("h")
        body = self.opening(h, scope, depth, True)
        body += [line("struct ctx *c = (struct ctx *)malloc(sizeof *c);"),
                 block("if (!c)", [line(f"fdb_close({h});")] + scope.leave(1))]
        return body + [line(f"c->db = {h};"), line("c->ready = 0;"), line("return c;")]

    def body_owner(self, depth):
        """Returns an object that owns a session."""
        if self.chance(0.5):
            self.owner_type = f"std::unique_ptr<fdb, {self.class_of('Closer')}>"
        else:
            self.owner_type = self.class_of("Conn")
        p = self.fresh("p")
        kind = self.owner_type
        if self.chance(0.3):
            return [line(f"return {kind}(fdb_connect(a));")]
        scope = Scope(live=[(f"{p}.get()", [])], leave=lambda code: [line('throw std::runtime_error("owner");')])
        body = [line(f"{kind} {p}(fdb_connect(a));"), block(f"if (fdb_status({p}.get()) != FDB_OK)", scope.leave(1))]
        body += self.statements(scope, min(depth, 1), 2)
        return body + [line(f"return {p};")]

    def body_param(self, depth):
        scope = Scope(live=[("s", [])], leave=self.leaver("1"))
        body = self.statements(scope, min(depth, 2), 3)
        if self.chance(0.25):
            body += [block(f"if ({self.condition()})", [line("fdb_close(s);"), line("return 0;")])]
            body += self.use(scope, 0)
        return body + [line("return 0;")]
