"""Random C and C++ functions that open, use and close sessions of fakedb.

A program is first written the way people write correct ones (exits that clean
up by hand, goto, break, nested ifs, try/catch, owners, helpers), then mutated
a little: a close goes missing, a return comes early, two lines swap. Whether
the result is right is not known here; execution decides.
"""
import random

from programs.functions import Functions
from programs.mutations import Mutations
from programs.openings import Openings
from programs.owners import Owners
from programs.sessions import Sessions
from programs.statements import Statements
from programs.tree import Function, Group


class Generator(Openings, Statements, Sessions, Owners, Functions, Mutations):
    def __init__(self, seed, language):
        self.rng = random.Random(f"{language}-{seed}")
        self.seed = seed
        self.cpp = language == "cpp"
        self.language = language
        self.items = []
        self.counter = 0
        self.classes = set()
        self.seen, self.has_params, self.hoisted, self.leave_in_loops = [], True, None, True

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

    def group(self):
        kind = self.one("plain", "plain", "plain", "plain", "plain", "returns", "out", "ctx", "param", "plain", "plain", "plain", "lazy")
        name = f"f_{self.language}{self.seed}"
        self.counter = 0
        self.function(kind, self.one(1, 2, 2, 3), static=False, name=name)
        functions = [i for i in self.items if isinstance(i, Function)]
        for _ in range(self.one(0, 0, 1, 1, 1, 2)):
            target = functions[-1] if self.chance(0.8) else self.rng.choice(functions)
            self.mutate(target)
        return Group(name, self.language, self.items)

