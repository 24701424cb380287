// The evidence of the answer in view stands beside it, in a frame: of the latest answer when it comes, of the one most in
// view when the reader scrolls, and at a clause when its mark is followed. Each answer has one link to its evidence.
import { closeByKey, open } from "./chat_columns.js";
import { messages, scroller } from "./chat_follow.js";

const LINK = 'a[href^="/evidence/"]';
let byHand = false;
let settling = 0;
let known = "";

const frame = () => document.querySelector('iframe[name="jh-evidence"]');
const linkOf = (message) => message?.querySelector(LINK);
const answers = () => messages().filter(linkOf);

const framed = (link, clause, place = "") => {
  const address = new URL(link, location.href);
  address.searchParams.set("framed", "1");
  address.searchParams.set("lang", document.documentElement.lang === "en" ? "en" : "zh");
  if (clause) address.searchParams.set("n", clause);
  address.hash = place || address.hash;
  return address.href;
};

// What is asked for is shown again also where it is shown already: the reader may have scrolled, or gone elsewhere.
const load = (address, askedFor = false) => {
  const place = frame();
  if (!place || (place.dataset.shown === address && !askedFor)) return;
  place.dataset.shown = address;
  place.hidden = false;
  place.contentWindow.location.replace(address); // not another step of the way back
};

const show = (message, { clause = "", place = "", askedFor = false } = {}) => {
  for (const one of messages()) one.classList.toggle("jh-in-view", one === message);
  load(framed(linkOf(message).href, clause, place), askedFor);
};

// One place of an answer's evidence: a number, what to say of it, its link.
export const showPlace = (message, place, by) => {
  show(message, { place, askedFor: true });
  open("jh-evidence", by);
};

const clear = () => {
  const place = frame();
  if (!place?.dataset.shown) return;
  delete place.dataset.shown;
  place.hidden = true;
  place.contentWindow.location.replace("about:blank");
};

// Which answers stand there, and in which language their evidence is wanted.
const state = () => [document.documentElement.lang, frame()?.dataset.shown ? "" : "empty", ...answers().map((one) => linkOf(one).href)].join(" ");

export const showEvidence = () => {
  const now = state();
  if (now === known) return;
  const latest = answers().at(-1);
  if (latest) show(latest);
  else clear();
  byHand = false;
  known = state();
};

const inView = () => {
  const all = answers();
  const around = scroller(all[0]?.parentElement)?.getBoundingClientRect();
  if (!around) return null;
  const seen = (one) => {
    const box = one.getBoundingClientRect();
    return Math.min(box.bottom, around.bottom) - Math.max(box.top, around.top);
  };
  return all.reduce((best, one) => (seen(one) > seen(best) ? one : best), all[0]);
};

const settle = () => {
  clearTimeout(settling);
  settling = setTimeout(() => {
    const answer = byHand && inView();
    if (answer && !answer.classList.contains("jh-in-view")) show(answer);
  }, 200);
};

// A mark [2] opens the clause in the frame; with Ctrl, Shift or the middle button a link does what links do.
const follow = (event) => {
  const link = event.target.closest?.("#jh-chat a");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const message = link.closest("[data-testid=bot]");
  if (link.matches(LINK)) show(message, { askedFor: true });
  else if (link.getAttribute("href")?.startsWith("/documents/")) cited(message, link);
  else return;
  event.preventDefault();
  open("jh-evidence", link);
};

const cited = (message, link) => {
  const clause = /^\[(\d+)\]$/.exec(link.textContent.trim())?.[1] ?? link.closest(".jh-source")?.querySelector(".jh-n")?.textContent.replace(/\D/g, "");
  if (linkOf(message) && clause) show(message, { clause, place: `source-${clause}`, askedFor: true });
  else load(framed(link.href), true);
};

export const watchEvidence = () => {
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(kind, (event) => { if (event.target.closest?.("#jh-chat")) byHand = true; }, { passive: true });
  }
  document.addEventListener("scroll", settle, true);
  document.addEventListener("click", follow);
  document.addEventListener("load", (event) => {
    if (event.target === frame()) event.target.contentDocument?.addEventListener("keydown", closeByKey);
  }, true);
};
