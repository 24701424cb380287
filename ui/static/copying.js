// Copies a clause with the document's number and its own, or what of it is marked.
import { copied } from "./clipboard.js";

const citation = (clause) => {
  const text = clause.querySelector("mark") ?? clause.querySelector(".text");
  const document = clause.closest("[data-document]").dataset.document;
  return `${document} ${clause.dataset.clause}：“${text.textContent.trim()}”`;
};

const copy = async (clause) => {
  const said = document.querySelector(".toast");
  const done = await copied({ "text/plain": citation(clause) });
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = done ? said.dataset.done : said.dataset.failed; });
};

document.addEventListener("click", (event) => {
  const button = event.target.closest(".clause [data-copy]");
  if (button) copy(button.closest(".clause"));
});
