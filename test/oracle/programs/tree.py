"""Programs as trees of statements, so that a reducer can take them apart."""


class Node:
    """A line, or a compound: parts of (head, body) and a tail.

    `if (c) {` body `} else {` body `}` is Node(parts=[("if (c)", ...),
    ("else", ...)]); a function, a class and a try block likewise.
    """

    __slots__ = ("text", "parts", "tail")

    def __init__(self, text=None, parts=None, tail=""):
        self.text = text
        self.parts = parts
        self.tail = tail

    def copy(self):
        if self.parts is None:
            return Node(self.text)
        return Node(None, [(h, [n.copy() for n in b]) for h, b in self.parts], self.tail)

    def size(self):
        if self.parts is None:
            return 1
        return 1 + sum(n.size() for _, b in self.parts for n in b)


def line(text):
    return Node(text)


def block(head, body, *more, tail=""):
    """block("if (x)", [...], ("else", [...]))"""
    return Node(None, [(head, body)] + list(more), tail)


def render(nodes, out, indent=0):
    pad = "  " * indent
    for node in nodes:
        if node.parts is None:
            out.append(pad + node.text)
            continue
        for i, (head, body) in enumerate(node.parts):
            out.append(pad + ("} " if i else "") + head + (" {" if head else "{"))
            render(body, out, indent + 1)
        out.append(pad + "}" + node.tail)


def bodies(nodes):
    """Every list of statements in nodes, outermost first."""
    yield nodes
    for node in nodes:
        for _, body in node.parts or ():
            yield from bodies(body)


class Function:
    """A free function that can be put under test by itself.

    kind says how the caller reaches sessions through it (execute.py):
    a key of parameters.PARAMETERS.
    """

    def __init__(self, name, kind, node, params):
        self.name = name
        self.kind = kind
        self.node = node
        self.params = params

    def copy(self):
        return Function(self.name, self.kind, self.node.copy(), self.params)


class Group:
    """The functions and classes made from one seed, in order of definition."""

    def __init__(self, name, language, items):
        self.name = name
        self.language = language
        self.items = items  # Function or Node (class, static)

    def copy(self):
        return Group(self.name, self.language, [i.copy() for i in self.items])

    def functions(self):
        return [i for i in self.items if isinstance(i, Function)]

    def nodes(self):
        return [i.node if isinstance(i, Function) else i for i in self.items]

    def size(self):
        return sum(n.size() for n in self.nodes())

    def text(self):
        out = []
        render(self.nodes(), out)
        return "\n".join(out)
