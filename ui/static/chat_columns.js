// The columns beside the conversation. Where there is no room for one it opens over the page, until it is closed;
// beside the conversation, that of the evidence can be folded away, which is a preference.
const KEPT = "junheng-evidence";
const NARROW = { "jh-side": matchMedia("(max-width: 760px)"), "jh-evidence": matchMedia("(max-width: 1100px)") };
const PARTS = ["jh-top", "jh-side", "jh-main", "jh-evidence"];
const root = document.documentElement;
let opener = null;

const part = (id) => document.getElementById(id);
const folded = () => root.dataset.folded === "evidence";

const fold = (away) => {
  if (away) root.dataset.folded = "evidence";
  else delete root.dataset.folded;
  try { localStorage.setItem(KEPT, away ? "folded" : "open"); } catch { /* then it is so for this page */ }
};

export const isOver = (id) => NARROW[id].matches;

export const open = (id, by) => {
  if (!isOver(id)) {
    if (id === "jh-evidence") fold(false);
  } else if (root.dataset.over !== id) {
    opener = by;
    root.dataset.over = id;
    showColumns(); // before the focus: what is inert cannot have it
    part(id)?.querySelector("[data-close]")?.focus();
  }
  showColumns();
};

export const close = () => {
  if (!root.dataset.over) return;
  delete root.dataset.over;
  showColumns();
  if (opener?.isConnected) opener.focus();
  else document.querySelector("#jh-question textarea")?.focus({ preventScroll: true });
  opener = null;
};

// What lies under an open column can be neither reached nor heard.
export const showColumns = () => {
  const over = root.dataset.over;
  for (const id of PARTS) {
    const element = part(id);
    if (element && element.inert !== Boolean(over && over !== id)) element.inert = Boolean(over && over !== id);
  }
  for (const id of Object.keys(NARROW)) {
    const element = part(id);
    if (!element) continue;
    const name = element.querySelector("[data-name]")?.dataset.name ?? "";
    element.setAttribute("role", over === id ? "dialog" : "region");
    if (name) element.setAttribute("aria-label", name);
    if (over === id) element.setAttribute("aria-modal", "true");
    else element.removeAttribute("aria-modal");
  }
  for (const button of document.querySelectorAll("[data-opens]")) {
    const id = button.dataset.opens;
    button.setAttribute("aria-expanded", String(isOver(id) ? over === id : !folded()));
  }
};

const foldAway = () => {
  fold(true);
  showColumns();
};

const click = (event) => {
  const button = event.target.closest?.("[data-opens]");
  if (button && (isOver(button.dataset.opens) || folded())) open(button.dataset.opens, button);
  else if (button) foldAway();
  else if (!event.target.closest?.("[data-close]")) return;
  else if (root.dataset.over) close();
  else foldAway();
};

export const closeByKey = (event) => { if (event.key === "Escape") close(); };

export const watchColumns = () => {
  try { if (localStorage.getItem(KEPT) === "folded") root.dataset.folded = "evidence"; } catch { /* not folded */ }
  document.addEventListener("click", click);
  document.addEventListener("keydown", closeByKey);
  for (const narrow of Object.values(NARROW)) narrow.addEventListener("change", () => { close(); showColumns(); });
};
