"""The table of bug shapes names tests that exist: a function in which the shape
is found (it expects a finding), or one that misses it, and the corrected twin."""
import os
import re
import unittest

from tree import ROOT, bare, read

PAGE = "docs/bug-shapes.md"
ROW = re.compile(r"^\| (?!shape)(?!-)(.*) \|$", re.M)
TEST = re.compile(r"^(missed: )?`([\w./-]+):(\w+)`$")


def rows():
    return [[cell.strip() for cell in match.split(" | ")]
            for match in ROW.findall(read(PAGE)) if not match.startswith("---")]


def body(path, name):
    """The text of a function or class, comments included; '' where there is none."""
    text = read(path)
    code = bare(text)
    for match in re.finditer(rf"\b{name}\b", code):
        start = re.compile(r"[{;]").search(code, match.end())
        if not start or start.group() == ";":
            continue
        depth = 0
        for at in range(start.start(), len(code)):
            depth += {"{": 1, "}": -1}.get(code[at], 0)
            if depth == 0:
                return text[match.start():text.index("\n", at) if "\n" in text[at:] else at]
    return ""


class Shapes(unittest.TestCase):
    def test_rows_are_whole(self):
        self.assertGreater(len(rows()), 40)
        for row in rows():
            self.assertEqual(4, len(row), row)
            self.assertIn(row[1], ("function", "callees", "class", "program"), row)

    def test_tests_exist(self):
        wrong = []
        for row in rows():
            for cell in row[2:]:
                match = TEST.match(cell)
                path = match and f"test/checks/{match.group(2)}"
                if not match or not os.path.exists(os.path.join(ROOT, path)):
                    wrong.append(f"{cell}: no such file")
                elif not body(path, match.group(3)):
                    wrong.append(f"{cell}: no such function")
        self.assertEqual([], wrong)

    def test_found_and_twin_say_so(self):
        wrong = []
        for shape, _, found, twin in rows():
            missed, path, name = TEST.match(found).groups()
            expects = "// expect" in body(f"test/checks/{path}", name)
            if missed and (expects or not name.endswith("_FN")):
                wrong.append(f"{shape}: {name} is no miss")
            if not missed and not expects:
                wrong.append(f"{shape}: {name} expects nothing")
            _, path, name = TEST.match(twin).groups()
            if "// expect" in body(f"test/checks/{path}", name):
                wrong.append(f"{shape}: {name} is no corrected twin")
        self.assertEqual([], wrong)


if __name__ == "__main__":
    unittest.main()
