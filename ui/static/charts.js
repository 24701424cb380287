// The charts of a check: what a form of theirs asks is drawn anew by the server in place, the arrows move within a
// table, and a picture is made of the drawing that the server gives. Nothing is calculated here.
(() => {
  const LARGEST = 16000; // pixels that a side of a canvas may have
  const ITEM = "a, button";
  const charts = (root = document) => root.querySelectorAll("figure.chart");

  const fetched = async (address) => {
    const answer = await fetch(address, { headers: { "X-Requested-With": "junheng" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };

  // ---- a form of a chart -----------------------------------------------------------------------------------------
  const draw = async (form, chosen) => {
    const figure = form.closest("figure.chart");
    const asked = new URLSearchParams(new FormData(form, chosen));
    figure.setAttribute("aria-busy", "true");
    try {
      const holder = document.createElement("template");
      holder.innerHTML = await fetched(`${figure.dataset.chart.split("?")[0]}?${asked}`); // escaped by the server
      const drawn = holder.content.querySelector("figure.chart");
      const wish = chosen && { name: chosen.name, at: [...figure.querySelectorAll("button")].indexOf(chosen) };
      figure.replaceWith(drawn);
      ready(drawn);
      history.replaceState(history.state, "", `?${asked}${location.hash}`);
      for (const other of charts()) if (other !== drawn) repeat(other, asked);
      if (wish) [...drawn.querySelectorAll("button")].at(wish.at)?.focus();
    } catch {
      location.assign(`${form.action.split("#")[0]}?${asked}#${figure.id}`);
    }
  };

  // The forms of the other charts repeat what the page's address says now.
  const repeat = (figure, asked) => {
    const form = figure.querySelector("form");
    for (const old of form.querySelectorAll("input[type=hidden]")) old.remove();
    for (const [name, value] of asked) {
      const kept = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form.prepend(kept);
    }
  };

  // ---- the arrows within a table ----------------------------------------------------------------------------------
  const rowsOf = (table) => [...table.rows].map((row) => [...row.cells]);
  const target = (cell) => cell.querySelector(ITEM) || cell;
  const rove = (table) => {
    table.setAttribute("role", "grid");
    const cells = rowsOf(table).flat();
    for (const cell of cells) target(cell).tabIndex = -1;
    if (cells.length) target(cells[0]).tabIndex = 0;
  };

  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const moved = (key, control, at, rows) => {
    if (STEPS[key]) return [at[0] + STEPS[key][0], at[1] + STEPS[key][1]];
    if (key === "Home") return [control ? 0 : at[0], 0];
    if (key === "End") return [control ? rows.length - 1 : at[0], rows[at[0]].length - 1];
    return null;
  };
  const walk = (event) => {
    const cell = event.target.closest("figure.chart td, figure.chart th");
    if (!cell || event.altKey || event.metaKey) return;
    const table = cell.closest("table"), rows = rowsOf(table);
    const next = moved(event.key, event.ctrlKey, [cell.parentElement.rowIndex, cell.cellIndex], rows);
    const found = next && rows[next[0]]?.[next[1]];
    if (!next) return;
    event.preventDefault();
    if (found) settle(table, target(found));
  };
  const settle = (table, item) => {
    for (const old of table.querySelectorAll("[tabindex='0']")) old.tabIndex = -1;
    item.tabIndex = 0;
    item.focus();
    item.closest("td, th").scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  // ---- the picture ------------------------------------------------------------------------------------------------
  const loaded = (address) => new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = failed;
    image.src = address;
  });
  const painted = (image) => {
    const sharp = Math.min(2, LARGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * sharp);
    canvas.height = Math.round(image.height * sharp);
    const brush = canvas.getContext("2d");
    brush.scale(sharp, sharp);
    brush.drawImage(image, 0, 0);
    return new Promise((done, failed) => canvas.toBlob((made) => (made ? done(made) : failed()), "image/png"));
  };
  const hand = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const take = async (button) => {
    const said = button.closest(".chart-take").querySelector("[role=status]");
    const drawing = new Blob([await fetched(button.dataset.picture)], { type: "image/svg+xml" });
    const address = URL.createObjectURL(drawing);
    hand(await painted(await loaded(address)), button.dataset.name);
    URL.revokeObjectURL(address);
    said.textContent = button.dataset.done;
  };
  const failed = (button) => { button.closest(".chart-take").querySelector("[role=status]").textContent = button.dataset.failed; };

  const ready = (figure) => {
    rove(figure.querySelector("table"));
    for (const button of figure.querySelectorAll("[data-picture]")) button.hidden = false;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("figure.chart form");
    if (!form) return;
    event.preventDefault();
    draw(form, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("figure.chart [data-picture]");
    if (button) take(button).catch(() => failed(button));
  });
  document.addEventListener("keydown", walk);
  for (const figure of charts()) ready(figure);
})();
