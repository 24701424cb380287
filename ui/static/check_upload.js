// Sending sheets: dropped or chosen, with the progress seen. Without this file the form works as it stands.
(() => {
  const form = document.getElementById("upload");
  const input = form.querySelector("input[type=file]");
  const bar = document.getElementById("upload-progress");
  const status = document.getElementById("upload-status");
  const button = form.querySelector("button");
  form.querySelector(".dropping").hidden = false;

  const say = (text, failed = false) => {
    status.textContent = text;
    status.classList.toggle("failed", failed);
  };
  const failed = (text) => {
    bar.hidden = true;
    button.disabled = false;
    say(text, true);
  };

  const send = () => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = Math.round((event.loaded / event.total) * 100);
      if (event.loaded === event.total) say(status.dataset.reading);
    });
    request.addEventListener("load", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { answer = {}; }
      if (request.status === 200 && answer.next) location.assign(answer.next);
      else failed(answer.error ? `${answer.error.message} ${answer.error.hint}` : `${request.status}`);
    });
    request.addEventListener("error", () => failed(status.dataset.failed));
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    bar.value = 0;
    bar.hidden = false;
    button.disabled = true;
    say(status.dataset.sending);
    request.send(new FormData(form));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });

  input.addEventListener("change", () => say([...input.files].map((file) => file.name).join(" · ")));

  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.classList.add("over");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.classList.remove("over");
    input.files = event.dataTransfer.files;
    const folded = form.closest("details");
    if (folded) folded.open = true;
    form.scrollIntoView({ block: "center" });
    if (input.files.length) send();
  });
  addEventListener("pageshow", () => { bar.hidden = true; button.disabled = false; });
})();
