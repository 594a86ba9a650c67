// The feedback as a picture: over a pale print of the note, green where the detective wants it lighter,
// purple where it wants it darker.

const LIGHTER = [0, 158, 115];
const DARKER = [122, 60, 160];

export function feedbackPicture(feedback, note) {
  const { shape, values } = feedback;
  const [height, width] = shape.slice(-2);
  const channels = shape.length === 3 ? shape[0] : 1;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context.drawImage(note.image, note.x, note.y, width, height, 0, 0, width, height);
  const picture = context.getImageData(0, 0, width, height);
  const area = width * height;
  for (let i = 0; i < area; i++) {
    let push = 0;
    for (let c = 0; c < channels; c++) push += values[c * area + i] / channels;
    tint(picture.data, 4 * i, push);
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

function tint(data, at, push) {
  const grey = 150 + 0.35 * (0.3 * data[at] + 0.59 * data[at + 1] + 0.11 * data[at + 2]);
  const colour = push > 0 ? LIGHTER : DARKER;
  const strength = Math.min(1, 1.6 * Math.sqrt(Math.abs(push)));
  for (let c = 0; c < 3; c++) data[at + c] = grey + (colour[c] - grey) * strength;
  data[at + 3] = 255;
}
