// Beside the diagram of an issue: the open step, kept up with the workflow without reloading the page.
"use strict";

for (const panel of document.querySelectorAll("[data-panel]")) {
  const step = panel.querySelector("[data-step]");
  const rest = panel.querySelector("[data-rest]");
  const said = panel.querySelector("[data-said]");
  const moved = panel.querySelector("[data-moved]");
  const deaf = panel.querySelector("[data-deaf]");

  // Words somebody is writing, and the reason of a refusal he is reading, are not taken from under his eyes.
  const inUse = (part) => part.querySelector("[role=alert]") !== null
    || [...part.querySelectorAll("textarea, input:not([type=hidden]), select")].some((field) =>
      field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
        : field.type === "file" ? field.files.length > 0
          : field.tagName === "SELECT" ? [...field.options].some((o) => o.selected !== o.defaultSelected) : field.value !== field.defaultValue);

  // Nor is a button taken from under a finger, or the place where the answer to an act belongs while the act is under way.
  const acts = new Set();
  let pressed = false;
  let missed = false;
  const isActing = () => pressed || acts.size > 0;
  const refresh = (asked) => {
    moved.hidden = true;
    for (const part of [step, rest]) {
      htmx.trigger(part, "refresh", { asked });
    }
  };
  const hear = () => {
    if (isActing()) {
      missed = true;
    } else if (inUse(step) || inUse(rest)) {
      moved.hidden = false;
    } else {
      refresh(false);
    }
  };
  const catchUp = () => {
    if (missed && !isActing()) {
      missed = false;
      hear();
    }
  };
  const release = () => setTimeout(() => {
    pressed = false;
    catchUp();
  });

  panel.addEventListener("click", ({ target }) => target.closest("[data-refresh]") && refresh(true));
  panel.addEventListener("pointerdown", ({ target }) => { pressed = target.closest("button, a, summary, label, input") !== null; });
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);
  addEventListener("focus", () => inUse(step) || inUse(rest) || hear());

  panel.addEventListener("htmx:beforeRequest", ({ detail }) => detail.requestConfig.verb !== "get" && acts.add(detail.xhr));
  panel.addEventListener("htmx:afterRequest", ({ detail }) => {
    acts.delete(detail.xhr);
    catchUp();
  });

  // A refreshing asked for a moment ago may come when somebody has begun to write or to press.
  const comesTooLate = ({ requestConfig, target }) => requestConfig.verb === "get"
    && !requestConfig.triggeringEvent?.detail?.asked && (isActing() || inUse(target));

  // A refusal is an answer to be read where the act was done. Any other page (signing in) is gone to whole, and leads back here.
  panel.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    const answered = new URL(xhr.responseURL || location.href).pathname === new URL(requestConfig.path, location.href).pathname;
    event.detail.shouldSwap = answered && xhr.status < 500 && xhr.status !== 404;
    event.detail.isError = !event.detail.shouldSwap;
    deaf.hidden = event.detail.shouldSwap;
    if (!answered) {
      location.reload();
    } else if (event.detail.shouldSwap && comesTooLate(event.detail)) {
      event.detail.shouldSwap = false;
      missed = isActing();
      moved.hidden = missed;
    }
    event.stopPropagation();
  });
  panel.addEventListener("htmx:afterSwap", ({ detail }) => {
    const note = panel.querySelector("[data-step] .note-done, [data-rest] > .note");
    if (detail.requestConfig.verb === "get") {
      note?.remove();
      return;
    }
    // What was done is said above, where the next refreshing does not wipe it away.
    said.replaceChildren(...(note ? [note] : []));
    moved.hidden = true;
    htmx.trigger(rest.contains(detail.elt) ? step : rest, "refresh");
  });
  panel.addEventListener("htmx:sendError", () => { deaf.hidden = false; });

  const hub = new signalR.HubConnectionBuilder()
    .withUrl("/elsa/hubs/workflow-instance")
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.min(1000 * 2 ** previousRetryCount, 15_000) })
    .configureLogging(signalR.LogLevel.None)
    .build();
  hub.on("WorkflowInstanceUpdatedAsync", hear);
  hub.on("ActivityExecutionLogUpdatedAsync", () => {});
  hub.on("WorkflowExecutionLogUpdatedAsync", () => {});
  const observe = async () => {
    await hub.invoke("ObserveInstanceAsync", panel.dataset.instance);
    deaf.hidden = true;
  };
  hub.onreconnecting(() => { deaf.hidden = false; });
  hub.onreconnected(observe);
  const begin = () => hub.start().then(observe).catch(() => {
    deaf.hidden = false;
    setTimeout(begin, 10_000);
  });
  begin();
}
