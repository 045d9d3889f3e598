"""Which changes a mutation run makes, that each can be compiled, and which tests try it first."""

import ast
from pathlib import Path

import pytest

from benchmarks.mutants import Suite, draw
from benchmarks.mutations import mutants

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("x = a < b", ["a < b → (a <= b)", "a < b → (a >= b)"]),
        ("x = a == b", ["a == b → (a != b)"]),
        ("x = a <= b < c", [
            "a <= b < c → (a < b < c)", "a <= b < c → (a > b < c)",
            "a <= b < c → (a <= b <= c)", "a <= b < c → (a <= b >= c)",
        ]),
        ("x = a and b", ["a and b → (a or b)"]),
        ("x = a & ~b", ["a & ~b → (a | ~b)", "~b → (b)"]),
        ("x = -a + b", ["-a → (a)", "-a + b → (-a - b)"]),
        ("x = f(sort=True)", ["True → False"]),
        ("x = 5", ["5 → 6", "5 → 4"]),
        ("x = ('á', 'b')", [
            "('á', 'b') → (('b',))", "('á', 'b') → (('á',))", "'á' → 'á?'", "'b' → 'b?'",
        ]),
        ("x = {'a': b, 'c': d}", [
            "{'a': b, 'c': d} → ({'c': d})", "{'a': b, 'c': d} → ({'a': b})", "'a' → 'a?'", "'c' → 'c?'",
        ]),
        ("def f():\n    if a:\n        return b", ["a → (not a)", "return b → return None"]),
        ("def f():\n    x = 'a'\n    x = x.b()\n    c(x)", ["x = x.b() → pass", "c(x) → pass"]),
        ("def f():\n    for a in b:\n        continue", ["continue → pass"]),
        ("x = [a for a in b if c]", ["c → (not c)"]),
        # What changes nothing that a test could notice:
        ('"""A docstring of 5."""', []),
        ("__all__ = ['a', 'b']", []),
        ("Keys = tuple[str, str]", []),
        ("def f(a: int | None) -> str | None:\n    return None", []),
        ("if TYPE_CHECKING:\n    x = 5", []),
        ("@dataclass(frozen=True)\nclass A:\n    x: int", []),
        ("def f():\n    x = pick('một', f'{5}')", []),
        ("a, b = c", []),
    ],
)  # fmt: skip
def test_what_is_changed(source, changes):
    text = source.encode()
    assert [one.told(text).split(": ", 1)[1] for one in mutants("a.py", text)] == changes


def test_a_change_knows_its_function_and_its_line():
    text = b"class A:\n    def f(self):\n        def g():\n            return 1\n\n\ndef h():\n    return 1\n"
    found = [(one.function, one.line) for one in mutants("a.py", text) if one.kind == "return"]
    assert found == [("A.f", 4), ("h", 8)]


def test_every_change_of_the_rooms_compiles_and_a_seed_draws_the_same():
    for file in sorted((ROOT / "xhht_analysis" / "cleaning").glob("*.py"))[::4]:
        text = file.read_bytes()
        for one in mutants(file.name, text)[::20]:
            ast.parse(one.applied(text))
    assert draw(ROOT, ["standards"], 5, seed=3) == draw(ROOT, ["standards"], 5, seed=3)


def test_the_modules_own_tests_come_first():
    tests = Suite(ROOT)
    (mutant, *_) = mutants(
        "xhht_analysis/cleaning/rows.py", (ROOT / "xhht_analysis/cleaning/rows.py").read_bytes()
    )
    assert tests.of(mutant)[0] == "tests/cleaning/test_rows.py"
    assert tests.own("xhht_analysis/indicators/units_told.py") == {"tests/indicators/test_units.py"}
