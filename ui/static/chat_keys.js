// Keys: Enter that ends the choice of a character is not a question sent; the first Tab leads to the question box.
const composing = (event) => {
  if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
};

const skip = (event) => {
  if (event.target.closest?.("[data-skip]")) document.querySelector("#jh-question textarea")?.focus();
};

export const watchKeys = () => {
  for (const kind of ["keydown", "keypress"]) document.addEventListener(kind, composing, true);
  document.addEventListener("click", skip);
};
