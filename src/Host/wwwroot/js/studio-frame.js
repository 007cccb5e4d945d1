// Runs in the frame around one of the designer's elements, before anything of the designer.
"use strict";

(() => {
  const home = parent === window ? null : parent;
  const address = location.pathname.replace("/studio/frame/definitions", "/studio/definitions").replace("/studio/frame/instances", "/studio/instances");
  const page = address === "/studio/definitions" ? "/studio" : address;
  if (!home) {
    location.replace(page + location.search);
    return;
  }

  const tell = (what, detail) => home.postMessage({ studio: what, detail }, location.origin);
  const go = (to) => top.location.assign(to);

  // The designer reads its language here. It knows dates and figures of many; its own words are English.
  localStorage.setItem("BlazorCulture", document.documentElement.lang === "en" ? "en-US" : "zh-CN");

  // Where the designer believes to go, our pages are. A list's page and filter belong in the address people see.
  const ours = (url) => {
    const found = /workflows\/(definitions|instances)\/([^/?#]+)\/(?:edit|view)/.exec(String(url));
    return found && `/studio/${found[1]}/${found[2]}`;
  };
  const { replaceState } = history;
  history.pushState = function (state, title, url) {
    const to = ours(url);
    return to ? go(to) : replaceState.call(this, state, title, url);
  };
  history.replaceState = function (state, title, url) {
    replaceState.call(this, state, title, url);
    home.history.replaceState(home.history.state, "", page + location.search);
  };

  // A request that finds nobody signed in, or nobody there at all, waits and is sent again, instead of ending the designer.
  const send = window.fetch;
  const waiting = [];
  const again = () => new Promise((resume) => {
    standsSince ??= now();
    waiting.push(resume);
  });
  // The designer gives a request a hundred seconds and breaks when they are over. Signing in again may take longer, so its
  // clock stands as long as something waits.
  const now = performance.now.bind(performance);
  let stood = 0;
  let standsSince = null;
  performance.now = () => (standsSince ?? now()) - stood;
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.source === home && event.data?.studio === "again") {
      stood += standsSince === null ? 0 : now() - standsSince;
      standsSince = null;
      waiting.splice(0).forEach((resume) => resume());
    }
  });
  const isApi = (url) => new URL(url, document.baseURI).pathname.startsWith("/elsa/");
  const reads = (method) => /^(GET|HEAD)$/i.test(method);
  // A draft saved twice is saved once; publishing, running and the like may have been done by a request without an answer.
  const savesDraft = (url, body) => /\/workflow-definitions$/.test(new URL(url, document.baseURI).pathname)
    && body instanceof Uint8Array && new TextDecoder().decode(body.slice(-20)).endsWith('"publish":false}');
  window.fetch = async (input, options) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = options?.method ?? (input instanceof Request ? input.method : "GET");
    if (!isApi(url)) {
      return send(input, options);
    }
    for (;;) {
      let answer;
      try {
        answer = await send(input instanceof Request ? input.clone() : input, options);
      } catch (error) {
        if (error.name === "AbortError") {
          throw error;
        }
        // Whether what was asked for has been done is not known: only the reader can tell.
        tell("unreachable");
        await again();
        if (!reads(method) && !savesDraft(url, options?.body)) {
          location.reload();
          return new Promise(() => {});
        }
        continue;
      }
      const refused = answer.status === 403 || answer.status === 409 || answer.status === 400 ? await reasons(answer) : [];
      if (answer.status === 401 || (answer.status === 403 && refused.length === 0)) {
        tell(answer.status === 401 ? "signed-out" : "forbidden");
        await again();
        continue;
      }
      // Saving has words of its own for a refusal; they are gone in seconds, so the page keeps them in sight.
      const saves = !reads(method) && /\/workflow-definitions(\/import)?$/.test(new URL(answer.url).pathname);
      if (answer.status === 403 || answer.status === 409 || (answer.status === 400 && !saves)) {
        tell("refused", refused.join(" "));
        return new Promise(() => {});
      }
      if (saves && (answer.status === 400 || await isPublished(answer))) {
        tell("not-saved", refused);
      }
      return answer;
    }
  };
  const isPublished = async (answer) => answer.ok && (await answer.clone().json()).workflowDefinition?.isPublished === true;
  const reasons = async (answer) => {
    try {
      const body = await answer.clone().json();
      const texts = Object.values(body.errors ?? {}).flat();
      return texts.length > 0 ? texts : [body.detail || body.message].filter(Boolean);
    } catch {
      return [];
    }
  };

  // The element's first sign of life ends the waiting; a file that does not come, or a browser that cannot, ends it too.
  if (typeof WebAssembly !== "object") {
    tell("cannot-start");
    return;
  }
  addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) {
      tell("cannot-start");
    }
  }, true);
  let started = false;
  addEventListener("unhandledrejection", () => started || tell("cannot-start"));
  addEventListener("DOMContentLoaded", () => {
    const element = document.querySelector("elsa-workflow-definition-list, elsa-workflow-definition-editor, elsa-workflow-instance-list, elsa-workflow-instance-viewer");
    element.setAttribute("remote-endpoint", `${location.origin}/elsa/api`);
    // Only after the designer has made the element its own: set before, they would hide its properties.
    customElements.whenDefined(element.localName).then(() => {
      element.editWorkflowDefinition = (id) => go(`/studio/definitions/${encodeURIComponent(id)}`);
      element.viewWorkflowInstance = (id) => go(`/studio/instances/${encodeURIComponent(id)}`);
    });

    const broken = document.getElementById("blazor-error-ui");
    new MutationObserver(() => {
      if (getComputedStyle(broken).display !== "none") {
        tell("broken");
      }
    }).observe(broken, { attributes: true, attributeFilter: ["style"] });

    // The designer shows a flow at full size from its middle. Seen whole, it shows at once where it waits: its own button fits
    // it, the first of the bar above the canvas, once the nodes are drawn.
    new MutationObserver((_, watch) => {
      const canvas = document.querySelector(".x6-node") && document.querySelector(".x6-graph");
      let around = canvas;
      while (around && !around.querySelector("[role=toolbar] button")) {
        around = around.parentElement;
      }
      if (around) {
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => around.querySelector("[role=toolbar] button").click(), 300));
      }
    }).observe(element, { childList: true, subtree: true });

    const root = document.documentElement;
    new MutationObserver((_, watch) => {
      tell("loading", Number.parseFloat(root.style.getPropertyValue("--blazor-load-percentage")) || 0);
      if (element.childElementCount > 0) {
        watch.disconnect();
        started = true;
        tell("ready");
      }
    }).observe(root, { attributes: true, childList: true, subtree: true });
  });
})();
