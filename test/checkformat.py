"""lit's test format: shell tests, of which those under test/checks need no RUN
line. (A module of its own, because lit hands the format to its workers.)"""
import lit.formats
import lit.TestRunner


def has_run_line(path):
    with open(path, encoding="utf-8", errors="replace") as stream:
        return "RUN:" in stream.read()


def is_check_test(test):
    source = test.getSourcePath()
    return test.path_in_suite[0] == "checks" and source.endswith((".c", ".cpp"))


class CheckFormat(lit.formats.ShTest):
    """A check test without a RUN line gets `%expect %s`."""

    def getTestsInDirectory(self, suite, path, local, parent):
        for test in super().getTestsInDirectory(suite, path, local, parent):
            if is_check_test(test) or has_run_line(test.getSourcePath()):
                yield test

    def execute(self, test, lit_config):
        usual = is_check_test(test) and not has_run_line(test.getSourcePath())
        return lit.TestRunner.executeShTest(test, lit_config, self.execute_external,
                                            preamble_commands=["%expect %s"] if usual else [])
