"""Finds the functions of C++ text by their braces: enough for clang-formatted
code, and a compiler is not needed to read it."""
import re
from dataclasses import dataclass

CONTROL = re.compile(r"^(?:else\s+)?(?:if|for|while|switch)\b|^(?:do|else|try)\b|^catch\b")
TYPE = re.compile(r"\b(?:class|struct|union|enum)\b[^()=]*$")
SPACE = re.compile(r'\bnamespace\b[^()]*$|\bextern\s*$')


@dataclass
class Function:
    name: str
    first: int          # line of the head
    last: int
    parameters: int
    nesting: int = 0
    switch_lines: int = 0

    @property
    def lines(self):
        return self.last - self.first + 1


def split_arguments(text):
    depth, count = 0, 1
    for char in text:
        depth += {"(": 1, "<": 1, "[": 1, "{": 1, ")": -1, ">": -1, "]": -1, "}": -1}.get(char, 0)
        count += char == "," and depth == 0
    return count if text.strip() not in ("", "void") else 0


def parameter_text(head):
    """The text between the parentheses of the parameter list."""
    start = head.find("(")
    if head[:start].rstrip().endswith("operator"):
        start = head.find("(", head.find(")", start))
    depth = 0
    for index in range(start, len(head)):
        depth += {"(": 1, ")": -1}.get(head[index], 0)
        if depth == 0:
            return head[start + 1:index]
    return head[start + 1:]


def kind_of(head, inside_function):
    if head and not head[-1].isspace():
        return "init"  # `A{1}`; the code is formatted, a body has a space before it
    head = head.strip()
    if SPACE.search(head):
        return "namespace"
    if inside_function:
        return "control" if CONTROL.match(head) else "block"
    if TYPE.search(head):
        return "type"
    return "function" if "(" in head and not head.endswith("=") else "block"


def functions_of(text):
    """Every function with a body; lambdas and local classes count as part of
    the function around them. `text` has neither comments nor strings."""
    found, stack, start, line, depth = [], [], 0, 1, 0
    head_line, kind = 1, ""
    for index, char in enumerate(text):
        if char == "\n":
            line += 1
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char == "{":
            inside = next((e for e in stack if e[0] == "function"), None)
            head = text[start:index]
            kind = kind_of(head if not inside else head and last_statement(head) + head[-1:],
                           inside is not None)
            function = None
            if kind == "function":
                function = Function(name_of(head), head_line, line,
                                    split_arguments(parameter_text(head)))
                found.append(function)
            elif inside:
                function = inside[1]
            stack.append((kind, function, line, head.strip()))
            if function and kind == "control":
                nested = sum(e[0] == "control" for e in stack)
                function.nesting = max(function.nesting, nested)
        elif char == "}" and stack:
            kind, function, opened, head = stack.pop()
            if kind == "function":
                function.last = line
            elif function and last_statement(head).startswith("switch"):
                function.switch_lines = max(function.switch_lines, line - opened)
        ends = char in "{}" and kind != "init" or char == ";" and depth == 0
        if ends:
            start = index + 1
            rest = re.match(r"\s*", text[start:])
            head_line = line + rest.group().count("\n")
    return found


def last_statement(head):
    """What stands after the last label or closed parenthesis' statement."""
    text = head.strip()
    match = re.search(r"(?:else\s+)?\b(?:if|for|while|switch|catch)\s*\(.*$|(?:do|else|try)\s*$",
                      text, re.S)
    is_lambda = re.search(r"\[[^\]]*\]\s*(?:\([^()]*\))?\s*(?:mutable\s*)?(?:->[^{}]*)?$", text)
    return match.group().strip() if match and not is_lambda else text if not match else ""


def name_of(head):
    match = re.search(r"([\w:~]+|operator\s*\S+)\s*\($", head[:head.find("(") + 1])
    return match.group(1) if match else head.strip().split("(")[0].split()[-1]
