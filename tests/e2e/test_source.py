"""A page asks its source alone: what was recorded from a socket plays on the same page, without a server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from tests.e2e.conftest import Arena

pytestmark = pytest.mark.browser

RECORD = """() => {
  window.heard = []
  const Real = WebSocket
  window.WebSocket = class extends Real {
    set onmessage(handler) { super.onmessage = (event) => { heard.push(event.data); handler(event) } }
  }
}"""
REPLAY = """async () => {
  const { LivePage } = await import('/assets/kit/live-page.js')
  const { decode } = await import('/assets/kit/frames.js')
  const { default: game } = await import('/assets/pages/game.js')
  window.sent = []
  class Recording {
    constructor({ onText, onFrame }) {
      const play = (data) => (typeof data === 'string' ? onText(JSON.parse(data)) : onFrame(decode(data)))
      heard.slice().forEach((data, i) => setTimeout(() => play(data), 20 * i))
    }
    send(command) { sent.push(command) }
    close() {}
  }
  const root = document.createElement('div')
  root.className = 'gd'
  root.dataset.testid = 'replayed'
  document.querySelector('.gd').replaceWith(root)
  const about = { missions: [] }
  const experiments = [{ data: 'ring8', seed: '0' }]
  const data = { page: 'game', key: 'replayed', base: '', experiments, kind: 'points', about }
  const live = new LivePage(root, data, game, (handlers) => new Recording(handlers))
  live.update({ ...data, vocabulary: JSON.parse(vocabulary) })
}"""


CLOSED = """async (code) => {
  const { SocketSource } = await import('/assets/kit/socket-source.js')
  const sockets = [], waits = [], lost = []
  window.WebSocket = class { constructor() { sockets.push(this) } close() {} }
  const real = window.setTimeout
  window.setTimeout = (work, wait) => { waits.push(wait); return real(work, 0) }
  const source = new SocketSource('ws://nowhere', { onLost: () => lost.push(1) })
  for (let k = 0; k < 5; k++) {
    sockets.at(-1).onclose({ code })
    while (sockets.length < k + 2) await new Promise((resolve) => real(resolve, 1))
  }
  source.close()
  window.setTimeout = real
  return { waits: waits.slice(0, 5), lost: lost.length }
}"""


LATE = """async () => {
  const { SocketSource } = await import('/assets/kit/socket-source.js')
  const sockets = []
  window.WebSocket = class {
    static OPEN = 1
    constructor() { Object.assign(this, { sent: [], readyState: 0 }); sockets.push(this) }
    send(text) { this.sent.push(JSON.parse(text).type) }
    open() { this.readyState = 1; this.onopen() }
    close() {}
  }
  const source = new SocketSource('ws://nowhere', { opening: () => ({ type: 'open' }), onLost: () => {} })
  const again = (code) => { sockets.at(-1).onclose({ code }); clearTimeout(source.timer); source.connect() }
  source.send({ type: 'pause' })
  sockets.at(-1).open()
  sockets.at(-1).onclose({ code: 1006 })
  source.send({ type: 'step' })
  source.send({ type: 'speed' })
  clearTimeout(source.timer)
  source.connect()
  sockets.at(-1).open()
  again(1006)
  source.send({ type: 'play' })
  again(1013)
  sockets.at(-1).open()
  source.close()
  return sockets.map(({ sent }) => sent)
}"""


def test_what_was_asked_while_the_line_was_down_is_sent_once_it_is_back(page: Page, app: str):
    page.goto(f"{app}/assets/kit/session.js")
    told = [["open", "pause"], ["open", "step", "speed"], [], ["open"]]  # a full server has no run to do it to
    assert page.evaluate(LATE) == told


def test_a_full_server_is_asked_again_when_its_sentence_has_been_read_and_a_lost_one_at_once(page: Page, app: str):
    page.goto(f"{app}/live/health")
    full, gone = page.evaluate(CLOSED, 1013), page.evaluate(CLOSED, 1006)
    assert all(15_000 <= wait <= 25_000 for wait in full["waits"])
    assert full["lost"] == 0  # nothing takes the place of the sentence
    assert gone["waits"][0] <= 500
    assert all(wait <= 10_000 for wait in gone["waits"])
    assert gone["lost"] == 5


def test_a_recording_plays_on_the_page_of_the_socket(page: Page, app: str):
    page.add_init_script(f"({RECORD})()")
    page.goto(f"{app}/?data=ring8")
    live = Arena(page).opened()
    wait_for(lambda: live.step() > 40)
    page.evaluate(
        """() => {
          const vault = heard.find((data) => typeof data !== 'string')
          const length = new DataView(vault).getUint32(0, true)
          const header = JSON.parse(new TextDecoder().decode(new Uint8Array(vault, 4, length)))
          window.vocabulary = JSON.stringify(header.vocabulary)
        }"""
    )
    page.evaluate(REPLAY)
    replayed = page.get_by_test_id("replayed")
    expect(replayed).to_have_attribute("data-step", re.compile(r"\d{2,}"))
    expect(replayed.locator(".gd-sentence")).not_to_be_empty()
    replayed.get_by_test_id("play").click()
    assert {"type": "pause"} in page.evaluate("sent")
