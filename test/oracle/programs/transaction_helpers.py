"""Small functions around begin, commit, rollback and run."""
from programs.tree import Function, block, line


class TransactionHelpers:
    def begin_call(self, h, depth):
        return self.moving_call("begin", "BEGIN", ("begin", "BEGIN TRANSACTION"), h, depth)

    def commit_call(self, h, depth):
        return self.moving_call("commit", "COMMIT", ("commit", "END"), h, depth)

    def moving_call(self, name, sql, spellings, h, depth):
        lib = self.lib
        if depth > 0 and self.chance(0.2):
            return f"{self.helper(name)}({h})"
        if depth > 0 and self.chance(0.08):
            return f'{self.helper("run")}({h}, "{sql}")'
        return self.one(f"{lib}_{name}({h})", f'{lib}_run({h}, "{sql}")', f'{lib}_run({h}, "{self.one(*spellings)}")')

    def rollback(self, h, depth):
        lib = self.lib
        if depth > 0 and self.chance(0.15):
            return line(f"{self.helper('undo')}({h});")
        if depth > 0 and self.chance(0.08):
            return line(f'(void){self.helper("run")}({h}, "ROLLBACK");')
        return line(self.one(f"{lib}_rollback({h});", f'(void){lib}_run({h}, "ROLLBACK");'))

    def exec_call(self, h, depth):
        if depth > 0 and self.chance(0.2):
            return f'{self.helper("run")}({h}, "{self.sql()}")'
        if depth > 0 and self.chance(0.15):
            return f"{self.helper('insert')}({h})"
        return f'{self.lib}_run({h}, "{self.sql()}")'

    def helper(self, what):
        """The name of a function of that use; often one that is there already."""
        made = [i for i in self.items if isinstance(i, Function) and i.name.startswith(what + "_")]
        if made and self.chance(0.7):
            return made[-1].name
        name = self.helper_name(what)
        node = getattr(self, "helper_" + what)(name)
        params = node.parts[0][0].split("(", 1)[1].rsplit(")", 1)[0]
        self.items.append(Function(name, "unit", node, params))
        return name

    def plain(self, what):
        lib = self.lib
        text = {"begin": "BEGIN", "commit": "COMMIT"}[what]
        return self.one(f"{lib}_{what}(s)", f'{lib}_run(s, "{text}")')

    def helper_begin(self, name):
        call = self.plain("begin")
        body = self.one(
            [line(f"return {call};")], [line(f"return {call};")],
            [block(f"if ({call} != FDB_OK)", [line("return 1;")]), line("return 0;")],
            [line(f"int rc = {call};"), block("if (rc != FDB_OK)", [line("tick();")]), line("return rc;")],
            [line("int tries = 0;"), block(f"while ({call} != FDB_OK)", [block("if (++tries > 1)", [line("return 1;")])]), line("return 0;")])
        return block(f"static int {name}({self.lib} *s)", body)

    def helper_commit(self, name):
        call = self.plain("commit")
        undo = f"{self.lib}_rollback(s);"
        body = self.one(
            [line(f"return {call};")],
            [block(f"if ({call} != FDB_OK)", [line(undo), line("return 1;")]), line("return 0;")],
            [line(f"int rc = {call};"), block("if (rc != FDB_OK)", [line(undo)]), line("return rc;")])
        return block(f"static int {name}({self.lib} *s)", body)

    def helper_undo(self, name):
        lib = self.lib
        call = self.one(f"{lib}_rollback(s);", f'(void){lib}_run(s, "ROLLBACK");')
        body = self.one([line(call)], [line(call)], [block(f"if ({lib}_in_transaction(s))", [line(call)])], [block("if (s)", [line(call)])])
        return block(f"static void {name}({lib} *s)", body)

    def helper_run(self, name):
        lib = self.lib
        call = f"{lib}_run(s, sql)"
        body = self.one(
            [line(f"return {call};")],
            [block(f"if ({call} != FDB_OK)", [line(f"{lib}_error(s);"), line("return 1;")]), line("return 0;")],
            [line(f"int rc = {call};"), block("if (rc != FDB_OK)", [line(f"{lib}_error(s);")]), line("return rc;")])
        return block(f"static int {name}({lib} *s, const char *sql)", body)

    def helper_insert(self, name):
        lib = self.lib
        call = f'{lib}_run(s, "{self.sql()}")'
        body = self.one(
            [line(f"return {call};")],
            [block(f"if ({call} != FDB_OK)", [line("return 1;")]), line("return 0;")],
            [block(f"if ({call} != FDB_OK)", [line("return 1;")]), line(f'return {lib}_run(s, "{self.sql()}");')],
            [block("if (pick(2))", [line("return 0;")]), line(f"return {call};")])
        return block(f"static int {name}({lib} *s)", body)

    def helper_must(self, name):
        """Throws when it fails."""
        lib = self.lib
        body = [block(f"if ({lib}_run(s, sql) != FDB_OK)", [line('throw std::runtime_error("run");')])]
        return block(f"static void {name}({lib} *s, const char *sql)", body)
