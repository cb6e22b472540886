"""Norms of DESIGN and docs/architecture.md: past a limit, a concept has no name
yet. Exceptions stand in exceptions.txt, each with a reason."""
import os
import re
import unittest

from functions import functions_of
from tree import bare, exceptions, read, sources

LIMITS = {"header-lines": 250, "source-lines": 500, "function-lines": 60,
          "parameters": 5, "nesting": 4, "room-files": 16}
SWITCH_LINES = 100


class Sizes(unittest.TestCase):
    def judge(self, norm, measured):
        """measured: {subject: figure}."""
        allowed, limit = exceptions(norm), LIMITS[norm]
        over = {s: f for s, f in measured.items() if f > limit}
        wrong = [f"{s}: {f} > {limit}" for s, f in over.items() if s not in allowed]
        stale = [f"{s}: no longer an exception" for s in allowed if s not in over]
        self.assertEqual([], wrong + stale, f"{norm}, see test/meta/exceptions.txt")

    def test_header_lines(self):
        self.judge("header-lines", {p: read(p).count("\n") for p in sources(".h")})

    def test_source_lines(self):
        self.judge("source-lines", {p: read(p).count("\n") for p in sources(".cpp")})

    def functions(self):
        for path in sources(".h", ".cpp"):
            for function in functions_of(bare(read(path))):
                yield f"{path}:{function.name}", function

    def test_function_lines(self):
        measured = {}
        for name, function in self.functions():
            is_switch = function.switch_lines * 10 >= function.lines * 7
            if not (is_switch and function.lines <= SWITCH_LINES):
                measured[name] = max(measured.get(name, 0), function.lines)
        self.judge("function-lines", measured)

    def test_parameters(self):
        measured = {}
        for name, function in self.functions():
            measured[name] = max(measured.get(name, 0), function.parameters)
        self.judge("parameters", measured)

    def test_nesting(self):
        measured = {}
        for name, function in self.functions():
            measured[name] = max(measured.get(name, 0), function.nesting)
        self.judge("nesting", measured)

    def test_files_in_a_folder(self):
        # A header and its source are one file here: one type or verb.
        stems = {}
        for path in sources(".h", ".cpp"):
            folder, name = os.path.split(path)
            stems.setdefault(folder, set()).add(os.path.splitext(name)[0])
        self.judge("room-files", {f: len(names) for f, names in stems.items()})

    def test_names_of_files(self):
        vague = re.compile(r"(Utils?|Helpers?|Common|Manager|Base|Impl)\.(h|cpp)$")
        self.assertEqual([], [p for p in sources(".h", ".cpp") if vague.search(p)])

    def test_function_finder(self):
        text = ("namespace a {\nstruct S {\n  int f(int x, std::map<int, int> y) {\n"
                "    if (x) {\n      for (;;) {\n        g([&](int z) {\n          return z;\n"
                "        });\n      }\n    }\n    return 1;\n  }\n};\n"
                "S::S() : A(1), B{2} {\n}\n}\n")
        found = functions_of(text)
        self.assertEqual([("f", 3, 12, 2, 2), ("S::S", 14, 15, 0, 0)],
                         [(f.name, f.first, f.last, f.parameters, f.nesting) for f in found])


if __name__ == "__main__":
    unittest.main()
