// Plotly, for charts that one inspects: from our own server, and only when somebody gets to one.

import { h } from "./dom.js";

let fetching = null;

export function plotlyFrom(address) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  fetching ??= new Promise((resolve, reject) => {
    document.head.append(h("script", { src: address, onload: () => resolve(window.Plotly), onerror: reject }));
  });
  return fetching;
}
