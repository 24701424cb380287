// Light or dark: as the system says, until the reader chooses. Runs before the page is drawn. The choice is a
// preference and all that is kept in the browser besides its cookies.
(() => {
  const KEPT = "junheng-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };

  const show = () => {
    const theme = kept() || (dark.matches ? "dark" : "light");
    document.documentElement.dataset.theme = theme;
    document.body?.classList.toggle("dark", theme === "dark"); // what Gradio goes by
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.setAttribute("aria-pressed", String(theme === "dark"));
    }
  };

  const turn = (event) => {
    if (!event.target.closest?.("[data-theme-switch]")) return;
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem(KEPT, next); } catch { document.documentElement.dataset.theme = next; }
    show();
  };

  show();
  dark.addEventListener("change", show);
  addEventListener("storage", show); // the frames and other tabs of this page follow
  document.addEventListener("click", turn);
  document.addEventListener("DOMContentLoaded", show);
})();
