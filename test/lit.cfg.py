"""lit's configuration. Started by `./dev test` with --param build=DIR and
--param llvm=MAJOR.

A file under test/checks or test/models is run through expect.py; a `// RUN:` line may say how
(`%expect %s -- -std=c++20`). Elsewhere only files with a RUN line are tests.
"""
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from checkformat import CheckFormat  # pylint: disable=wrong-import-position

Root = os.path.dirname(os.path.abspath(__file__))
Llvm = lit_config.params.get("llvm", "22")
Build = os.path.abspath(lit_config.params.get("build", os.path.join(Root, "..", "build")))

config.name = f"session-tidy-{Llvm}"
config.test_source_root = Root
config.test_exec_root = os.path.join(Build, "test", "lit")
config.suffixes = {".c", ".cpp", ".flow", ".yaml", ".test"}
config.excludes = {"Inputs", "meta", "mutation", "unit", "corpus", "pages", "CMakeLists.txt"}

Plugin = os.path.join(Build, "lib", f"session-tidy-{Llvm}.so")
Expect = (f"{sys.executable} {os.path.join(Root, 'expect.py')} --tidy clang-tidy-{Llvm} "
          f"--plugin {Plugin}")

config.test_format = CheckFormat()
config.available_features.add(f"llvm-{Llvm}")
config.substitutions.append(("%expect", Expect))
config.substitutions.append(("%plugin", Plugin))
config.substitutions.append(("%tidy", f"clang-tidy-{Llvm}"))
config.substitutions.append(("%dump", os.path.join(Build, "bin", "session-dump")))
for Other in ("22", "19"):
    if Other != Llvm and shutil.which(f"clang-tidy-{Other}"):
        config.available_features.add("other-tidy")
        config.substitutions.append(("%other-tidy", f"clang-tidy-{Other}"))
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(Build, "bin"), f"/usr/lib/llvm-{Llvm}/bin", os.environ["PATH"]])
