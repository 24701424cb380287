// The page of the check: numbers open beside it where there is room, items are filtered and opened without waiting.
(() => {
  const wide = matchMedia("(min-width: 1001px)");
  const check = document.querySelector(".check");
  const pane = document.getElementById("figure");
  const frame = pane.querySelector("iframe");
  let opener = null;

  const mark = (from) => {
    opener?.removeAttribute("data-opened");
    opener = from;
    opener?.setAttribute("data-opened", "");
  };
  const open = (link, from = link) => {
    const address = new URL(link.href);
    address.searchParams.set("framed", "1");
    mark(from);
    pane.hidden = false;
    check.classList.add("beside");
    frame.contentWindow.location.replace(address.href);
  };
  const close = () => {
    pane.hidden = true;
    check.classList.remove("beside");
    if (opener?.isConnected) opener.focus();
    mark(null);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="/check/figure/"], a[data-beside]');
    if (!link || !wide.matches || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.getElementById("figure-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !pane.hidden && !event.defaultPrevented) close();
  });

  const items = [...document.querySelectorAll("details.item")];
  const filters = [...document.querySelectorAll("[data-filter]")];
  const none = document.querySelector(".none-shown");
  const filter = (chosen) => {
    const status = chosen.dataset.filter;
    for (const item of items) item.hidden = status !== "all" && item.dataset.status !== status;
    for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("details.item:not([hidden])");
    for (const one of filters) one.toggleAttribute("aria-current", false);
    chosen.setAttribute("aria-current", "true");
    none.textContent = items.some((item) => !item.hidden) ? "" : none.dataset.none;
  };
  for (const one of filters) {
    one.addEventListener("click", (event) => {
      event.preventDefault();
      filter(one);
    });
  }

  // An item that is opened shows its number beside it at once.
  for (const item of items) {
    const summary = item.querySelector("summary");
    const link = item.querySelector('.inside a[href^="/check/figure/"]');
    if (link) summary.addEventListener("click", () => { if (!item.open && wide.matches) open(link, summary); });
  }

  const all = document.getElementById("open-all");
  const words = [all.textContent, all.dataset.close];
  all.hidden = false;
  all.addEventListener("click", () => {
    const opening = all.textContent === words[0];
    for (const item of items) item.open = opening;
    all.textContent = words[opening ? 1 : 0];
  });

  // A narrow window begins with the sections folded; one that is led to opens.
  const sections = [...document.querySelectorAll(".findings > .section")];
  const unfold = () => { const section = document.getElementById(location.hash.slice(1)); if (section?.open === false) section.open = true; };
  if (!wide.matches) for (const section of sections) section.open = false;
  addEventListener("hashchange", unfold);
  document.querySelector(".contents").addEventListener("click", (event) => {
    const section = document.getElementById(event.target.hash?.slice(1));
    if (section?.open === false) section.open = true;
  });
  unfold();

  // What is folded is on paper too.
  const folded = () => [...document.querySelectorAll(".findings details:not([open])")];
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = folded().filter((one) => one.matches(".item, .issues, .section"));
    for (const one of unfolded) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of unfolded) one.open = false; });

  // The section in view is marked in the list of sections.
  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  for (const section of document.querySelectorAll(".findings > section, .findings > .section")) seen.observe(section);
})();
