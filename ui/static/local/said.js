// What stands in a file in English, in the visitor's language: each element keeps how its sentence was made.

import { told } from "../kit/words.js";

export function tellPage() {
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = told(JSON.parse(element.dataset.say));
  document.title = document.querySelector("h1").textContent;
}
