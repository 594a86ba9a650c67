"""Experiment: every field is checked, in one sentence; URLs give back the same experiment."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_core.experiment import DATA, FIELDS, Experiment, Field, recipe
from gan_core.recipes import offered

NUMBERS = [f for f in FIELDS if f.kind != "choice"]
CHOICES = [f for f in FIELDS if f.kind == "choice"]
NAMES = [f.name for f in FIELDS]


def refused(**changes: object) -> str:
    with pytest.raises(ValueError, match=r"^[^\n]+\.$") as caught:
        replace(Experiment(), **changes)
    return str(caught.value)


def test_the_table_and_the_dataclass_have_the_same_fields():
    assert [f.name for f in fields(Experiment)] == NAMES
    assert all(f.label and f.help.endswith(".") for f in FIELDS)


@pytest.mark.parametrize("field", NUMBERS, ids=lambda f: f.name)
@pytest.mark.parametrize(
    "value",
    [None, True, False, "", "many", "nan", "inf", "1e999", float("nan"), float("inf"), -float("inf"), [], {}, (1, 2),
     object(), 10**400, -1, "-1", "<script>", 1j],
    ids=lambda v: repr(v)[:20],
)  # fmt: skip
def test_numbers_refuse_what_is_no_number_in_range(field: Field, value: object):
    message = refused(**{field.name: value})
    assert message.startswith(field.name)
    assert len(message) < 200


@pytest.mark.parametrize("field", NUMBERS, ids=lambda f: f.name)
def test_numbers_take_their_bounds_and_nothing_beyond(field: Field):
    assert field.name in refused(**{field.name: field.high * 1.01 + 1})
    assert field.name in refused(**{field.name: field.low - 1})
    for bound in (field.low, field.high):
        changes = {field.name: bound}
        got = getattr(replace(Experiment(), **changes), field.name)
        assert got == bound
        assert type(got) is (int if field.kind == "int" else float)


@pytest.mark.parametrize("field", [f for f in NUMBERS if f.kind == "int"], ids=lambda f: f.name)
@pytest.mark.parametrize("value", [2.5, "2.5"])
def test_whole_numbers_refuse_fractions(field: Field, value: object):
    assert "whole number" in refused(**{field.name: value})


@pytest.mark.parametrize("field", CHOICES, ids=lambda f: f.name)
@pytest.mark.parametrize("value", ["", None, 3, True, "RING8", ["ring8"], "x" * 5000, "'; --"])
def test_choices_refuse_what_is_not_in_the_list(field: Field, value: object):
    message = refused(**{field.name: value})
    assert message.startswith(field.name)
    assert len(message) < 250


def test_company_needs_room():
    rooms = [replace(Experiment(), **said).room for said in ({}, {"pack": 3}, {"mbstd": 1}, {"seats": 4, "pack": 2})]
    assert rooms == [1, 3, 2, 4]


def test_strings_become_numbers():
    e = Experiment.from_query({"data": "ring8", "seed": "3", "lr_g": "2e-3", "batch": "128"})
    assert (e.seed, e.lr_g, e.batch) == (3, 0.002, 128)


@pytest.mark.parametrize(
    "query",
    [{"sed": "1"}, {"data": "mnist"}, {"seed": "one"}, {"recipe": "../secret"},
     {"data": "ring8", "pack": "5"}, {"": ""}, {"__class__": "x"}],
)  # fmt: skip
def test_bad_queries_get_one_sentence(query: dict[str, str]):
    with pytest.raises(ValueError, match=r"^[^\n]+\.$"):
        Experiment.from_query(query)


@pytest.mark.parametrize("data", DATA)
def test_a_data_set_alone_gives_its_recipe(data: str):
    e = Experiment.from_query({"data": data})
    assert e == recipe(data)
    assert e.to_query() == {"data": data, "seed": "0"}


def values(field: Field) -> st.SearchStrategy[object]:
    if field.kind == "choice":
        return st.sampled_from(field.choices)
    if field.kind == "int":
        return st.integers(int(field.low), int(field.high))
    return st.floats(field.low, field.high)


@given(st.fixed_dictionaries({}, optional={f.name: values(f) for f in FIELDS}))
def test_an_experiment_survives_its_url(changes):
    e = replace(recipe(changes.get("data", "banknotes")), **changes)
    query = e.to_query()
    assert Experiment.from_query(query) == e
    assert set(query) <= {*NAMES, "recipe"}
    assert all(isinstance(v, str) for v in query.values())
    assert Experiment.from_query(query).to_query() == query


def test_equal_experiments_are_equal_keys():
    assert hash(Experiment(seed=3)) == hash(Experiment(seed=3))
    assert Experiment(seed=3).shape_key == Experiment(seed=4).shape_key
    assert Experiment(batch=32).shape_key != Experiment(batch=64).shape_key


@pytest.mark.parametrize("data", DATA)
def test_an_address_names_the_nearest_recipe_that_is_offered(data: str):
    for name in offered(data):
        other = replace(recipe(data, name), seed=4, r1=0.77)
        said = other.to_query()
        assert said.get("recipe", "default") == name
        assert set(said) <= {"data", "seed", "recipe", "r1"}
        assert Experiment.from_query(said) == other


def test_sets_have_several_recipes():
    assert offered("ring8") == ("default", "sharp", "fine", "textbook")
    assert offered("grid25") == ("default", "sharp", "textbook")
    assert offered("digits") == ("default",)
    assert offered("banknotes") == ("default", "patches")
    assert (recipe("banknotes").patch, recipe("banknotes", "patches").patch) == (0, 64)
    assert recipe("ring8").coarse > recipe("ring8", "fine").coarse > 1 == recipe("ring8", "sharp").coarse
    assert (recipe("ring8", "textbook").waves, recipe("ring8", "textbook").ema) == (0, 0)
