// Reviewing by keyboard: a, r, s and u press the buttons of the page, c opens the form, Enter accepts.
(() => {
  "use strict";
  const press = (selector) => document.querySelector(`#review ${selector}`)?.click();
  const openForm = () => {
    const details = document.getElementById("correct");
    if (!details) return;
    details.open = true;
    (details.querySelector(".wrong-value")?.closest(".field") ?? details).querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };
  const keys = {
    a: () => press("[name=action][value=accept]"),
    Enter: () => press("[name=action][value=accept]"),
    r: () => press("[name=action][value=reject]"),
    s: () => press("[name=action][value=skip]"),
    c: openForm,
    u: () => press("#undo-last"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || (!Object.hasOwn(keys, event.key) && !/^[1-9]$/.test(event.key))) return;
    const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
    const pressing = event.key === "Enter" && event.target.closest("a, button, summary, input");
    if (typing || pressing) return;
    event.preventDefault();
    (keys[event.key] ?? (() => press(`.alternatives [aria-keyshortcuts="${event.key}"]`)))();
  });

  // The value that is shown has the focus, so that it is read out and the keys are at hand.
  const focus = () => {
    if (document.querySelector("#correct .wrong-value, #correct [role=alert]")) openForm();
    else document.getElementById("item")?.focus({ preventScroll: true });
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.id === "review") focus();
  });
  document.addEventListener("DOMContentLoaded", focus);
})();
