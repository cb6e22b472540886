"""The examples on the checks' pages are tests: every ```c and ```cpp block is
run as a check test."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

from tree import ROOT, check_names, read

BLOCK = re.compile(r"^```(c|cpp)\n(.*?)^```$", re.M | re.S)
LLVM = os.environ.get("SESSION_LLVM", "22")
BUILD = os.environ.get("SESSION_BUILD", os.path.join(ROOT, "build"))


def examples(page):
    """(line of the page, language, text) of each example."""
    text = read(page)
    for match in BLOCK.finditer(text):
        yield text.count("\n", 0, match.start(2)) + 1, match.group(1), match.group(2)


class Examples(unittest.TestCase):
    def run_example(self, language, text):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "example." + language)
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)
            command = [sys.executable, os.path.join(ROOT, "test", "expect.py"), "--tidy",
                       f"clang-tidy-{LLVM}", "--plugin",
                       os.path.join(BUILD, "lib", f"session-tidy-{LLVM}.so"), path]
            return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)

    def test_pages(self):
        for check in check_names():
            page = f"docs/checks/{check}.md"
            found = list(examples(page))
            self.assertTrue(any(f"expect: {check}" in text for _, _, text in found), page)
            self.assertTrue(any("expect" not in text for _, _, text in found), page)
            for line, language, text in found:
                with self.subTest(f"{page}:{line}"):
                    done = self.run_example(language, text)
                    self.assertEqual(0, done.returncode, done.stdout)


if __name__ == "__main__":
    unittest.main()
