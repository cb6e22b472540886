"""What the meta tests know of the tree: files, and C++ text without comments."""
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHECKER = os.path.join(ROOT, "checker")

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^\s()\\]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as stream:
        return stream.read()


def tracked():
    """Files that git knows or would add, relative to the root, in order."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "--cached", "--others",
               "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return sorted(p for p in done.stdout.split("\n")
                  if p and os.path.exists(os.path.join(ROOT, p)))


def sources(*suffixes):
    """Files under checker/ with one of the suffixes."""
    return [p for p in tracked() if p.startswith("checker/") and p.endswith(suffixes)]


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    """Comments become spaces; lines and strings stay."""
    return TOKEN.sub(lambda m: blank(m.group()) if m.group()[0] == "/" else m.group(), text)


def bare(text):
    """Comments, strings and preprocessor lines become spaces; lines stay."""
    text = TOKEN.sub(lambda m: blank(m.group()), text)
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: blank(m.group()), text, flags=re.M)


def strings(text):
    """The contents of string literals outside comments."""
    return [m.group() for m in TOKEN.finditer(text) if '"' in m.group()[:2]]


def check_names():
    """The names in AllChecks.def."""
    return re.findall(r'^SESSION(?:_PROGRAM|_DOUBLE)?_CHECK\("([^"]+)"', read("checker/checks/AllChecks.def"), re.M)


def exceptions(kind):
    """Listed exceptions of one norm: {subject: reason}."""
    found = {}
    for line in read("test/meta/exceptions.txt").split("\n"):
        parts = line.split(None, 2)
        if len(parts) == 3 and parts[0] == kind:
            found[parts[1]] = parts[2]
    return found
