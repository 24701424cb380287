// The names of the page's parts for those who hear it: Gradio says them in English, and reads mark-up out.
const MESSAGES = { user: "question", bot: "answer" };

const name = (element, words) => {
  if (element && words && element.getAttribute("aria-label") !== words) element.setAttribute("aria-label", words);
};

export const nameParts = () => {
  const bar = document.querySelector("#jh-header .jh-bar");
  if (!bar) return;
  const root = document.documentElement;
  if (root.lang !== bar.lang) root.lang = bar.lang;
  if (root.dataset.awaits && root.lang.startsWith(root.dataset.awaits)) delete root.dataset.awaits;
  name(document.querySelector("#jh-chat [role=log]"), bar.dataset.log);
  for (const [who, words] of Object.entries(MESSAGES)) {
    for (const message of document.querySelectorAll(`#jh-chat [data-testid=${who}]`)) {
      message.setAttribute("role", "group");
      name(message, bar.dataset[words]);
    }
  }
  // A button that holds a button: the outer one only folds the notice.
  for (const head of document.querySelectorAll(".toast-header[role=button]")) {
    head.removeAttribute("role");
    head.removeAttribute("tabindex");
  }
  for (const shut of document.querySelectorAll("[data-testid=toast-close]")) name(shut, bar.dataset.shut);
  showNumber();
};

// The conversation that is open stands in the address, so that this tab is in it again after a reload.
const showNumber = () => {
  const number = document.querySelector("#jh-history [data-number]")?.dataset.number;
  if (!number) return;
  const address = of(number, location.href);
  if (address !== location.href) history.replaceState(history.state, "", address);
  for (const link of document.querySelectorAll('#jh-header nav a[href^="/check"]')) {
    if (link.href !== of(number, link.href)) link.href = of(number, link.href);
  }
};

const of = (number, href) => {
  const address = new URL(href);
  address.searchParams.set("c", number);
  return address.href;
};
