// Four things that the chat page does not do by itself: it shows the beginning of a new message rather than its end,
// tells the browser which language the page is in, says in that language that a file is too large to be sent, and takes
// files that are dropped anywhere on it, which the browser would open in its place.
(() => {
  const LIMIT = Number(document.currentScript.dataset.uploadLimit);
  const UPLOAD = "#jh-side input[type=file]";
  const MESSAGES = "#jh-chat [data-testid=user], #jh-chat [data-testid=bot]";
  let shown = 0;

  const scrolled = (element) => {
    while (element && element.scrollHeight <= element.clientHeight + 1) element = element.parentElement;
    return element && element.closest("#jh-chat") ? element : null;
  };

  const follow = () => {
    const header = document.querySelector("#jh-header [lang]");
    if (header && document.documentElement.lang !== header.lang) document.documentElement.lang = header.lang;
    const messages = [...document.querySelectorAll(MESSAGES)];
    if (messages.length === shown) return;
    shown = messages.length;
    if (shown === 0) return;
    const asked = messages.at(-2);
    const first = asked && asked.dataset.testid === "user" ? asked : messages.at(-1);
    requestAnimationFrame(() => {
      const window = scrolled(first.parentElement);
      if (window) window.scrollTop += first.getBoundingClientRect().top - window.getBoundingClientRect().top - 8;
    });
  };

  const weigh = (event) => {
    if (!event.target.matches(UPLOAD)) return;
    const tooLarge = [...event.target.files].reduce((sum, file) => sum + file.size, 0) > LIMIT;
    const panel = document.querySelector("#jh-sheets");
    if (panel) panel.classList.toggle("jh-too-large", tooLarge);
    if (!tooLarge) return;
    event.stopImmediatePropagation();
    event.target.value = "";
  };

  const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");

  const drop = (event) => {
    const input = document.querySelector(UPLOAD);
    if (!holdsFiles(event) || !input) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("change", weigh, true);
  document.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  document.addEventListener("drop", drop);
  new MutationObserver(follow).observe(document, { childList: true, subtree: true });
})();
