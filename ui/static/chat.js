// What the chat page does beside Gradio: each part looks at the page whenever it has changed.
import { watchActs } from "./chat_acts.js";
import { showEvidence, watchEvidence } from "./chat_evidence.js";
import { follow } from "./chat_follow.js";
import { watchKeys } from "./chat_keys.js";
import { showColumns, watchColumns } from "./chat_columns.js";
import { showUpload, watchUploads } from "./chat_uploads.js";
import { nameParts } from "./chat_names.js";

const acts = [nameParts, showColumns, follow, showEvidence, showUpload];
let waiting = false;

const look = () => {
  waiting = false;
  for (const act of acts) act();
};

watchKeys();
watchColumns();
watchEvidence();
watchActs();
watchUploads();
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(look);
}).observe(document, { childList: true, subtree: true });
