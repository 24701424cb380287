// The language of the chat page: the one that its address names, else the one that the reader has last chosen. Runs
// before Gradio reads the address. The choice is a preference, and kept in the browser as the theme is.
(() => {
  const KEPT = "junheng-language";
  const KNOWN = ["zh", "en"];
  const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
  const keep = (language) => { try { localStorage.setItem(KEPT, language); } catch { /* then only the address has it */ } };

  const name = (language) => {
    const address = new URL(location.href);
    address.searchParams.set("lang", language);
    history.replaceState(history.state, "", address);
  };

  const named = new URL(location.href).searchParams.get("lang");
  if (KNOWN.includes(named)) keep(named);
  else if (kept() === "en") name("en");
  // Until the words are there in that language, none are shown.
  if (new URL(location.href).searchParams.get("lang") === "en") document.documentElement.dataset.awaits = "en";

  document.addEventListener("change", (event) => {
    if (!event.target.closest("#jh-language") || !KNOWN.includes(event.target.value)) return;
    keep(event.target.value);
    name(event.target.value);
  });
})();
