// What a reader does with an answer: copy it, ask it again, change the question, say whether it is right, share it. The
// words told afterwards stand beside the buttons, hidden, in the answer's language.
import { close } from "./chat_columns.js";
import { showPlace } from "./chat_evidence.js";
import { copied } from "./clipboard.js";

const PLACES = { wrong: "feedback", share: "share" };
let asked = 0;

const bar = (part) => part.closest("[data-testid=bot]").querySelector(".jh-acts");

const tell = (part, words) => {
  bar(part).querySelector(".jh-said").textContent = words;
};

const say = (part, name) => tell(part, bar(part).querySelector(`.jh-${name}`).textContent);

// The evidence of the answer, or what of it is asked for by a further path.
const address = (part, path = "", more = {}) => {
  const link = new URL(bar(part).querySelector(".jh-act-evidence").href);
  link.pathname += path;
  for (const [name, value] of Object.entries(more)) link.searchParams.set(name, value);
  return link;
};

const fetched = async (link, options = {}) => {
  const answer = await fetch(link, options);
  if (!answer.ok) throw new Error(`${answer.status} ${link.pathname}`);
  return answer;
};

const text = async (link) => (await fetched(link)).text();

const write = (box, words) => {
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

// A box of Gradio's that nobody sees takes what is to be asked again: a receipt, and readings by which.
export const askAgain = (act) => write(document.querySelector("#jh-act textarea"), `${act} #${++asked}`);

const kinds = async (part, name) => {
  const plain = { "text/plain": await text(address(part, "/copy", { as: "text" })) };
  return name === "copy" ? plain : { ...plain, "text/html": await text(address(part, "/copy", { as: "html" })) };
};

const copy = async (part) => {
  const done = await copied(await kinds(part, part.name));
  say(part, done ? "copied" : "not-copied");
  if (!done) window.open(address(part, "/copy", { as: part.name === "copy" ? "text" : "html" }), "_blank", "noopener");
};

const edit = async (part) => {
  const box = document.querySelector("#jh-question textarea");
  write(box, await text(address(part, "/question")));
  box.focus();
  say(part, "editing");
};

const approve = async (part) => {
  const options = { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams({ vote: "useful" }) };
  tell(part, (await (await fetched(address(part, "/feedback"), options)).json()).said);
};

const place = (part) => showPlace(part.closest("[data-testid=bot]"), PLACES[part.name], part);

const again = (part) => {
  askAgain(part.value);
  say(part, "asked-again");
};

const ACTS = { copy, word: copy, edit, right: approve, again, wrong: place, share: place };

const act = async (event) => {
  const part = event.target.closest("#jh-chat button.jh-act");
  const number = event.target.closest("#jh-chat a.jh-number");
  if (number) {
    event.preventDefault();
    showPlace(number.closest("[data-testid=bot]"), number.hash.slice(1), number);
  } else if (part) {
    tell(part, "");
    try {
      await ACTS[part.name](part);
    } catch {
      say(part, "failed");
    }
  }
};

export const watchActs = () => {
  document.addEventListener("click", act);
  document.addEventListener("jh-again", (event) => {
    event.preventDefault(); // tells the frame that asks that it is done here
    close();
    askAgain(event.detail.act);
  });
};
