"""The game's page, run by Streamlit's own tester."""

from __future__ import annotations

from gan_core.experiment import FIELDS
from tests.ui.asking import in_url, page, shown


def test_the_page_opens_on_the_banknotes_and_a_clean_address():
    app = page()
    assert shown(app)["experiments"] == [{"data": "banknotes", "seed": "0"}]
    assert app.title[0].value == "The Forger & the Detective"
    assert not app.warning
    assert not in_url(app)


def test_the_address_is_the_experiment():
    app = page(data="ring8", seed="7", loss="hinge", r1="0.5")
    assert shown(app)["experiments"] == [{"data": "ring8", "seed": "7", "loss": "hinge", "r1": "0.5"}]
    assert not app.warning


def test_a_bad_parameter_costs_one_sentence_and_nothing_else():
    app = page(data="ring8", seed="7", loss="magic")
    assert shown(app)["experiments"] == [{"data": "ring8", "seed": "7"}]
    [warning] = app.warning
    assert "loss is one of" in warning.value
    assert "magic" in warning.value


def test_every_bad_parameter_is_named():
    app = page(data="moon", seed="minus one", colour="red", lr_g="0.01")
    assert shown(app)["experiments"] == [{"data": "banknotes", "seed": "0", "lr_g": "0.01"}]
    [warning] = app.warning  # however many there are, one notice
    assert all(word in warning.value for word in ("moon", "minus one", "colour"))


def test_parameters_of_the_page_are_no_settings():
    app = page(watch="abc", projector="1")
    assert not app.warning
    assert (shown(app)["watch"], shown(app)["projector"]) == ("abc", True)


def test_a_data_set_that_is_not_offered_is_offered_when_its_address_is_opened():
    app = page(data="moons")
    assert not app.warning
    assert app.button_group[0].options[-1] == "Two moons"


def test_choosing_data_takes_its_recipe_and_keeps_the_seed():
    app = page(seed="7", loss="hinge")
    app.button_group[0].set_value("grid25").run()
    assert shown(app)["experiments"] == [{"data": "grid25", "seed": "7"}]
    assert in_url(app) == {"data": "grid25", "seed": "7"}


def test_every_field_has_its_control():
    app = page(settings=True)
    labels = {w.label for w in [*app.number_input, *app.selectbox]}
    assert labels == {f.label for f in FIELDS if f.name != "data"} | {"Recipe"}


def test_four_settings_are_for_a_learner_and_all_others_behind_a_fold():
    app = page(settings=True)
    [fold] = app.expander
    behind = {w.label for w in [*fold.number_input, *fold.selectbox]}
    labels = {w.label for w in [*app.number_input, *app.selectbox]}
    assert fold.label == "For pros"
    assert labels - behind == {"Recipe", "Seed", "Loss", "Forger's learning rate", "Detective's learning rate"}


def test_the_first_recipe_says_what_it_is_to_its_data():
    assert page(settings=True).selectbox(key="recipe").options[0] == "Pixel by pixel: faster"
    assert page(settings=True, data="ring8").selectbox(key="recipe").options[0].startswith("Smooth")


def test_a_setting_goes_into_the_address_and_to_the_arena():
    app = page(settings=True, data="digits")
    app.selectbox(key="setting_loss").set_value("wasserstein").run()
    app.number_input(key="setting_seed").set_value(5).run()
    assert in_url(app) == {"data": "digits", "loss": "wasserstein", "seed": "5"}
    assert shown(app)["experiments"] == [{"data": "digits", "seed": "5", "loss": "wasserstein"}]


def test_back_to_the_recipe_keeps_the_seed():
    app = page(settings=True, data="ring8", seed="3", loss="hinge")
    app.button[0].click().run()
    assert shown(app)["experiments"] == [{"data": "ring8", "seed": "3"}]


def test_a_recipe_can_be_chosen_and_is_in_the_address():
    app = page(settings=True, data="ring8", seed="3")
    app.selectbox(key="recipe").set_value("textbook").run()
    assert in_url(app) == {"data": "ring8", "recipe": "textbook", "seed": "3"}
    assert shown(app)["experiments"] == [{"data": "ring8", "seed": "3", "recipe": "textbook"}]
    app = page(settings=True, data="ring8", recipe="sharp", lr_g="0.007")
    assert app.selectbox(key="recipe").value == "sharp"


def test_the_page_says_what_its_forger_does_that_a_textbook_one_does_not():
    assert "textbook" in page().caption[-1].value
    assert "waves" in page(data="grid25").caption[-1].value
    assert not any("textbook" in c.value for c in page(data="grid25", recipe="textbook").caption)
