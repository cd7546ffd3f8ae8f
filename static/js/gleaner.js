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

  // What a person opened or closed stays so when a swap brings it anew.
  const opened = new Map();
  document.addEventListener("click", (event) => {
    const details = event.target.closest("summary")?.parentElement;
    if (details?.id) opened.set(details.id, !details.open);
  });
  const restoreDetails = () => {
    for (const [id, open] of opened) {
      const details = document.getElementById(id);
      if (details) details.open = open;
    }
  };

  // htmx keeps the focus in fields. A link that a swap took away leaves it nowhere: it goes on to the results.
  const keepFocus = (event) => {
    const isLost = !document.activeElement || document.activeElement === document.body;
    if (isLost && event.detail.requestConfig?.elt.matches("a")) {
      document.getElementById("content")?.focus({ preventScroll: true });
    }
  };

  // A request that fails is said, in sight and to screen readers. The next swap takes the message away.
  const sayFailure = (reason, address) => {
    const message = `${reason} What is shown has not been updated.`;
    const status = document.getElementById("status");
    if (status) status.textContent = message;
    document.querySelector(".failure")?.remove();
    const again = document.createElement("a");
    again.href = address;
    again.textContent = "Try again";
    const failure = document.createElement("p");
    failure.className = "failure";
    failure.append(message, " ", again);
    document.getElementById("content")?.prepend(failure);
  };
  document.addEventListener("htmx:sendError", (event) => {
    sayFailure("The server can't be reached.", event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { pathInfo, xhr } = event.detail;
    sayFailure(`The server answered with an error (${xhr.status}).`, pathInfo.finalRequestPath);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    dressToggle();
    restoreDetails();
    keepFocus(event);
  });
  document.addEventListener("htmx:historyRestore", () => {
    dressToggle();
    restoreDetails();
  });
  document.addEventListener("DOMContentLoaded", dressToggle);
  dressToggle();
})();
