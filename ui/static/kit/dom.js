// Small helpers for making elements and for drawing sharply.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// The canvas's drawing context with as many pixels as the screen shows; null while it is not on screen.
export function sized(canvas, width = canvas.clientWidth, height = canvas.clientHeight) {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const [w, hgt] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (!w || !hgt) return null;
  if (canvas.width !== w || canvas.height !== hgt) Object.assign(canvas, { width: w, height: hgt });
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

// The theme's colours as the page has them now; a canvas cannot read CSS variables by itself.
export function colours(element) {
  const style = getComputedStyle(element);
  const value = (name) => style.getPropertyValue(name).trim();
  return {
    ink: value("--gd-ink"),
    mute: value("--gd-mute"),
    line: value("--gd-line"),
    card: value("--gd-card"),
    real: value("--gd-real"),
    fake: value("--gd-fake"),
    back: value("--gd-back"),
  };
}

// Whether the visitor asks for stillness, now and when that changes.
const preference = matchMedia("(prefers-reduced-motion: reduce)");
export const still = {
  get please() {
    return preference.matches;
  },
  watch(onChange) {
    preference.addEventListener("change", onChange);
    return () => preference.removeEventListener("change", onChange);
  },
};
export const percent = (fraction) => `${Math.round(100 * fraction)}`;
