// Uploads: files may be dropped anywhere on the page, which the browser would open in its place; those too large are
// refused before they are sent; and the reader is told that files are being sent, and then that they are being read.
import { close } from "./chat_columns.js";

const LIMIT = Number(document.querySelector("script[data-upload-limit]").dataset.uploadLimit);
const MEGABYTE = 1024 ** 2;
const UPLOAD = "#jh-side input[type=file]";
const note = () => document.querySelector("#jh-upload-note");
const sizeOf = (files) => [...files].reduce((sum, file) => sum + file.size, 0);
let step = ""; // "", sending or reading
let files = { count: 0, size: "" };

const begin = (chosen) => {
  files = { count: chosen.length, size: `${(sizeOf(chosen) / MEGABYTE).toFixed(1)} MB` };
  step = chosen.length ? "sending" : "";
  showUpload();
};

const end = () => {
  step = "";
  showUpload();
  close(); // what was said stands in the conversation
};

const READS = "#jh-try, #jh-try-first";

export const showUpload = () => {
  if (step && document.querySelector(".toast-body")) return end(); // a notice says why nothing is read
  const line = note()?.querySelector(".jh-progress");
  if (!line) return;
  const words = step ? line.dataset[step].replace("{count}", files.count).replace("{size}", files.size) : "";
  if (line.textContent !== words) line.textContent = words;
};

const weigh = (event) => {
  if (!event.target.matches?.(UPLOAD)) return;
  const tooLarge = sizeOf(event.target.files) > LIMIT;
  note()?.classList.toggle("jh-too-large", tooLarge);
  if (!tooLarge) return begin(event.target.files);
  event.stopImmediatePropagation();
  event.target.value = "";
};

const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
const hover = (on) => document.documentElement.toggleAttribute("data-dropping", on);

const over = (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  hover(true);
};

const drop = (event) => {
  hover(false);
  const input = document.querySelector(UPLOAD);
  if (!holdsFiles(event) || !input) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

// The browser tells when the request that carried the files is over.
const watchSending = () => new PerformanceObserver((list) => {
  if (step !== "sending" || !list.getEntries().some((one) => new URL(one.name).pathname.endsWith("/upload"))) return;
  step = "reading";
  showUpload();
}).observe({ type: "resource" });

export const watchUploads = () => {
  document.addEventListener("change", weigh, true);
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", (event) => event.relatedTarget ?? hover(false));
  document.addEventListener("drop", drop);
  document.addEventListener("jh-messages", end);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(READS)) return;
    step = "reading";
    showUpload();
  });
  watchSending();
};
