"""The only smallest change that makes linear constraints hold."""

from fractions import Fraction

from rules.repair import Constraint, Unknown, sole_repair


def constraint(excess: int, **weights: int) -> Constraint:
    return Constraint(weights=weights, excess=Fraction(excess))


def figures(**values: int) -> dict[str, Fraction]:
    return {name: Fraction(value) for name, value in values.items()}


def unknowns(**values: int) -> dict[str, Unknown]:
    return {
        name: Unknown(value=Fraction(value), whole=True, signed=False)
        for name, value in values.items()
    }


def test_the_unknown_where_two_violated_constraints_cross_is_changed() -> None:
    violated = [constraint(2, a=1, b=1), constraint(2, a=1, c=1)]
    assert sole_repair(violated, [], unknowns(a=5, b=5, c=5)) == figures(a=3)


def test_two_unknowns_that_serve_alike_give_no_repair() -> None:
    assert sole_repair([constraint(2, a=1, b=1)], [], unknowns(a=5, b=5)) is None


def test_a_constraint_that_holds_rules_an_unknown_out() -> None:
    holding = [constraint(0, b=1, c=1)]
    assert sole_repair([constraint(2, a=1, b=1)], holding, unknowns(a=5, b=5, c=0)) == figures(a=3)


def test_a_change_below_zero_is_no_repair() -> None:
    assert sole_repair([constraint(2, a=1, b=1)], [], unknowns(a=1, b=5)) == figures(b=3)


def test_a_signed_unknown_may_fall_below_zero() -> None:
    signed = {"a": Unknown(value=Fraction(1), whole=True, signed=True)}
    assert sole_repair([constraint(2, a=1)], [], signed) == figures(a=-1)


def test_a_fraction_is_no_repair_of_a_count() -> None:
    assert sole_repair([constraint(3, a=2)], [], unknowns(a=5)) is None


def test_a_fraction_repairs_an_amount() -> None:
    amount = {"a": Unknown(value=Fraction(5), whole=False, signed=False)}
    assert sole_repair([constraint(3, a=2)], [], amount) == {"a": Fraction(7, 2)}


def test_the_weight_of_an_unknown_gives_the_direction_of_its_change() -> None:
    violated = [constraint(2, a=1, b=-1), constraint(-2, b=1, c=1)]
    assert sole_repair(violated, [], unknowns(a=9, b=5, c=9)) == figures(b=7)


def test_two_unknowns_are_changed_where_one_is_not_enough() -> None:
    violated = [constraint(2, a=1), constraint(3, b=1), constraint(5, a=1, b=1)]
    assert sole_repair(violated, [], unknowns(a=9, b=9)) == figures(a=7, b=6)


def test_two_unknowns_may_make_up_for_each_other_where_a_constraint_holds() -> None:
    violated = [constraint(2, a=1), constraint(-2, b=1)]
    holding = [constraint(0, a=1, b=1)]
    assert sole_repair(violated, holding, unknowns(a=9, b=9)) == figures(a=7, b=11)


def test_an_unknown_may_be_made_up_for_by_one_outside_the_violated_constraints() -> None:
    violated, holding = [constraint(3, a=1, c=1)], [constraint(0, c=1, d=1)]
    found = sole_repair(violated, holding, unknowns(a=1, c=9, d=9))
    assert found == figures(c=6, d=12)


def test_a_pair_with_many_changes_outweighs_one_with_a_single_change() -> None:
    violated, holding = [constraint(3, a=1, b=1, c=1)], [constraint(0, c=1, d=1)]
    assert sole_repair(violated, holding, unknowns(a=2, b=2, c=9, d=9)) is None


def test_two_pairs_that_serve_alike_give_no_repair() -> None:
    violated = [constraint(1, a=1, c=1), constraint(2, b=1, d=1), constraint(3, a=1, b=1, c=1, d=1)]
    assert sole_repair(violated, [], unknowns(a=9, b=9, c=9, d=9)) is None


def test_a_pair_with_many_changes_gives_no_repair() -> None:
    violated = [constraint(2, a=1, b=1)]
    holding = [constraint(0, a=1, c=1), constraint(0, b=1, c=1)]
    assert sole_repair(violated, holding, unknowns(a=9, b=9, c=9)) is None
    assert sole_repair([constraint(1, a=2, b=2)], [], unknowns(a=9, b=9)) is None


def test_three_wrong_unknowns_are_beyond_repair() -> None:
    violated = [constraint(1, a=1), constraint(2, b=1), constraint(3, c=1)]
    assert sole_repair(violated, [], unknowns(a=9, b=9, c=9)) is None
