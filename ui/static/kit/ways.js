// The way to the other pages is one row, which scrolls where it is too narrow for all: the open page is in sight there,
// and named as such to who cannot see the colour.

export function showHere({ moved = false } = {}) {
  const here = document.querySelector(".st-key-gd_here a");
  if (!here || (here.ariaCurrent === "page" && !moved)) return;
  for (const other of document.querySelectorAll(".st-key-gd_nav a[aria-current]")) other.ariaCurrent = null;
  here.ariaCurrent = "page";
  here.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
}

// From now on: Streamlit makes the ways when it likes, after our scripts where these were at hand already, and anew.
export function keepHere() {
  showHere();
  new MutationObserver(() => showHere()).observe(document.body, { childList: true, subtree: true });
}

// The address of another page of ours, in the language that this page's address asks for.
export function inLanguage(address) {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked && !address.searchParams.has("lang")) address.searchParams.set("lang", asked);
  return address;
}

// Whatever link is followed to a page of ours, it leads there in this language.
export function keepLanguage() {
  const follow = ({ target }) => {
    const link = target.closest?.("a[href]");
    const ours = link?.protocol.startsWith("http") && link.origin === location.origin && !link.pathname.includes("/live/");
    if (ours && !link.getAttribute("href").startsWith("#")) link.href = inLanguage(new URL(link.href)).href;
  };
  for (const event of ["click", "auxclick"]) document.addEventListener(event, follow, true);
}
