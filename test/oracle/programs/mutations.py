"""Small changes that make a right program wrong, or not."""
import re

from programs.tree import block, bodies, line


class Mutations:
    def mutate(self, function):
        spots = [b for _, body in function.node.parts for b in bodies(body)]
        spots = [b for b in spots if b]
        if not spots:
            return
        body = self.rng.choice(spots)
        at = self.rng.randrange(len(body))
        roll = self.rng.random()
        names = sorted({w for b in spots for n in b if n.parts is None
                        for w in _handles(n.text)})
        h = self.rng.choice(names) if names else "s"
        if roll < 0.3:
            closes = [(b, i) for b in spots for i, n in enumerate(b) if n.parts is None and "fdb_close" in n.text]
            if closes:
                body, at = self.rng.choice(closes)
            del body[at]
        elif roll < 0.4:
            del body[at]
        elif roll < 0.5 and at + 1 < len(body):
            body[at], body[at + 1] = body[at + 1], body[at]
        elif roll < 0.6:
            value = {"returns": "NULL"}.get(function.kind, "1")
            value = "" if function.kind.startswith("drop") else " " + value
            body.insert(at, block(f"if ({self.one('pick(2)', 'pick(2)', 'pick(3) == 1')})", [line(f"return{value};")]))
        elif roll < 0.68:
            body.insert(at, line(f"fdb_close({h});"))
        elif roll < 0.76:
            body.insert(at, line(f"fdb_use({h});"))
        elif roll < 0.82:
            body.insert(at, line(self.one("work();", "work();", "(void)step(1);", "throw std::runtime_error(\"m\");")
                                 if self.cpp else f"poke({h});"))
        elif roll < 0.86:
            body.insert(at, line(f"{h} = {self.one('NULL', 'fdb_acquire(9)', 'fdb_connect(9)')};"))
        elif roll < 0.9:
            other = self.fresh("alias")
            body.insert(at, line(f"fdb *{other} = {h};"))
            body.insert(min(len(body), at + 1 + self.rng.randrange(3)), line(f"fdb_{self.one('close', 'use')}({other});"))
        elif roll < 0.95:
            body.insert(at, body[self.rng.randrange(len(body))].copy())
        else:
            self.negate(spots)

    def negate(self, spots):
        """Turns the test of one of the ifs around."""
        ifs = [n for b in spots for n in b if n.parts and n.parts[0][0].startswith("if (")]
        if ifs:
            n = self.rng.choice(ifs)
            head, first = n.parts[0]
            n.parts[0] = (f"if (!({head[4:-1]}))", first)


def _handles(text):
    return re.findall(r"\b(?:h\d+|box\d+\.db|s|g_c\d+|g_cpp\d+)\b", text)
