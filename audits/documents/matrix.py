"""How a drawing lies in the space around it, in the order of numbers that PDF and OFD share."""

from typing import NamedTuple


class Matrix(NamedTuple):
    """``x' = a·x + c·y + e`` and ``y' = b·x + d·y + f``."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: "Matrix") -> "Matrix":
        """This one first, then the outer one."""
        e, f = outer.place(self.e, self.f)
        return Matrix(
            a=outer.a * self.a + outer.c * self.b,
            b=outer.b * self.a + outer.d * self.b,
            c=outer.a * self.c + outer.c * self.d,
            d=outer.b * self.c + outer.d * self.d,
            e=e,
            f=f,
        )
