// Around the frame with the designer: says how it fares, and leads out of what it cannot get out of itself.
"use strict";

for (const studio of document.querySelectorAll("[data-studio]")) {
  const frame = studio.querySelector("iframe");
  const parts = new Map([...studio.querySelectorAll("[data-on]")].map((part) => [part.dataset.on, part]));
  const show = (...names) => parts.forEach((part, name) => { part.hidden = !names.includes(name); });
  const reasons = studio.querySelector("[data-not-saved]");
  const patience = setTimeout(() => show("loading", "slow"), 45_000);
  let ready = false;

  // Why the drawing was not saved or published stays in sight until it is.
  const tellReasons = (texts) => {
    reasons.querySelector("ul").replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    reasons.hidden = texts.length === 0;
    if (texts.length > 0) {
      reasons.scrollIntoView({ block: "nearest" });
    }
  };

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== frame.contentWindow) {
      return;
    }
    if (data?.studio === "not-saved") {
      tellReasons(data.detail);
      return;
    }
    if (!parts.has(data?.studio) && data?.studio !== "ready") {
      return;
    }
    if (data.studio === "loading") {
      parts.get("loading").querySelector("progress").value = data.detail;
      return;
    }
    if (!ready) {
      clearTimeout(patience);
    }
    if (data.studio === "ready") {
      ready = true;
      show();
      studio.dataset.state = "ready";
      return;
    }
    studio.dataset.state = data.studio;
    const detail = parts.get(data.studio).querySelector("[data-detail]");
    if (detail) {
      detail.textContent = data.detail;
    }
    show(data.studio);
    parts.get(data.studio).scrollIntoView({ block: "nearest" });
  });

  const again = () => {
    if (studio.dataset.state === "signed-out" || studio.dataset.state === "unreachable") {
      studio.dataset.state = "ready";
      show();
      frame.contentWindow.postMessage({ studio: "again" }, location.origin);
    }
  };
  studio.addEventListener("click", ({ target }) => {
    if (target.closest("[data-again]")) {
      again();
    } else if (target.closest("[data-reload]")) {
      show("loading");
      frame.contentWindow.location.reload();
    }
  });
  // Whoever comes back from signing in elsewhere goes on without a further press.
  addEventListener("focus", () => studio.dataset.state === "signed-out" && again());
  setInterval(() => studio.dataset.state === "unreachable" && again(), 5_000);
}

// On the page that moves issues: all that can be moved, at one press.
for (const button of document.querySelectorAll("[data-choose-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => button.form.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = true; }));
}
