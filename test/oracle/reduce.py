"""Makes the program of a mismatch small while the mismatch stays.

Every candidate of a round stands in one file, so that a round costs one
compilation, one execution and one run of the checker however many there are.
"""
import random
import re

from programs.tree import Function, Group, Node


def preorder(group):
    """(number, node, top-level item) of every node."""
    number = 0
    stack = [(n, i) for n, i in reversed(list(zip(group.nodes(), group.items)))]
    while stack:
        node, item = stack.pop()
        yield number, node, item
        number += 1
        children = [c for _, body in node.parts or () for c in body]
        stack += [(c, item) for c in reversed(children)]


def edits(group, target):
    """Single steps that make the group smaller, by number of node."""
    out = []
    for number, node, item in preorder(group):
        top = node is item or (isinstance(item, Function) and node is item.node)
        if not (top and isinstance(item, Function) and item.name == target):
            out.append((number, "delete", 0))
        if node.parts is None or top:
            continue
        for part in range(len(node.parts)):
            out.append((number, "unwrap", part))
            if part:
                out.append((number, "drop", part))
    return out


def apply(group, chosen):
    """The group with the chosen edits made; the first edit of a node counts."""
    by_number = {}
    for number, what, part in chosen:
        by_number.setdefault(number, (what, part))
    counter = [0]

    def rebuild(node):
        what, part = by_number.get(counter[0], (None, 0))
        counter[0] += 1
        if node.parts is None:
            return [] if what == "delete" else [Node(node.text)]
        parts = [(head, [n for child in body for n in rebuild(child)]) for head, body in node.parts]
        if what == "delete":
            return []
        if what == "unwrap":
            return parts[part][1]
        if what == "drop":
            del parts[part]
        return [Node(None, parts, node.tail)]

    items = []
    for item in group.items:
        new = rebuild(item.node if isinstance(item, Function) else item)
        for node in new:
            items.append(Function(item.name, item.kind, node, item.params) if isinstance(item, Function) else node)
    return Group(group.name, group.language, items)


def rename(group, suffix):
    """A copy under other names, so that variants fit into one file."""
    key = group.name[group.name.index("_"):]
    pattern = re.compile(re.escape(key) + r"(?![0-9a-zA-Z])")

    def change(text):
        return pattern.sub(key + suffix, text)

    def walk(node):
        if node.parts is None:
            return Node(change(node.text))
        return Node(None, [(change(h), [walk(n) for n in b]) for h, b in node.parts], change(node.tail))
    items = [Function(change(i.name), i.kind, walk(i.node), i.params) if isinstance(i, Function) else walk(i)
             for i in group.items]
    return Group(change(group.name), group.language, items)


def shape(mismatch):
    """What must stay: the kind of mismatch and the sentence without its names."""
    sentence = re.sub(r"'[^']*'|\d+", "_", mismatch.detail) if mismatch.what.startswith("FP") else ""
    return (mismatch.what, mismatch.kind, re.sub(r"the result of _", "_", sentence))


class Reduction:
    def __init__(self, mismatch):
        self.shape = shape(mismatch)
        self.group, self.target = mismatch.group, mismatch.function.name
        self.done = False
        self.rng = random.Random(self.target)


def rename_text(group, text, suffix):
    key = group.name[group.name.index("_"):]
    return re.sub(re.escape(key) + r"(?![0-9a-zA-Z])", key + suffix, text)


def reduce(mismatches, compare, rounds=12, report=lambda text: None):
    """The smallest group found for each mismatch, all of one language.
    compare: groups -> mismatches."""
    todo = [Reduction(m) for m in mismatches]
    for turn in range(rounds):
        active = [r for r in todo if not r.done]
        if not active:
            break
        report(f"round {turn + 1}: {len(active)} mismatches, {sum(r.group.size() for r in active)} nodes")
        winners = _try(active, {r: [[e] for e in edits(r.group, r.target)] for r in active}, compare)
        together = {}
        for r in active:
            single = [w[0] for w in winners[r]]
            together[r] = winners[r] + ([single] if len(single) > 1 else [])
            for share in (0.8, 0.6, 0.5, 0.5, 0.35, 0.35, 0.2, 0.2) if len(single) > 2 else ():
                together[r].append([e for e in single if r.rng.random() < share])
        combined = _try(active, {r: [c for c in together[r] if len(c) > 1] for r in active}, compare)
        for r in active:
            good = [apply(r.group, c) for c in winners[r] + combined[r]]
            good = [g for g in good if g.size() < r.group.size()]
            r.done = not good
            if good:
                r.group = min(good, key=lambda g: (g.size(), len(g.text())))
    return [(m, r.group) for m, r in zip(mismatches, todo)]


def _try(active, candidates, compare):
    """Which candidates (lists of edits) of each reduction keep its mismatch."""
    groups, origin = [], []
    for index, r in enumerate(active):
        for k, chosen in enumerate(candidates[r]):
            suffix = f"v{index}x{k}"
            groups.append(rename(apply(r.group, chosen), suffix))
            origin.append((r, chosen, suffix))
    kept = {r: [] for r in active}
    found = compare(groups) if groups else []
    names = {(shape(m), m.function.name) for m in found}
    for r, chosen, suffix in origin:
        if (r.shape, rename_text(r.group, r.target, suffix)) in names:
            kept[r].append(chosen)
    return kept
