// Beside the diagram of an issue: the open step, kept up with the workflow without reloading the page.
"use strict";

for (const panel of document.querySelectorAll("[data-panel]")) {
  const step = panel.querySelector("[data-step]");
  const rest = panel.querySelector("[data-rest]");
  const said = panel.querySelector("[data-said]");
  const moved = panel.querySelector("[data-moved]");
  const deaf = panel.querySelector("[data-deaf]");

  // Words somebody is writing, and the reason of a refusal he is reading, are not taken from under his eyes.
  const inUse = () => panel.querySelector("[data-step] [role=alert], [data-rest] [role=alert]") !== null
    || [...panel.querySelectorAll("textarea, input:not([type=hidden]), select")].some((field) =>
      field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
        : field.type === "file" ? field.files.length > 0
          : field.tagName === "SELECT" ? [...field.options].some((o) => o.selected !== o.defaultSelected) : field.value !== field.defaultValue);
  const refresh = () => {
    moved.hidden = true;
    htmx.trigger(step, "refresh");
    htmx.trigger(rest, "refresh");
  };
  const hear = () => {
    if (inUse()) {
      moved.hidden = false;
    } else {
      refresh();
    }
  };

  panel.addEventListener("click", ({ target }) => target.closest("[data-refresh]") && refresh());
  addEventListener("focus", () => inUse() || refresh());

  // A refusal is an answer to be read where the act was done. Any other page (signing in) is gone to whole, and leads back here.
  panel.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    const answered = new URL(xhr.responseURL || location.href).pathname === new URL(requestConfig.path, location.href).pathname;
    event.detail.shouldSwap = answered && xhr.status < 500 && xhr.status !== 404;
    event.detail.isError = !event.detail.shouldSwap;
    deaf.hidden = event.detail.shouldSwap;
    if (!answered) {
      location.reload();
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
