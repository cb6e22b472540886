"""Sessions that an object of C++ owns."""
from programs.owner_classes import CLASSES
from programs.tree import block, line


class Owners:
    def owned_session(self, scope, depth):
        roll = self.rng.random()
        if roll < 0.3:
            return self.unique_session(scope, depth)
        if roll < 0.34:
            return self.pooled_session(scope, depth)
        if roll < 0.4 and depth > 0:
            return self.given_session(scope, depth)
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

    def pooled_session(self, scope, depth):
        """Owners in a container."""
        v = self.fresh("pool")
        kind = self.one(f"std::unique_ptr<fdb, {self.class_of('Closer')}>", self.class_of("Conn"))
        out = [line(f"std::vector<{kind}> {v};")]
        form = self.rng.random()
        source = self.one("fdb_connect(1)", "fdb_acquire(1)")
        if form < 0.3:
            out.append(line(f"{v}.emplace_back({source});"))
        elif form < 0.6:
            out.append(line(f"{v}.push_back({kind}({source}));"))
        else:
            p = self.fresh("p")
            out += [line(f"{kind} {p}({source});")] + self.use(scope.inner(live=scope.live + [(f"{p}.get()", [])]), 0)
            out.append(line(f"{v}.push_back(std::move({p}));"))
        inner = scope.inner(live=scope.live + [(f"{v}[0].get()", [])])
        out += self.statements(inner, depth, 2)
        if self.chance(0.3):
            i = self.fresh("i")
            out.append(block(f"for (auto &{i} : {v})", [line(f"fdb_use({i}.get());")]))
        return out

    def given_session(self, scope, depth):
        """A helper returns an owner; it may be passed on by value."""
        p = self.fresh("p")
        call = f"{self.function('owner', depth - 1)}(1, 0)"
        kind = self.owner_type
        out = [line(f"{self.one('auto', kind)} {p} = {call};")]
        inner = scope.inner(live=scope.live + [(f"{p}.get()", [])])
        out += self.statements(inner, depth, 2)
        if self.chance(0.3):
            name = self.helper_name("take")
            body = [line("fdb_use(p.get());")] + self.one([], [line("work();")], [line("fdb_close(p.release());")])
            self.items.append(block(f"static void {name}({kind} p)", body))
            out.append(line(f"{name}(std::move({p}));"))
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
