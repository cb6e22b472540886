"""checker/LAYERS is the architecture diagram; the includes must be it."""
import os
import re
import unittest

from tree import CHECKER, read, sources

INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.M)


def layers():
    """{room: (may include Clang, rooms it may include)}."""
    rooms = {}
    for line in read("checker/LAYERS").split("\n"):
        name, colon, rest = line.partition(":")
        if colon and not line.startswith("#"):
            words = rest.split()
            rooms[name.strip()] = ("clang" in words, [w for w in words if w != "clang"])
    return rooms


class Layers(unittest.TestCase):
    def test_every_folder_is_a_room(self):
        folders = {d for d in os.listdir(CHECKER)
                   if os.path.isdir(os.path.join(CHECKER, d)) and d != "models"}
        self.assertEqual(set(), folders - set(layers()), "a room that LAYERS does not name")

    def test_order(self):
        """A room may only include rooms above it: no cycles."""
        seen = set()
        for room, (_, may) in layers().items():
            self.assertEqual([], [r for r in may if r not in seen], room)
            seen.add(room)

    def test_includes(self):
        rooms, wrong = layers(), []
        for path in sources(".h", ".cpp", ".def"):
            room = path.split("/")[1]
            if room not in rooms:
                continue
            may_clang, may = rooms[room]
            for target in INCLUDE.findall(read(path)):
                other = target.split("/")[0]
                is_clang = other in ("clang", "clang-tidy", "clang-c")
                if (is_clang and not may_clang) or (other in rooms and other not in may + [room]):
                    wrong.append(f"{path} includes {target}")
        self.assertEqual([], wrong)

    def test_visit_of_the_ast(self):
        """Only lowering visits the AST."""
        visitors = [p for p in sources(".h", ".cpp")
                    if "RecursiveASTVisitor" in read(p) or "StmtVisitor" in read(p)]
        self.assertEqual([], [p for p in visitors if not p.startswith("checker/lowering/")])


if __name__ == "__main__":
    unittest.main()
