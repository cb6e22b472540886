"""Libraries are data: no name of a library's function or type stands in the
checker's code. What is forbidden is read from the models themselves."""
import re
import unittest

from tree import read, sources, strings, tracked, without_comments

NAME = re.compile(r"\b(?:name|function):\s*[\"']?([A-Za-z_~][\w:~]*)")
WITH_ARITY = re.compile(r"(?<![\w:~])([A-Za-z_][\w:~]*)/\d")


def models():
    return [p for p in tracked() if p.startswith("checker/models/") and p.endswith(".yaml")]


def modelled_names():
    """Names that are unmistakable: a plain word like `free` may be English."""
    names = set()
    for path in models():
        text = re.sub(r"#[^\n]*", "", read(path))
        names |= set(NAME.findall(text)) | set(WITH_ARITY.findall(text))
        names |= set(re.findall(r"^library:\s*(\w+)", text, re.M))
    return {n for n in names if not re.fullmatch(r"[a-z]{1,7}", n)}


class Names(unittest.TestCase):
    def test_no_library_in_the_code(self):
        names = modelled_names()
        # The checker is written with the standard library, so its names are
        # only looked for in strings.
        own = {n for n in names if n.startswith("std")}
        words = re.compile(r"\b(?:" + "|".join(re.escape(n) for n in sorted(names - own)
                                               if n) + r")\b")
        wrong = []
        for path in sources(".h", ".cpp"):
            text = without_comments(read(path))
            code = re.sub(r"^\s*#\s*include.*$", "", text, flags=re.M)
            if names - own:
                wrong += [f"{path}: {w}" for w in words.findall(code)]
            wrong += [f"{path}: {s}" for s in strings(text)
                      if any(re.search(rf"(?<![\w:]){re.escape(n)}(?![\w:])", s) for n in own)]
        self.assertEqual([], wrong)

    def test_models_are_read(self):
        """The rule above is worth nothing if no name is found."""
        if sum(len(read(p)) for p in models()) < 2000:
            self.skipTest("the models are not written yet")
        names = modelled_names()
        for known in ("sqlite3_open", "PQfinish"):
            self.assertIn(known, names)


if __name__ == "__main__":
    unittest.main()
