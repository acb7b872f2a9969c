from notifier.routing import bodies_by_supervisor, bodies_without_supervisor, supervisors_of
from tests.notifier import county


def test_a_body_s_own_supervisors_hold_over_those_of_its_government() -> None:
    government = county.body("gov", "青石区人民政府", supervisors=("city",))
    works = county.body(parent="gov", supervisors=("qs", "works-line"))
    register = county.register(government, works)

    assert supervisors_of(works, register) == ("qs", "works-line")


def test_a_body_without_supervisors_has_those_of_the_nearest_government_above() -> None:
    city = county.body("city", "某某市人民政府", supervisors=("top",))
    district = county.body("gov", "青石区人民政府", parent="city", supervisors=())
    works = county.body(parent="gov", supervisors=())
    register = county.register(city, district, works)

    assert supervisors_of(works, register) == ("top",)


def test_a_body_of_which_nobody_answers_has_none_and_is_named() -> None:
    works = county.body(parent="gone", supervisors=())
    health = county.body("health", "青石区卫生健康委员会", supervisors=("qs",))
    register = county.register(works, health)

    assert supervisors_of(works, register) == ()
    assert bodies_without_supervisor(register, ["qs"]) == (works,)


def test_bodies_that_name_each_other_as_parent_end_the_search() -> None:
    one = county.body("one", "甲", parent="two", supervisors=())
    two = county.body("two", "乙", parent="one", supervisors=())

    assert supervisors_of(one, county.register(one, two)) == ()


def test_each_supervisor_gets_its_bodies_and_a_supervisor_without_any_gets_none() -> None:
    register = county.register(
        county.body(supervisors=("qs", "line")),
        county.body("health", "卫健委", supervisors=("qs",)),
    )

    answered = bodies_by_supervisor(register, ["qs", "line", "idle"])

    assert answered == {"qs": ("works", "health"), "line": ("works",), "idle": ()}


def test_a_supervisor_that_only_the_register_names_is_nobody_to_tell() -> None:
    register = county.register(county.body(supervisors=("left",)))

    assert bodies_by_supervisor(register, ["qs"]) == {"qs": ()}
    assert [body.id for body in bodies_without_supervisor(register, ["qs"])] == ["works"]
