// Pictures of a visitor's own: a zip, a sheet of sprites, or single files, which travel as a sheet.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

const SIDES = [8, 16, 24, 32];
const KINDS = "image/png, image/jpeg, image/gif, image/bmp, image/webp";
const COLUMNS = 40; // of a sheet
const MOST = 2000; // single files

export class Pictures {
  // `onBring(about, body)`; `onFault(sentence)`.
  constructor({ onBring, onFault }) {
    Object.assign(this, { onBring, onFault });
    this.side = h("select", { id: "pg-side" }, ...SIDES.map((side) => h("option", { value: side, selected: side === 16 }, t("{side} × {side} pixels", { side }))));
    this.colour = h("input", { type: "checkbox", id: "pg-colour", checked: true });
    this.tile = h("input", { type: "number", id: "pg-tile", min: 2, max: 1024, value: 16 });
    this.element = h(
      "div",
      { class: "pg-form" },
      h("label", { for: "pg-side" }, t("Each picture is made")),
      this.side,
      h("label", { class: "pg-check" }, this.colour, t("in colour")),
      this.file(t("A zip of pictures"), "own-zip", { accept: ".zip" }, ([zip]) => this.send("zip", zip)),
      this.file(t("Single pictures, at least 20"), "own-files", { accept: KINDS, multiple: true }, (files) => this.single(files)),
      h("label", { for: "pg-tile" }, t("Or a sheet of sprites; each is so many pixels wide and high:")),
      this.tile,
      this.file(t("The sheet"), "own-sheet", { accept: KINDS }, ([sheet]) => this.send("sheet", sheet, Number(this.tile.value))),
    );
  }

  get about() {
    return { side: Number(this.side.value), colour: this.colour.checked };
  }

  file(label, name, attributes, take) {
    const input = h("input", { type: "file", id: `pg-${name}`, "data-testid": name, ...attributes });
    input.onchange = async () => {
      const files = [...input.files];
      if (files.length) await take(files);
      input.value = ""; // the same file may be chosen again
    };
    return h("div", {}, h("label", { for: `pg-${name}` }, label), input);
  }

  send(way, body, tile = 16) {
    return this.onBring({ way, tile, ...this.about }, body);
  }

  async single(files) {
    const { side } = this.about;
    if (files.length > MOST) return this.onFault(t("{most} single files are the most; a zip may hold more.", { most: MOST }));
    const images = [];
    for (const file of files) {
      const image = await createImageBitmap(file).catch(() => null);
      if (!image) return this.onFault(t("“{name}” is no picture that this browser can read.", { name: file.name.slice(0, 60) }));
      images.push(small(image, side));
    }
    return this.send("sheet", await sheetOf(images, side), side);
  }
}

// An image made to fit a square, on white.
export function small(image, side) {
  const scale = side / Math.max(image.width, image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, (side - width) / 2, (side - height) / 2, width, height);
  image.close?.();
  return canvas;
}

// Squares side by side as a PNG.
export function sheetOf(squares, side) {
  const canvas = Object.assign(document.createElement("canvas"), { width: COLUMNS * side, height: Math.ceil(squares.length / COLUMNS) * side });
  const context = canvas.getContext("2d");
  squares.forEach((square, k) => context.drawImage(square, (k % COLUMNS) * side, Math.floor(k / COLUMNS) * side));
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
