// What is typed into a form survives a refusal and a session that ends in the middle: kept in this tab, for this account, until
// the act is done. Passwords are not kept, and files cannot be: their names are, so that the page can ask for them again.
"use strict";
{
  const who = document.querySelector(".who .name")?.firstChild.textContent.trim();
  const ENDED = "session-ended";
  const SENT = "sent";
  const done = () => document.querySelector("main .note-done") !== null;

  // A form is known by what it does and to what: where it is sent, and what it carries unseen.
  const keyOf = (form) => {
    const unseen = [...form.elements].filter((field) => field.type === "hidden" && field.name !== "__RequestVerificationToken");
    const to = new URL(form.getAttribute("action") || location.href, location.href);
    return `draft ${who} ${location.pathname} ${to.pathname}${to.search} ${unseen.map((field) => field.value).join(" ")}`;
  };
  const keeps = (form) => form?.method === "post" && form.closest("main") !== null && form.querySelector("input[type=password]") === null;
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit" && field.tagName !== "BUTTON");
  const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

  const read = (form) => fieldsOf(form).map((field) =>
    isChoice(field) ? field.checked : field.type === "file" ? [...field.files].map((file) => file.name) : field.value);
  const isBlank = (field, form) => field.type === "radio" ? ![...form.elements].some((other) => other.name === field.name && other.checked)
    : field.type !== "checkbox" && field.value === "";

  const write = (form, values, all) => {
    const fields = fieldsOf(form);
    if (fields.length !== values.length) {
      return; // the form is another one by now
    }
    const open = fields.map((field) => all || isBlank(field, form));
    fields.forEach((field, at) => {
      const value = values[at];
      if (field.type === "file") {
        if (value.length > 0 && field.files.length === 0) {
          askAgain(field, value);
        }
      } else if (open[at] && value !== (isChoice(field) ? field.checked : field.value)) {
        if (isChoice(field)) {
          field.checked = value;
        } else {
          field.value = value;
        }
        show(field);
      }
    });
  };
  const askAgain = (field, names) => {
    if (!field.dataset.again || field.parentElement.querySelector("[data-chosen-before]")) {
      return;
    }
    const note = Object.assign(document.createElement("small"), { textContent: `${field.dataset.again}${names.join("、")}` });
    note.dataset.chosenBefore = "";
    field.before(note);
    show(field);
  };
  const show = (field) => {
    for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
      around.open = true;
    }
  };

  // On the page to sign in nobody is known; whoever comes from there finds everything as he left it, not only what is empty.
  const ended = sessionStorage.getItem(ENDED) !== null;
  if (who) {
    sessionStorage.removeItem(ENDED);
  } else {
    sessionStorage.setItem(ENDED, "yes");
  }

  const restore = () => {
    if (done()) {
      sessionStorage.removeItem(sessionStorage.getItem(SENT) ?? "");
    }
    sessionStorage.removeItem(SENT);
    for (const form of document.forms) {
      const kept = keeps(form) && sessionStorage.getItem(keyOf(form));
      if (kept) {
        write(form, JSON.parse(kept), ended);
      }
    }
  };
  if (who) {
    const keep = ({ target }) => keeps(target.form) && sessionStorage.setItem(keyOf(target.form), JSON.stringify(read(target.form)));
    document.addEventListener("input", keep);
    document.addEventListener("change", keep);
    document.addEventListener("submit", ({ target, submitter }) => {
      if (target.getAttribute("action")?.startsWith("/Account/SignOut")) {
        Object.keys(sessionStorage).filter((key) => key.startsWith(`draft ${who} `)).forEach((key) => sessionStorage.removeItem(key));
      } else if (keeps(target) && !submitter?.formTarget) {
        sessionStorage.setItem(SENT, keyOf(target));
      }
    });
    restore();
    document.addEventListener("htmx:afterSettle", restore);
  }
}
