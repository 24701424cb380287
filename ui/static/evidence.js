// What the evidence page does with a script: it copies, leads from a number or mark to its place and opens that, and has
// the conversation beside it ask again rather than asking by itself.
import { copied } from "./clipboard.js";

const asked = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

const reveal = () => {
  const place = asked();
  const folded = place?.matches?.("details") ? place : place?.querySelector?.(":scope > details");
  if (folded) folded.open = true;
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

// The quotation is seen once where the document still has the same words: marked there, and on paper above.
const words = (part) => part?.textContent.replace(/\s/g, "");
const once = (frame) => {
  const quoted = frame.parentElement.querySelector("blockquote");
  quoted?.classList.toggle("of-paper", words(frame.contentDocument?.getElementById("quote")) === words(quoted));
};

// A document in its frame goes to its quotation, and takes this page along: it goes back to the place that was asked for,
// or where it stood when a source was opened.
let place = null;
let top = 0;
const aim = () => { reveal(); place = asked(); top = scrollY; };
const back = () => (place ? place.scrollIntoView({ behavior: "instant" }) : scrollTo({ top, behavior: "instant" }));

document.addEventListener("click", (event) => {
  if (event.target.closest("summary")) { place = null; top = scrollY; }
}, true);
document.addEventListener("load", (event) => {
  if (!(event.target instanceof HTMLIFrameElement)) return;
  once(event.target);
  requestAnimationFrame(back);
}, true);
addEventListener("hashchange", aim);
aim();
