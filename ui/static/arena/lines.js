// Lines through points, as both curves draw them.

export function stroke(context, points, colour, dash, width) {
  context.beginPath();
  points.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x, y));
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = "round";
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

// A long run has more points than the screen has columns.
export function thinned(points, most = 900) {
  const every = Math.ceil(points.length / most);
  return every < 2 ? points : points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
