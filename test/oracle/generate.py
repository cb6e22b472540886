"""Random C and C++ functions that open, use and close sessions of fakedb.

A program is first written the way people write correct ones (exits that clean
up by hand, goto, break, nested ifs, try/catch, owners, helpers), then mutated
a little: a close goes missing, a return comes early, two lines swap. Whether
the result is right is not known here; execution decides.
"""
import random
import re

from classes import CLASSES
from tree import Function, Group, block, bodies, line

PARAMETERS = {
    "plain": "int a, int b",
    "returns": "int a, int b",
    "out": "fdb **out, int a, int b",
    "ctx": "struct ctx *c, int a, int b",
    "param": "fdb *s, int a, int b",
    "drop": "fdb *s",
    "drop_flag": "fdb *s, int really",
    "drop_inout": "fdb **p",
}


class Scope:
    """Where statements are being made: what is open, how one leaves."""

    def __init__(self, live=(), leave=None, loops=0):
        self.live = list(live)  # (expression of the handle, closing statements)
        self.leave = leave  # code -> statements that clean up and leave
        self.loops = loops

    def inner(self, **changes):
        s = Scope(self.live, self.leave, self.loops)
        for k, v in changes.items():
            setattr(s, k, v)
        return s


class Generator:
    def __init__(self, seed, language):
        self.rng = random.Random(f"{language}-{seed}")
        self.seed = seed
        self.cpp = language == "cpp"
        self.language = language
        self.items = []
        self.counter = 0
        self.classes = set()
        self.seen, self.has_params, self.hoisted, self.leave_in_loops = [], True, None, True

    # -- small choices ------------------------------------------------------
    def chance(self, p):
        return self.rng.random() < p

    def one(self, *xs):
        return self.rng.choice(xs)

    def fresh(self, stem):
        self.counter += 1
        return f"{stem}{self.counter}"

    def helper_name(self, stem):
        self.counter += 1
        return f"{stem}_{self.language}{self.seed}_{self.counter}"

    @property
    def null(self):
        return self.one("nullptr", "nullptr", "NULL") if self.cpp else self.one("NULL", "0")

    def condition(self, scope=None):
        if self.seen and self.chance(0.35):
            c = self.rng.choice(self.seen)
            return c if self.chance(0.7) else f"!({c})"
        if self.chance(0.4):
            return self.one("pick(2)", "pick(2)", "pick(2) == 1", "!pick(2)", "pick(3) > 1")
        if self.has_params:
            p = self.one("a", "b")
            c = self.one("{0}", "!{0}", "{0} == 1", "{0} != 1", "{0} > 1", "{0} == 2", "{0} < 2").format(p)
            if self.chance(0.15):
                c = self.one("a && b", "a || b", "a == b", "a > 0 && pick(2)", "b == 1 || pick(2)")
            self.seen.append(c)
            return c
        return "pick(2)"

    # -- opening ------------------------------------------------------------
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
        return [line(f"{decl} = {call};"), block(f"if (!{h})", fail())]

    # -- using --------------------------------------------------------------
    def use(self, scope, depth):
        """One statement that may mention an open handle."""
        handles = [h for h, _ in scope.live]
        choices = ["tick"]
        if handles:
            choices += ["use"] * 4 + ["exec", "tell"]
            if depth > 0:
                choices += ["helper"]
        if self.cpp:
            choices += ["work"] * 2 + ["safe", "step"]
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
                    body += self.statements(inner, depth - 1, 1)
                    if self.chance(0.8) or label == "default:":
                        body.append(line("break;"))
                elif label == "default:":
                    body.append(line("break;"))
            return [block(f"switch ({self.one('pick(3)', 'a' if self.has_params else 'pick(3)')})", body)]
        if self.cpp and roll < 0.94:  # a try block that swallows
            handler = self.one("catch (...)", "catch (const std::exception &)", "catch (const std::runtime_error &)")
            body = self.statements(scope, depth - 1, 2) + [line("work();")]
            return [block("try", body, (handler, self.statement(scope, depth - 1)))]
        return self.session(scope, depth - 1)

    # -- whole sessions -----------------------------------------------------
    def session(self, scope, depth):
        """Opens another session, uses it and closes it, in one of the styles."""
        if self.hoisted is not None:
            return self.use(scope, depth)
        roll = self.rng.random()
        if self.cpp and roll < 0.45:
            return self.owned_session(scope, depth)
        if self.cpp and roll < 0.65:
            return self.try_session(scope, depth)
        if roll < 0.75:
            return self.flag_session(scope, depth)
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
        inner = scope.inner(live=scope.live + [(h, close)],
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

    def retry_session(self, scope, depth):
        h, i = self.fresh("h"), self.fresh("try")
        out = [line(f"fdb *{h} = {self.null};")]
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
        inner = scope.inner(live=scope.live + [(h, close)], leave=leave)
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

    def owned_session(self, scope, depth):
        roll = self.rng.random()
        if roll < 0.3:
            return self.unique_session(scope, depth)
        if roll < 0.75:
            return self.class_session(scope, depth)
        return self.guard_session(scope, depth)

    def unique_session(self, scope, depth):
        p = self.fresh("p")
        n = self.one("1", "2")
        source = self.one(f"fdb_connect({n})", f"fdb_acquire({n})")
        out = []
        if self.chance(0.3):
            h = self.fresh("h")
            out = self.opening(h, scope, depth, True)
            source = h
        out.append(line(self.one(
            f"std::unique_ptr<fdb, void (*)(fdb *)> {p}({source}, fdb_close);",
            f"std::unique_ptr<fdb, decltype(&fdb_close)> {p}({source}, &fdb_close);",
            f"std::unique_ptr<fdb, {self.class_of('Closer')}> {p}({source});",
            f"std::unique_ptr<fdb, {self.class_of('Closer')}> {p}{{{source}}};",
            f"std::shared_ptr<fdb> {p}({source}, fdb_close);",
            f"std::shared_ptr<fdb> {p}({source}, [](fdb *x) {{ fdb_close(x); }});")))
        shared = "shared_ptr" in out[-1].text
        h = f"{p}.get()"
        if self.chance(0.6):
            out.append(block(f"if (!{p}{self.one('', f' || fdb_status({h}) != FDB_OK')})", scope.leave(1)))
        inner = scope.inner(live=scope.live + [(h, [])])
        out += self.statements(inner, depth, 3)
        roll = self.rng.random()
        if roll < 0.12 and not shared:
            q = self.fresh("h")
            out += [line(f"fdb *{q} = {p}.release();")] + self.after_open(q, scope, depth)
        elif roll < 0.2:
            out += [line(f"{p}.reset();")] + self.use(scope, 0)
        elif roll < 0.28:
            q = self.fresh("q")
            out += [line(f"auto {q} = std::move({p});"), line(f"fdb_use({q}.get());")]
        elif roll < 0.34 and not shared:
            out += [line(f"{p}.reset(fdb_acquire(3));"), line(f"fdb_use({p}.get());")]
        return out

    def class_of(self, kind):
        name = f"{kind}_{self.language}{self.seed}"
        if name not in self.classes:
            self.classes.add(name)
            self.items.append(CLASSES[kind](name, self.rng))
        return name

    def class_session(self, scope, depth):
        kind = self.one("Conn", "Conn", "Opener", "Thrower")
        name = self.class_of(kind)
        v = self.fresh("v")
        h = f"{v}.get()"
        out = []
        if kind == "Conn":
            source = self.one("fdb_connect(1)", "fdb_acquire(2)")
            if self.chance(0.4):
                source = self.fresh("h")
                out = self.opening(source, scope, depth, True)
            out.append(line(f"{name} {v}({source});"))
            if self.chance(0.5):
                out.append(block(f"if (!{v}.ok())", scope.leave(1)))
        elif kind == "Opener":
            out.append(line(f"{name} {v};"))
            out.append(block(f"if (!{v}.open({self.one(1, 2)}))", scope.leave(1)))
        else:
            out.append(line(f"{name} {v}({self.one(1, 2)});"))
        inner = scope.inner(live=scope.live + [(h, [])])
        out += self.statements(inner, depth, 3)
        roll = self.rng.random()
        if kind == "Conn" and roll < 0.15:
            q = self.fresh("h")
            out += [line(f"fdb *{q} = {v}.release();")] + self.after_open(q, scope, depth)
        elif kind == "Conn" and roll < 0.3:
            q = self.fresh("w")
            out += [line(f"{name} {q}(std::move({v}));"), line(f"fdb_use({q}.get());")]
        elif kind in ("Conn", "Opener") and roll < 0.4:
            out += [line(f"{v}.close();")] + self.use(scope, 0)
        return out

    def guard_session(self, scope, depth):
        h = self.fresh("h")
        out = self.opening(h, scope, depth, True)
        inner = scope.inner(live=scope.live + [(h, [])])
        g = self.fresh("g")
        roll = self.rng.random()
        if roll < 0.4:
            name = self.class_of("Guard")
            out.append(line(f"auto {g} = make{name}([{self.one('&', '=', h, '&' + h)}] {{ fdb_close({h}); }});"))
            if self.chance(0.25):
                return out + self.statements(inner, depth, 2) + [line(f"{g}.dismiss();")] + self.after_open(h, scope, depth)
        elif roll < 0.7:
            name = self.class_of("Fin")
            out.append(line(f"{name} {g}({h});"))
        else:
            local = self.fresh("Local")
            out.append(block(f"struct {local}", [line("fdb *x;"),
                                                 block(f"~{local}()", [line("fdb_close(x);")])], tail=f" {g}{{{h}}};"))
        return out + self.statements(inner, depth, 3)

    # -- whole functions ----------------------------------------------------
    def function(self, kind, depth, static=True, name=None):
        keep = {k: getattr(self, k) for k in ("seen", "has_params", "hoisted", "leave_in_loops")}
        self.seen, self.has_params, self.hoisted, self.leave_in_loops = [], True, None, True
        name = name or self.helper_name(kind)
        body = getattr(self, "body_" + kind)(depth)
        result = {"returns": "fdb *"}.get(kind, "int ")
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
                scope = Scope(live, leave)
                form = self.one("connect", "open", "acquire", "attach")
                fail = leave(1)
                if form == "connect":
                    out += [line(f"{h} = fdb_connect(1);"), block(f"if (fdb_status({h}) != FDB_OK)", fail)]
                elif form == "acquire":
                    out += [line(f"{h} = fdb_acquire(1);"), block(f"if (!{h})", fail)]
                else:
                    out += [block(f"if (fdb_{form}(1, &{h}) != FDB_OK)", fail)]
                live = live + [(h, [])]
                out += self.statements(Scope(live, leave), depth, 2)
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
                out += self.statements(Scope(live, leave), depth, 2)
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
        inner = inner + self.statements(Scope([(h, [])], leave), depth, 3) + [line("rc = 0;")]
        out.append(block("do", inner, tail=" while (0);"))
        return out + [block(f"if ({h})", [line(f"fdb_close({h});")]), line("return rc;")]

    def nested_body(self, depth):
        h, rc = self.fresh("h"), "rc"
        out = [line("int rc = 1;")]
        self.leave_in_loops = False
        scope = Scope([(h, [])], lambda code: [line(f"rc = {code + 1};")])
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

    def body_param(self, depth):
        scope = Scope(live=[("s", [])], leave=self.leaver("1"))
        body = self.statements(scope, min(depth, 2), 3)
        if self.chance(0.25):
            body += [block(f"if ({self.condition()})", [line("fdb_close(s);"), line("return 0;")])]
            body += self.use(scope, 0)
        return body + [line("return 0;")]

    # -- mutation -----------------------------------------------------------
    def mutate(self, function):
        spots = [b for _, body in function.node.parts for b in bodies(body)]
        spots = [b for b in spots if b]
        if not spots:
            return
        body = self.rng.choice(spots)
        at = self.rng.randrange(len(body))
        roll = self.rng.random()
        names = sorted({w for b in spots for n in b if n.parts is None
                        for w in _handles(n.text)})
        h = self.rng.choice(names) if names else "s"
        if roll < 0.3:
            closes = [(b, i) for b in spots for i, n in enumerate(b) if n.parts is None and "fdb_close" in n.text]
            if closes:
                body, at = self.rng.choice(closes)
            del body[at]
        elif roll < 0.4:
            del body[at]
        elif roll < 0.5 and at + 1 < len(body):
            body[at], body[at + 1] = body[at + 1], body[at]
        elif roll < 0.6:
            value = {"returns": "NULL"}.get(function.kind, "1")
            value = "" if function.kind.startswith("drop") else " " + value
            body.insert(at, block(f"if ({self.one('pick(2)', 'pick(2)', 'pick(3) == 1')})", [line(f"return{value};")]))
        elif roll < 0.68:
            body.insert(at, line(f"fdb_close({h});"))
        elif roll < 0.76:
            body.insert(at, line(f"fdb_use({h});"))
        elif roll < 0.82:
            body.insert(at, line(self.one("work();", "work();", "(void)step(1);", "throw std::runtime_error(\"m\");")
                                 if self.cpp else f"poke({h});"))
        elif roll < 0.86:
            body.insert(at, line(f"{h} = {self.one('NULL', 'fdb_acquire(9)', 'fdb_connect(9)')};"))
        elif roll < 0.9:
            other = self.fresh("alias")
            body.insert(at, line(f"fdb *{other} = {h};"))
            body.insert(min(len(body), at + 1 + self.rng.randrange(3)), line(f"fdb_{self.one('close', 'use')}({other});"))
        elif roll < 0.95:
            body.insert(at, body[self.rng.randrange(len(body))].copy())
        else:
            ifs = [n for b in spots for n in b if n.parts and n.parts[0][0].startswith("if (")]
            if ifs:
                n = self.rng.choice(ifs)
                head, first = n.parts[0]
                n.parts[0] = (f"if (!({head[4:-1]}))", first)

    def group(self):
        kind = self.one("plain", "plain", "plain", "plain", "plain", "returns", "out", "ctx", "param")
        name = f"f_{self.language}{self.seed}"
        self.counter = 0
        self.function(kind, self.one(1, 2, 2, 3), static=False, name=name)
        functions = [i for i in self.items if isinstance(i, Function)]
        for _ in range(self.one(0, 0, 1, 1, 1, 2)):
            target = functions[-1] if self.chance(0.8) else self.rng.choice(functions)
            self.mutate(target)
        return Group(name, self.language, self.items)


def _handles(text):
    return re.findall(r"\b(?:h\d+|box\d+\.db|s)\b", text)


def generate(seed, language):
    return Generator(seed, language).group()
