// Small helps on top of pages that work without them.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // The filters are a disclosure on small screens. The button comes anew with every swap.
  const dressToggle = () => {
    const toggle = document.querySelector(".filters-toggle");
    if (!toggle) return;
    toggle.hidden = false;
    toggle.setAttribute("aria-expanded", String(root.classList.contains("filters-open")));
  };
  const openFilters = (open) => {
    root.classList.toggle("filters-open", open);
    dressToggle();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest(".filters-toggle")) {
      openFilters(!root.classList.contains("filters-open"));
    } else if (event.target.closest(".show-results")) {
      openFilters(false);
    }
  });

  // "/" goes to the search box, as long as nothing is being typed.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const box = document.getElementById("q");
    if (event.key === "/" && box && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  // Addresses stay short: empty parameters are not sent.
  document.addEventListener("htmx:configRequest", (event) => {
    const parameters = event.detail.parameters;
    for (const name of Object.keys(parameters)) {
      if (parameters[name] === "") delete parameters[name];
    }
  });

  document.addEventListener("htmx:afterSettle", dressToggle);
  document.addEventListener("DOMContentLoaded", dressToggle);
  dressToggle();
})();
