"""Random C++ test functions for the oracle: nests of scopes, jumps, handlers,
temporaries and classes. The same seed gives the same file."""
import random

EXCEPTIONS = ["IoError", "DbError", "LockError", "Error", "Unrelated", "int"]

PRELUDE = """// Made by generate.py from seed {seed}.
#include "runtime.h"
#include <utility>

static int take(const Obj &O) {{ return checked(O.Id); }}
static int keep(Obj O) {{ return O.Id; }}
static const Obj &through(const Obj &O) {{ return O; }}
static void atExit(int *N) {{ note(*N); }}
struct Flag {{
  Obj Inner;
  Flag(int Id) : Inner(Id) {{}}
  explicit operator bool() const {{ return Inner.ask(); }}
}};
"""


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        # The language leaves open whether a stack is unwound that ends in
        # std::terminate; a throwing destructor on it would show which.
        self.bombs = seed % 2 == 0
        self.number = 0
        self.queries = 0  # scripts of a function stay short
        self.classes = []
        self.functions = []

    def next(self):
        self.number += 1
        return self.number

    def ask(self):
        self.queries += 1
        return self.next()

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def quiet(self):
        return "" if self.bombs else self.pick("", "", "noexcept")

    # Expressions, as int.
    def expression(self, depth=0):
        if depth > 2 or self.queries > 7:
            return str(self.next())
        sub = lambda: self.expression(depth + 1)
        kind = self.random.randrange(12)
        if kind < 2:
            return f"checked({self.ask()})"
        if kind == 2:
            return f"Obj({sub()}).throwing()" if self.chance(50) else f"int(Obj({self.ask()}).ask())"
        if kind == 3:
            return f"({self.condition(depth)} ? {sub()} : {sub()})"
        if kind == 4:
            return f"int({self.condition(depth)})"
        if kind == 5:
            return f"take(Obj({sub()}))"
        if kind == 6:
            return f"keep(Obj({sub()}))"
        if kind == 7:
            return f"({sub()}, {sub()})"
        if kind == 8:
            return f"take(through(Obj({sub()})))"
        if kind == 9:
            return f"[&] {{ {self.pick('Obj', 'Risky')} L({self.ask()}); return {sub()}; }}()"
        if kind == 10:
            return f"Risky({self.ask()}).Id"
        return str(self.next())

    def condition(self, depth=0):
        if depth > 2 or self.queries > 7:
            return f"decide({self.ask()})"
        sub = lambda: self.condition(depth + 1)
        kind = self.random.randrange(7)
        if kind == 0:
            return f"({sub()} && {sub()})"
        if kind == 1:
            return f"({sub()} || {sub()})"
        if kind == 2:
            return f"!{sub()}"
        if kind == 3:
            return f"Obj({self.expression(depth + 1)}).ask()"
        return f"decide({self.ask()})"

    # Statements. context: loop, handler, plain (a plain return), jump (out: exists).
    def body(self, depth, context, least=1):
        count = self.random.randint(least, 3)
        return "\n".join(self.statement(depth, context) for _ in range(count))

    def statement(self, depth, context):
        if self.queries > 8:
            return f"note({self.next()});"
        if depth < 3 and self.chance(45):
            return self.compound(depth + 1, context)
        if self.chance(18):
            return self.jump(context)
        return self.simple()

    def simple(self):
        n = self.next()
        kind = self.random.randrange(13)
        if kind < 3:
            return f"Obj V{n}({self.expression(1)});"
        if kind == 3:
            return f"Risky V{n}({self.ask()});"
        if kind == 4 and self.bombs:
            return f"Bomb V{n}({self.ask()});"
        if kind == 5:
            return f"const Obj &V{n} = {self.pick(f'Obj({n})', f'make({self.ask()})')};"
        if kind == 6:
            return f"Obj V{n} = {self.condition(1)} ? Obj({n}) : make({self.ask()});"
        if kind == 7:
            return f"int V{n} __attribute__((cleanup(atExit))) = {self.expression(1)};"
        if kind == 8 and self.classes:
            return f"{self.random.choice(self.classes)} V{n};"
        if kind == 9 and self.functions:
            return f"{self.random.choice(self.functions)}(Obj({n}));"
        if kind == 10:
            return f"Risky *V{n} = new Risky({self.ask()});\ndelete V{n};"
        if kind == 11:
            return f"auto V{n} = [A = Obj({n}), B = Risky({self.ask()})] {{ note({n}); }};\nV{n}();"
        return f"note({self.expression()});"

    def jump(self, context):
        n = self.ask()
        kinds = ["return", "throw"]
        if context.get("loop"):
            kinds += ["break", "continue"] * 2
        if context.get("handler"):
            kinds += ["rethrow"] * 2
        if context.get("jump"):
            kinds += ["goto"]
        kind = self.random.choice(kinds)
        if kind == "return":
            text = "return;" if context.get("plain") else f"return {self.expression(1)};"
        elif kind == "throw":
            text = f"throw {self.random.choice(EXCEPTIONS)}();"
        elif kind == "rethrow":
            text = "throw;"
        elif kind == "goto":
            text = "goto out;"
        else:
            text = f"{kind};"
        return f"if (decide({n}))\n{text}"

    def compound(self, depth, context):
        n = self.next()
        loop = dict(context, loop=True)
        kind = self.random.randrange(11)
        if kind == 0:
            return f"{{\n{self.body(depth, context)}\n}}"
        if kind == 1:
            head = f"Flag F{n}{{{self.ask()}}}" if self.chance(30) else self.condition()
            tail = f" else {{\n{self.body(depth, context)}\n}}" if self.chance(50) else ""
            return f"if ({head}) {{\n{self.body(depth, context)}\n}}{tail}"
        if kind == 2:
            head = f"Flag F{n}{{{self.ask()}}}" if self.chance(30) else self.condition(2)
            return f"while ({head}) {{\n{self.body(depth, loop)}\n}}"
        if kind == 3:
            return f"do {{\n{self.body(depth, loop)}\n}} while ({self.condition(2)});"
        if kind == 4:
            return (f"for (Obj I{n}({n}); {self.condition(2)}; note({self.expression(2)})) {{\n"
                    f"{self.body(depth, loop)}\n}}")
        if kind == 5:
            inner = dict(context, loop=context.get("loop"))
            return (f"switch (int({self.condition(1)})) {{\ncase 0: {{\n{self.body(depth, inner)}\n}}\n"
                    f"{self.pick('break;', '')}\ndefault: {{\n{self.body(depth, inner)}\n}}\n}}")
        if kind == 6:
            inner = dict(context, plain=True, loop=False, jump=False, handler=False)
            return f"[&]() {self.quiet()} {{\n{self.body(depth, inner)}\n}}();"
        return self.try_block(depth, context)

    def try_block(self, depth, context):
        text = f"try {{\n{self.body(depth, context)}\n}}"
        handler = dict(context, handler=True)
        types = self.random.sample(EXCEPTIONS, self.random.randint(1, 2))
        for name in types:
            declaration = f"const {name} &" if self.chance(70) else name
            text += f" catch ({declaration}) {{\n{self.body(depth, handler)}\n}}"
        if self.chance(30):
            text += f" catch (...) {{\n{self.body(depth, handler)}\n}}"
        return text

    # Definitions.
    def make_class(self):
        name = f"Class{self.next()}"
        self.queries = 4
        bases = [c for c in self.classes if self.chance(30)][:1]
        members = "".join(
            f"  {kind} M{self.next()}{{{self.next()}}};\n"
            for kind in self.random.choices(["Obj", "Risky", "Obj", *self.classes[:1]], k=2)
            if kind in ("Obj", "Risky"))
        plain = {"plain": True}
        constructor = (f"  {name}() {self.pick('', '', 'try ')}{{\n{self.body(2, plain)}\n}}\n")
        if " try {" in constructor.splitlines()[0]:
            constructor = constructor.replace("return;", "note(0);")
            constructor = constructor.rstrip() + f" catch (const Error &) {{\nnote({self.next()});\n}}\n"
        destructor = f"  ~{name}() {{\nnote({self.next()});\nObj L({self.next()});\n}}\n"
        self.classes.append(name)
        inherit = f" : {bases[0]}" if bases else ""
        return f"struct {name}{inherit} {{\n{members}{constructor}{destructor}}};\n"

    def make_function(self):
        name = f"function{self.next()}"
        self.queries = 4
        text = f"static void {name}(Obj P) {self.quiet()} {{\n{self.body(1, {'plain': True})}\n}}\n"
        self.functions.append(name)
        return text

    def make_test(self, index):
        self.queries = 0
        context = {"jump": True}
        return (f"int t_random_{index}() {{\n{{\n{self.body(0, context, least=2)}\n}}\n"
                f"note({self.next()});\nout:\nnote({self.next()});\nreturn {self.next()};\n}}\n")


def generate(seed, count):
    made = Generator(seed)
    parts = [PRELUDE.format(seed=seed)]
    for index in range(count):
        if index % 4 == 0:
            parts.append(made.make_class())
        if index % 3 == 0:
            parts.append(made.make_function())
        parts.append(made.make_test(index))
    return "\n".join(parts)
