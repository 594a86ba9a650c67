// The language of a page in a file of its own: as its address asks, else as the browser does, else English. It stands
// before all other scripts (kit/words.js).

const kept = JSON.parse(document.getElementById("words").textContent);
const wanted = [new URLSearchParams(location.search).get("lang"), ...navigator.languages].map((one) => one?.split("-")[0]);
const chosen = wanted.find((code) => code === "en" || kept[code]) ?? "en";
globalThis.forgerWords = kept[chosen];
document.documentElement.lang = chosen;
