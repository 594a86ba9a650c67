// A page that plays a recorded run again: the very game, with a recording for a source.

import { LivePage } from "../kit/live-page.js";
import { ReplaySource } from "../kit/replay-source.js";
import game from "../pages/game.js";
import { placed } from "./placed.js";

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;

const recording = JSON.parse(document.getElementById("recording").textContent);
Object.assign(recording, { vault: bytes(recording.vault), frames: recording.frames.map(bytes) });

const { root, data } = placed({ ...recording, key: "recording" });
root.dataset.recorded = "";
const page = new LivePage(root, data, game, (handlers) => new ReplaySource(recording, handlers));
page.update(data);
