"""The check tests' runner, on output made up here."""
import os
import sys
import tempfile
import unittest

from tree import ROOT

sys.path.insert(0, os.path.join(ROOT, "test"))
import expect  # pylint: disable=wrong-import-position

SOURCE = """int bad(void) {
  open(); // note: opened here
  return 0; // expect: session-leak 'db' is not closed // note: leaves
}
// expect+1: session-use-after-close
int other(void) { return 1; }
"""


class Expect(unittest.TestCase):
    def problems(self, source, *lines):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.realpath(os.path.join(folder, "case.c"))
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(source)
            output = "\n".join(f"{path}:{line}" for line in lines)
            return [p.replace(path, "case.c") for p in expect.problems_of(path, output)]

    ALL = ("3:3: warning: 'db' is not closed; close it [session-leak]",
           "2:3: note: 'db' is opened here", "3:3: note: it leaves here",
           "6:5: warning: used [session-use-after-close]")

    def test_all_as_expected(self):
        self.assertEqual([], self.problems(SOURCE, *self.ALL))

    def test_missing_finding(self):
        self.assertEqual(["case.c:6: missing expect: session-use-after-close"],
                         self.problems(SOURCE, *self.ALL[:3]))

    def test_missing_note(self):
        self.assertEqual(["case.c:2: missing note:  opened here"],
                         self.problems(SOURCE, self.ALL[0], *self.ALL[2:]))

    def test_wrong_words_and_unexpected(self):
        wrong = "3:3: warning: other words [session-leak]"
        self.assertEqual(["case.c:3: missing expect: session-leak 'db' is not closed",
                          "unexpected: case.c:3: warning: other words [session-leak]"],
                         self.problems(SOURCE, wrong, *self.ALL[1:]))

    def test_a_finding_is_used_once(self):
        self.assertEqual(1, len(self.problems(SOURCE, self.ALL[0], *self.ALL)))

    def test_compiler_error_is_unexpected(self):
        error = "1:1: error: unknown type [clang-diagnostic-error]"
        self.assertEqual(1, len(self.problems("int x;\n", error)))

    def test_known_miss_that_is_found(self):
        source = "int f_FN(void) {\n  return 0; // expect: session-leak\n}\n"
        self.assertEqual(1, len(self.problems(source, "2:3: warning: x [session-leak]")))
        self.assertEqual([], self.problems("int f_FN(void) {\n  return 0;\n}\n"))

    def test_known_false_finding_needs_one(self):
        self.assertEqual(1, len(self.problems("int f_FP(void) {\n  return 0;\n}\n")))


if __name__ == "__main__":
    unittest.main()
