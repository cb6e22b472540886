"""docs/add-your-library.md works as written: its files, then its commands."""
import os
import re
import subprocess
import tempfile
import unittest

from tree import ROOT, read

LLVM = os.environ.get("SESSION_LLVM", "22")
BUILD = os.path.abspath(os.environ.get("SESSION_BUILD", os.path.join(ROOT, "build")))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
FILE = re.compile(r"^(?:/\*|//|#) file: (\S+)(?: \*/)?\n")


class AddLibrary(unittest.TestCase):
    def run_in(self, folder, command):
        environment = dict(os.environ, SOURCE=ROOT,
                           PLUGIN=os.path.join(BUILD, "lib", f"session-tidy-{LLVM}.so"),
                           PATH=os.path.join(BUILD, "bin") + os.pathsep + os.environ["PATH"])
        command = command.replace("clang-tidy-22", f"clang-tidy-{LLVM}").replace(
            "expect.py", f"expect.py --tidy clang-tidy-{LLVM}")
        return subprocess.run(command, shell=True, cwd=folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)

    def test_page(self):
        said, commands = [], 0
        with tempfile.TemporaryDirectory() as folder:
            for language, text in BLOCK.findall(read("docs/add-your-library.md")):
                if language != "sh":
                    name = FILE.match(text).group(1)
                    path = os.path.join(folder, name)
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    with open(path, "w", encoding="utf-8") as stream:
                        stream.write(text)
                    continue
                for command in text.strip().split("\n"):
                    done = self.run_in(folder, command)
                    self.assertEqual(0, done.returncode, command + "\n" + done.stdout)
                    said.append(done.stdout)
                    commands += 1
        self.assertEqual(3, commands)
        self.assertIn("5 entries checked, 0 wrong", said[0].replace("\n", " "))
        self.assertIn("[session-leak]", said[1])
        self.assertIn("[session-missing-rollback]", said[1])
        self.assertEqual("", said[2])


if __name__ == "__main__":
    unittest.main()
