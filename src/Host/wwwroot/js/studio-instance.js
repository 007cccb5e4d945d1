// Beside the diagram of an issue: the open step, kept up with the workflow without reloading the page.
"use strict";

for (const panel of document.querySelectorAll("[data-panel]")) {
  const body = panel.querySelector("#beside");
  const said = panel.querySelector("[data-said]");
  const moved = panel.querySelector("[data-moved]");
  const deaf = panel.querySelector("[data-deaf]");

  // Words somebody is writing, and the reason of a refusal he is reading, are not taken from under his eyes.
  const inUse = () => body.querySelector("[role=alert]") !== null
    || [...body.querySelectorAll("textarea, input:not([type=hidden]), select")].some((field) =>
      field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
        : field.type === "file" ? field.files.length > 0
          : field.tagName === "SELECT" ? [...field.options].some((o) => o.selected !== o.defaultSelected) : field.value !== field.defaultValue);
  const refresh = () => {
    moved.hidden = true;
    htmx.trigger(body, "refresh");
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

  // A refusal is an answer to be read where the act was done; the way to the sign-in page leads there whole.
  panel.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    const here = xhr.responseURL && new URL(xhr.responseURL).pathname === panel.dataset.panel;
    if (here && (xhr.status < 300 || (xhr.status >= 400 && xhr.status < 500 && xhr.response.includes("<main")))) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    } else {
      event.detail.shouldSwap = false;
      location.reload();
    }
    event.stopPropagation();
  });
  panel.addEventListener("htmx:afterSwap", ({ detail }) => {
    const note = body.querySelector(":scope > .note");
    if (detail.requestConfig.verb !== "get") {
      said.replaceChildren(...(note ? [note] : []));
      moved.hidden = true;
    } else {
      note?.remove();
    }
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
