"""The families of programs, by what they are about."""
from programs.generator import Generator
from programs.transactions import TransactionGenerator

FAMILIES = ("life", "tx", "child")


def generate(seed, language, family="life"):
    if family == "life":
        return Generator(seed, language).group()
    return TransactionGenerator(seed, language, family).group()
