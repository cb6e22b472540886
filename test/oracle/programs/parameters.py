"""The parameters of each kind of function (see tree.Function)."""

PARAMETERS = {
    "plain": "int a, int b",
    "returns": "int a, int b",
    "out": "fdb **out, int a, int b",
    "ctx": "struct ctx *c, int a, int b",
    "param": "fdb *s, int a, int b",
    "makes": "int a, int b",
    "lazy": "int a, int b",
    "owner": "int a, int b",
    "drop": "fdb *s",
    "drop_flag": "fdb *s, int really",
    "drop_inout": "fdb **p",
    "drop_ctx": "struct ctx *c",
    "drop_made": "struct ctx *c",
}
