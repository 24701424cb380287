// Puts text, and HTML beside it, on the clipboard. Returns whether the browser let it.

// Only pages of a secure address have the newer interface; a server in an office's own network often has none.
const byCommand = (kinds) => {
  const give = (event) => {
    for (const [kind, text] of Object.entries(kinds)) event.clipboardData.setData(kind, text);
    event.preventDefault();
  };
  document.addEventListener("copy", give, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", give);
  return done;
};

export const copied = async (kinds) => {
  if (!navigator.clipboard?.write) return byCommand(kinds);
  try {
    const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return byCommand(kinds);
  }
};
