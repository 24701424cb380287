// What the evidence page does with a script: it copies, leads from a number or mark to its place and opens that, and has
// the conversation beside it ask again rather than asking by itself.
import { copied } from "./clipboard.js";

const reveal = () => {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place instanceof HTMLDetailsElement) place.open = true;
};

const copy = async (button) => {
  const said = button.parentElement.querySelector("[data-said]");
  const text = button.dataset.copy;
  if (await copied({ "text/plain": text }) && said) said.textContent = said.dataset.said;
};

// A frame of the chat: the page around it asks, so that the answer stands in the conversation.
const askedAbove = (act) => {
  if (window.parent === window) return false;
  const asking = new CustomEvent("jh-again", { detail: { act }, cancelable: true });
  return !window.parent.document.dispatchEvent(asking);
};

document.addEventListener("click", (event) => {
  const copying = event.target.closest("[data-copy]");
  if (copying) copy(copying);
  const again = event.target.closest("[data-again]");
  if (again && askedAbove(again.dataset.again)) event.preventDefault();
});
// A document in its frame goes to its quotation, and takes this page along: it goes back to where it stood.
let top = 0;
const stand = () => { top = scrollY; };
const stay = (event) => {
  if (event.target instanceof HTMLIFrameElement) requestAnimationFrame(() => scrollTo({ top, behavior: "instant" }));
};

addEventListener("hashchange", () => { reveal(); stand(); });
document.addEventListener("toggle", stand, true);
document.addEventListener("load", stay, true);
reveal();
stand();
