"""The house: what stands where, and that pages and tests belong to each check."""
import os
import re
import unittest

from tree import ROOT, check_names, read, sources, tracked

TOP_LEVEL = {"checker", "test", "docs", "CMakeLists.txt", "CMakePresets.json", "README.md", "dev"}


class Tree(unittest.TestCase):
    def test_top_level(self):
        top = {p.split("/")[0] for p in tracked()}
        self.assertEqual(set(), {t for t in top if not t.startswith(".")} - TOP_LEVEL)

    def test_every_check_has_a_page_and_tests(self):
        for name in check_names():
            with self.subTest(name):
                page = os.path.join(ROOT, "docs", "checks", name + ".md")
                self.assertTrue(os.path.exists(page), page)
                folder = f"test/checks/{name}/"
                cases = [p for p in tracked() if p.startswith(folder)]
                for suffix in (".c", ".cpp"):
                    self.assertTrue(any(p.endswith(suffix) for p in cases), folder + "*" + suffix)

    def test_pages_name_every_option(self):
        options = re.findall(r'^\s*\{"(\w+)", "', read("checker/frontends/tidy/OptionReader.cpp"),
                             re.M)
        self.assertIn("Confidence", options)
        for name in check_names():
            text = read(f"docs/checks/{name}.md")
            self.assertEqual([], [o for o in options if o not in text], name)

    def test_headers_say_what_they_decide(self):
        wrong = []
        for path in sources(".h"):
            name = os.path.basename(path)
            lines = read(path).split("\n")
            opens = re.match(rf"//===-+ {re.escape(name)} - \S.*", lines[0])
            comment = 0
            while comment < len(lines) and lines[comment].startswith("//"):
                comment += 1
            if not opens or not 4 <= comment <= 30:
                wrong.append(path)
        self.assertEqual([], wrong, "the first lines of a header say what it decides")

    def test_include_guards(self):
        wrong = []
        for path in sources(".h"):
            guard = "SESSION_TIDY_" + re.sub(r"[/.]", "_", path[len("checker/"):]).upper()
            if f"#ifndef {guard}\n#define {guard}\n" not in read(path):
                wrong.append(f"{path}: {guard}")
        self.assertEqual([], wrong)

    def test_no_path_of_one_machine(self):
        machine = re.compile(r"/(?:home/\w|root/|work/\w|tmp/bash|Users/\w)")
        wrong = [p for p in tracked() if is_text(p) and p != "test/meta/test_tree.py"
                 and machine.search(read(p))]
        self.assertEqual([], wrong)

    def test_no_placeholder_files(self):
        self.assertEqual([], [p for p in tracked() if os.path.basename(p) in (".keep", ".gitkeep")])


def is_text(path):
    with open(os.path.join(ROOT, path), "rb") as stream:
        return b"\0" not in stream.read(4096)


if __name__ == "__main__":
    unittest.main()
