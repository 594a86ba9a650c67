// The way to the other pages is one row, which scrolls where it is too narrow for all: the open page is in sight there,
// and named as such to who cannot see the colour.

export function showHere({ moved = false } = {}) {
  const here = document.querySelector(".st-key-gd_here a");
  if (!here || (here.ariaCurrent === "page" && !moved)) return;
  for (const other of document.querySelectorAll(".st-key-gd_nav a[aria-current]")) other.ariaCurrent = null;
  here.ariaCurrent = "page";
  here.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
}
