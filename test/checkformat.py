"""lit's test format: shell tests, of which those under test/checks and
test/models need no RUN line. (A module of its own, because lit hands the format
to its workers.)"""
import os
import re

import lit.formats
import lit.Test
import lit.TestRunner

NEEDS = re.compile(r"^// NEEDS: (\S+)", re.M)


def missing_header(path):
    """A header that the file needs and that is not installed."""
    with open(path, encoding="utf-8", errors="replace") as stream:
        return next((h for h in NEEDS.findall(stream.read()) if not os.path.exists(h)), None)


def has_run_line(path):
    with open(path, encoding="utf-8", errors="replace") as stream:
        return "RUN:" in stream.read()


def is_check_test(test):
    source = test.getSourcePath()
    folder = test.path_in_suite[0] if len(test.path_in_suite) > 2 else ""
    return folder in ("checks", "models") and source.endswith((".c", ".cpp"))


class CheckFormat(lit.formats.ShTest):
    """A check test without a RUN line gets `%expect %s`."""

    def getTestsInDirectory(self, suite, path, local, parent):
        for test in super().getTestsInDirectory(suite, path, local, parent):
            if is_check_test(test) or has_run_line(test.getSourcePath()):
                yield test

    def execute(self, test, lit_config):
        missing = missing_header(test.getSourcePath())
        if missing:
            return lit.Test.Result(lit.Test.UNSUPPORTED, f"{missing} is not installed")
        usual = is_check_test(test) and not has_run_line(test.getSourcePath())
        return lit.TestRunner.executeShTest(test, lit_config, self.execute_external,
                                            preamble_commands=["%expect %s"] if usual else [])
