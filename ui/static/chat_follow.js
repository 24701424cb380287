// A new message is shown from its beginning, with the question above it, rather than from its end.
const MESSAGES = "#jh-chat [data-testid=user], #jh-chat [data-testid=bot]";
let shown = 0;

export const messages = () => [...document.querySelectorAll(MESSAGES)];

export const scroller = (element) => {
  while (element && element.scrollHeight <= element.clientHeight + 1) element = element.parentElement;
  return element && element.closest("#jh-chat") ? element : null;
};

export const follow = () => {
  const all = messages();
  if (all.length === shown) return;
  shown = all.length;
  document.dispatchEvent(new CustomEvent("jh-messages", { detail: shown }));
  if (shown === 0) return;
  const asked = all.at(-2);
  const first = asked && asked.dataset.testid === "user" ? asked : all.at(-1);
  requestAnimationFrame(() => {
    const view = scroller(first.parentElement);
    if (view) view.scrollTop += first.getBoundingClientRect().top - view.getBoundingClientRect().top - 8;
  });
};
