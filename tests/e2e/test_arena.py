"""The arena in a real browser, before the real app."""

from __future__ import annotations

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from benchmarks.app import health, wait_for
from tests.e2e.conftest import Arena

pytestmark = pytest.mark.browser


def test_it_starts_by_itself_and_paints(arena):
    game = arena().opened()
    wait_for(lambda: int(game.get("fps") or 0) > 0)
    before, step = game.wall(), game.step()
    wait_for(lambda: game.step() > step and game.wall() != before)
    assert game.get("run")
    assert re.fullmatch(r"\d/5", game.get("modes"))
    expect(game.root.locator(".gd-sentence")).not_to_be_empty()


def test_the_first_paint_needs_no_server(page, app):
    page.route("**/live/socket", lambda route: route.abort())
    page.route_web_socket("**/live/socket", lambda socket: None)
    page.goto(app)
    game = Arena(page)
    game.expect("status", "warming")
    for place in ("The forger’s workshop", "The detective’s desk", "The vault"):
        expect(game.root.get_by_label(place, exact=True)).to_be_visible()


def test_turns_are_taken_one_by_one(arena):
    game = arena().opened().paused()
    step = game.step()
    game.button("detective").click()
    game.expect("phase", "detective")
    assert game.step() == step
    game.button("forger").click()
    game.expect("phase", "forger")
    game.expect("step", str(step + 1))
    game.button("round").click()
    game.expect("step", str(step + 2))
    game.expect("status", "paused")


def test_any_note_goes_onto_the_desk_and_other_dice_change_it(arena, page):
    game = arena().opened().paused()
    truth, verdict = game.root.locator(".gd-truth"), game.button("verdict")
    vault = game.root.locator(".gd-vault .gd-wall")
    vault.click(position={"x": 200, "y": 100})
    expect(truth).to_have_text("● a real one")
    expect(verdict).to_have_text(re.compile(r"It was real: (right|wrong)\."))
    chosen = vault.get_attribute("aria-valuenow")
    vault.press("ArrowRight")
    expect(vault).to_have_attribute("aria-valuetext", f"{int(chosen) + 1} of 24, on the desk")
    game.root.locator(".gd-forger .gd-wall").press("Enter")
    expect(truth).to_have_text("✕ a fake")
    die, before = game.button("dice").get_by_label("z 1", exact=True), game.wall()
    die.fill("2.5" if float(die.input_value()) < 0 else "-2.5")
    wait_for(lambda: game.wall() != before)


def test_a_number_of_the_line_goes_onto_the_desk(page, app):
    page.goto(f"{app}/line")
    desk, line = page.get_by_test_id("on-desk"), page.locator(".ln-picture")
    expect(line).to_have_attribute("aria-label", re.compile("numbers lie where the real ones do"))
    line.focus()
    page.keyboard.press("ArrowUp")
    expect(desk).to_contain_text("a real one")
    page.keyboard.press("ArrowRight")
    expect(desk).to_contain_text("a fake")
    line.click(position={"x": 200, "y": 4})  # far above both curves, and nearer to the real one or to the fakes
    expect(desk).to_have_text(re.compile(r"On the desk: −\d\.\d\d, .*sure that it is real"))


def test_slow_motion_names_its_beats(arena):
    game = arena().opened()
    game.button("slow").click()
    for beat in ("forge", "examine", "stamp", "detective", "feedback", "forger"):
        game.expect("phase", beat)
        expect(game.root.locator("[data-now]")).to_have_attribute("data-beat", beat)
    game.button("slow").click()
    game.expect("phase", "round")


def test_scrubbing_back_and_returning_live(arena):
    game = arena().opened()
    wait_for(lambda: game.step() > 20)
    game.button("timeline").fill("1")
    expect(game.root).to_have_attribute("data-looking-back", "")
    wait_for(lambda: game.step() < 10)
    expect(game.root.locator(".gd-figures")).to_contain_text("the past, of")
    expect(game.root.locator(".gd-sentence")).to_contain_text("At round 1: ")
    expect(game.button("play")).to_contain_text("Live")
    game.button("live").click()
    wait_for(lambda: game.step() > 20)
    expect(game.root).not_to_have_attribute("data-looking-back", "")


def test_a_stage_leads_back_to_its_moment(arena):
    game = arena().opened()
    wait_for(lambda: game.step() > 10)
    game.button("stage-1").click()
    game.expect("step", "0")


def test_the_keyboard_plays_it_all(arena, page):
    game = arena().opened()
    page.keyboard.press("Space")
    step = game.resting().step()
    page.keyboard.press("r")
    game.expect("step", str(step + 1))
    page.keyboard.press("d")
    game.expect("phase", "detective")
    page.keyboard.press("f")
    game.expect("step", str(step + 2))
    page.keyboard.press("1")
    game.expect("step", "0")
    page.keyboard.press("l")
    game.expect("step", str(step + 2))
    page.keyboard.press("Space")
    game.expect("status", "running")


def test_a_reload_comes_back_to_the_same_run(arena, page):
    game = arena().opened()
    wait_for(lambda: game.step() > 20)
    run, step = game.get("run"), game.step()
    page.reload()
    game.expect("run", run)
    wait_for(lambda: game.step() >= step)


def test_a_new_seed_is_in_the_address_and_the_same_seed_starts_again(arena, page):
    game = arena("/?seed=3").opened()
    game.expect("seed", "3")
    game.button("fresh").click()
    expect(page).to_have_url(re.compile(r"seed=(?!3$)\d+$"))
    seed = page.url.split("seed=")[1]
    game.opened().expect("seed", seed)
    wait_for(lambda: game.step() > 20)
    game.paused()
    step = game.step()
    game.button("again").click()
    game.expect("status", "running")
    wait_for(lambda: 0 <= game.step() < step)
    game.expect("seed", seed)


def test_a_lost_line_is_said_and_found_again(page, app):
    lines = []

    def relay(socket):
        server = socket.connect_to_server()
        lines.append((socket, server))

    page.route_web_socket("**/live/socket", relay)
    page.goto(app)
    game = Arena(page).opened()
    run, step, seen = game.get("run"), game.step(), game.statuses()
    for end in reversed(lines[-1]):
        end.close()
    wait_for(lambda: "reconnecting" in seen())
    game.expect("run", run)
    game.expect("status", "running")
    wait_for(lambda: game.step() > step)


def test_a_killed_worker_is_said_and_replaced(arena, app):
    game = arena().opened()
    wait_for(lambda: game.step() > 20)
    run = game.get("run")
    seen = game.statuses()
    os.kill(health(app)["worker"]["pid"], signal.SIGKILL)
    wait_for(lambda: "reconnecting" in seen())
    game.expect("status", "running")
    game.expect("run", run)
    step = game.step()
    wait_for(lambda: game.step() > step)


def test_points_have_their_plane(arena):
    game = arena("/?data=ring8").opened()
    expect(game.root.get_by_label("The plane", exact=True)).to_be_visible()
    assert re.fullmatch(r"\d/8", game.get("modes"))


@pytest.mark.parametrize("data", ["banknotes", "ring8"])
def test_a_phone_shows_it_all_without_scrolling_sideways(arena, page, data):
    page.set_viewport_size({"width": 360, "height": 740})
    game = arena(f"/?data={data}").opened()
    widths = page.evaluate(
        """() => [...document.querySelectorAll('.gd, .gd *')]
          .filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1)
          .map((e) => e.className)"""
    )
    assert not widths
    for name in ("play", "detective", "forger", "round", "slow", "again", "fresh"):
        box = game.button(name).bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_a_spectator_watches_and_cannot_play(arena, browser, app):
    game = arena().opened()
    other = browser.new_context().new_page()
    other.goto(f"{app}/?watch={game.get('run')}")
    guest = Arena(other).opened()
    assert guest.get("run") == game.get("run")
    expect(guest.button("play")).to_be_disabled()
    other.context.close()


def test_a_bad_address_costs_a_sentence_and_still_plays(arena, page):
    arena("/?loss=magic").opened()
    expect(page.get_by_test_id("stAlert")).to_contain_text("loss is one of")


@pytest.mark.slow  # others come by the same ways
def test_other_data_starts_another_run(arena, page):
    game = arena().opened()
    run = game.get("run")
    page.get_by_role("radio", name="Digits").click()
    expect(page).to_have_url(re.compile("data=digits"))
    wait_for(lambda: game.get("run") not in (None, run))
    game.opened()
