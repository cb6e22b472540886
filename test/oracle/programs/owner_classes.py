"""The classes that generated C++ programs own sessions with.

Each maker gets a name and the random numbers, and returns one tree. Their
methods are seen by the analyser but are not functions under test themselves.
"""
from programs.tree import Node, block, line


def closer(name, rng):
    body = rng.choice([[line("fdb_close(h);")], [block("if (h)", [line("fdb_close(h);")])]])
    return block(f"struct {name}", [block("void operator()(fdb *h) const", body)], tail=";")


def _destructor(name, rng, field):
    roll = rng.random()
    if roll < 0.45:
        body = [line(f"fdb_close({field});")]
    elif roll < 0.9:
        body = [block(f"if ({field})", [line(f"fdb_close({field});")])]
    else:
        body = [line("close();")]
    return block(f"~{name}()", body)


def _close(field):
    return block("void close()", [block(f"if ({field})", [line(f"fdb_close({field});"), line(f"{field} = nullptr;")])])


def _queries(field):
    return [block("fdb *get() const", [line(f"return {field};")]),
            block("bool ok() const", [line(f"return {field} && fdb_status({field}) == FDB_OK;")])]


def conn(name, rng):
    """Takes a handle over; moves; gives it back."""
    body = [line("fdb *db_;"), line("public:"),
            block(f"explicit {name}(fdb *h) : db_(h)", []),
            _destructor(name, rng, "db_"),
            line(f"{name}(const {name} &) = delete;"),
            line(f"{name} &operator=(const {name} &) = delete;"),
            block(f"{name}({name} &&o) noexcept : db_(o.db_)", [line("o.db_ = nullptr;")]),
            block(f"{name} &operator=({name} &&o) noexcept",
                  [block("if (this != &o)", [line("fdb_close(db_);"), line("db_ = o.db_;"), line("o.db_ = nullptr;")]),
                   line("return *this;")]),
            _close("db_")] + _queries("db_")
    if rng.random() < 0.5:
        body.append(block("fdb *release()", [line("fdb *h = db_;"), line("db_ = nullptr;"), line("return h;")]))
    else:
        body.append(block("fdb *release()", [line("return std::exchange(db_, nullptr);")]))
    return block(f"class {name}", body, tail=";")


def opener(name, rng):
    """Empty at first; open() closes what was there."""
    how = rng.choice([[line("db = fdb_connect(n);"), line("return fdb_status(db) == FDB_OK;")],
                      [line("return fdb_open(n, &db) == FDB_OK;")],
                      [block("if (fdb_open(n, &db) != FDB_OK)", [line("close();"), line("return false;")]), line("return true;")]])
    body = [line("fdb *db = nullptr;"), line("public:"), line(f"{name}() = default;"),
            line(f"{name}(const {name} &) = delete;"), line(f"{name} &operator=(const {name} &) = delete;"),
            _close("db"), _destructor(name, rng, "db"),
            block("bool open(int n)", [line("close();")] + how)] + _queries("db")
    return block(f"class {name}", body, tail=";")


def thrower(name, rng):
    """Opens in the constructor, which throws on failure."""
    clean = [line("fdb_close(m_);")] if rng.random() < 0.8 else []
    how = rng.choice([
        [line("m_ = fdb_connect(n);"), block("if (fdb_status(m_) != FDB_OK)", clean + [line('throw std::runtime_error("open");')])],
        [block("if (fdb_open(n, &m_) != FDB_OK)", clean + [line('throw std::runtime_error("open");')])],
        [line("m_ = fdb_acquire(n);"), block("if (!m_)", [line('throw std::runtime_error("open");')])]])
    more = []
    if rng.random() < 0.2:
        more = [block("try", [line("work();")], ("catch (...)", [line("fdb_close(m_);"), line("throw;")]))]
    elif rng.random() < 0.1:
        more = [line("work();")]
    body = [line("fdb *m_ = nullptr;"), line("public:"), block(f"explicit {name}(int n)", how + more),
            line(f"{name}(const {name} &) = delete;"), line(f"{name} &operator=(const {name} &) = delete;"),
            block(f"~{name}()", [line("fdb_close(m_);")])] + _queries("m_")
    return block(f"class {name}", body, tail=";")


def guard(name, rng):
    """Runs a callable at the end of its scope."""
    body = [line("F f_;"), line("bool on_ = true;"), line("public:"),
            block(f"explicit {name}(F f) : f_(std::move(f))", []),
            block(f"{name}({name} &&o) : f_(std::move(o.f_)), on_(o.on_)", [line("o.on_ = false;")]),
            line(f"{name}(const {name} &) = delete;"),
            block(f"~{name}()", [block("if (on_)", [line("f_();")])]),
            block("void dismiss()", [line("on_ = false;")])]
    cls = block(f"template <class F> class {name}", body, tail=";")
    make = block(f"template <class F> {name}<F> make{name}(F f)", [line(f"return {name}<F>(std::move(f));")])
    wrapper = Node(None, [(f"namespace g_{name}", [cls, make])], tail=f" using namespace g_{name}; // {name}")
    return wrapper


def fin(name, rng):
    """Closes the handle in a variable of somebody else, by reference."""
    body = [line("fdb *&h_;"), block(f"explicit {name}(fdb *&h) : h_(h)", []),
            line(f"{name}(const {name} &) = delete;"),
            block(f"~{name}()", [line("fdb_close(h_);")])]
    return block(f"struct {name}", body, tail=";")


CLASSES = {"Closer": closer, "Conn": conn, "Opener": opener, "Thrower": thrower, "Guard": guard, "Fin": fin}
