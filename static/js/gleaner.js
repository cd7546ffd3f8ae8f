// Small helps on top of pages that work without them.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const box = () => document.getElementById("q");
  const TEXT_FIELD = "input:not([type=checkbox], [type=radio])";

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
    const filters = document.getElementById("filters");
    if (open && filters?.getBoundingClientRect().top < 0) filters.scrollIntoView(); // they open above the results
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest(".filters-toggle")) {
      openFilters(!root.classList.contains("filters-open"));
    } else if (event.target.closest(".show-results")) {
      openFilters(false);
    }
    for (const menu of document.querySelectorAll("#query-help[open], #account-menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // A button that copies the text of an element.
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = root.dataset.copied;
    });
  }

  // Completions of what is typed. Enter always sends what stands in the box: arrow keys put a completion there.
  const list = () => document.getElementById("suggestions");
  let typed = null; // while completions are shown: what they complete
  const dressBox = () => {
    const input = box();
    if (!input || !list()) return;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
  };
  const closeList = () => {
    typed = null;
    if (!list()) return;
    list().hidden = true;
    box().setAttribute("aria-expanded", "false");
    box().removeAttribute("aria-activedescendant");
  };
  const openList = () => {
    typed = box().value;
    list().hidden = false;
    box().setAttribute("aria-expanded", "true");
    box().removeAttribute("aria-activedescendant");
  };
  const options = () => [...list().querySelectorAll("[role=option]")];
  const move = (step) => {
    const all = options();
    const places = all.length + 1; // one of them is what was typed
    const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = (now + 1 + step + places) % places;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n + 1 === next)));
    const chosen = all[next - 1];
    box().value = chosen ? chosen.dataset.text : typed;
    if (chosen) box().setAttribute("aria-activedescendant", chosen.id);
    else box().removeAttribute("aria-activedescendant");
  };
  let wantsCompletions = false; // from a letter typed until Enter, Escape or leaving
  document.addEventListener("input", (event) => {
    if (event.target !== box()) return;
    wantsCompletions = true;
    closeList();
  });
  document.addEventListener("submit", () => {
    wantsCompletions = false;
    closeList();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target !== box()) return;
    wantsCompletions = false;
    closeList();
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("#suggestions")) event.preventDefault(); // the box keeps the focus
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("#suggestions [role=option]");
    if (!option) return;
    box().value = option.dataset.text;
    box().form.requestSubmit();
  });
  const keysOfBox = (event) => {
    if (typed === null) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      box().value = typed;
      wantsCompletions = false;
      closeList();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  };

  // Keys, as long as nothing is being typed: "/" to the search box, j and k through the results (beside an article: to the next or previous one), o opens, ? helps.
  const titles = () => [...document.querySelectorAll(".hit h2 a")];
  const walk = (step) => {
    const all = titles();
    if (!all.length) return document.querySelector(`.walk [rel=${step > 0 ? "next" : "prev"}]`)?.click();
    const now = all.findIndex((title) => title.closest(".hit").contains(document.activeElement));
    const next = all[now < 0 ? 0 : Math.min(Math.max(now + step, 0), all.length - 1)];
    next?.focus();
    next?.closest(".hit").scrollIntoView({ block: "nearest" });
  };
  const toggleHelp = (open) => {
    const help = document.getElementById("query-help");
    if (!help) return;
    help.open = open ?? !help.open;
    help.querySelector("summary").focus();
  };
  const shortcuts = {
    "/": () => {
      box().focus();
      box().select();
    },
    "?": () => toggleHelp(),
    j: () => walk(1),
    k: () => walk(-1),
    o: () => document.activeElement?.closest(".hit")?.querySelector("h2 a").click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === box() && keysOfBox(event)) return;
    if (event.key === "Escape" && document.querySelector("#query-help[open]")) toggleHelp(false);
    const typing = event.target.closest(`${TEXT_FIELD}, textarea, select, [contenteditable]`);
    if (typing || !Object.hasOwn(shortcuts, event.key) || !(box() || "jk?".includes(event.key))) return;
    event.preventDefault();
    root.classList.add("has-keys");
    shortcuts[event.key]();
  });

  // Addresses stay short: empty parameters are not sent. What is posted is sent whole.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") return;
    const parameters = event.detail.parameters;
    for (const name of Object.keys(parameters)) {
      if (parameters[name] === "") delete parameters[name];
    }
  });

  // Looking for a value inside a facet changes the facet only, and naming a search changes nothing: leaving such a field is
  // no change of the search.
  document.addEventListener("change", (event) => {
    if (event.target.closest(".find, .save-search")) event.stopPropagation();
  }, true);

  // What is typed without a break is one step of the browser's history, and the same address is none.
  let wasTyped = false;
  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const { history: step, requestConfig } = event.detail;
    const isTyped = requestConfig.triggeringEvent?.type === "input";
    if ((isTyped && wasTyped) || step.path === location.pathname + location.search) step.type = "replace";
    wasTyped = isTyped;
  });

  // What a person opened or closed stays so when a swap brings it anew.
  const opened = new Map();
  document.addEventListener("click", (event) => {
    const details = event.target.closest("summary")?.parentElement;
    if (details?.id && details.closest("#search")) opened.set(details.id, !details.open);
  });
  const restoreDetails = (where) => {
    for (const [id, open] of opened) {
      const details = where.getElementById(id);
      if (details) details.open = open;
    }
  };

  // A new search takes the place of the old one in one step. htmx's own swap looks every id up in the old page first, for
  // transitions that there are none of, and takes leave of each old element by itself: that took longer than all the rest.
  // The field that somebody is in keeps what was typed into it since, and its place on the screen.
  const isOfSearch = (event) => event.detail.target?.id === "search";
  window.htmx?.defineExtension("whole", {
    handleSwap: (style, target, fragment, settling) => {
      if (style !== "whole") return false;
      const pieces = [...fragment.children];
      const old = target.contains(document.activeElement) ? document.activeElement : null;
      const place = old?.getBoundingClientRect().top;
      const anew = old?.id ? fragment.getElementById(old.id) : null;
      if (anew && old.matches(TEXT_FIELD) && old.value !== old.defaultValue) anew.value = old.value;
      restoreDetails(fragment);
      // A field that goes while somebody writes in it says that it has changed: nobody is to hear that any more.
      target.addEventListener("change", (event) => event.stopImmediatePropagation(), true);
      target.replaceWith(...pieces);
      settling.elts = settling.elts.filter((element) => element !== target).concat(pieces);
      if (anew && place >= 0 && place < innerHeight) {
        scrollBy({ top: anew.getBoundingClientRect().top - place, behavior: "instant" });
      }
      return pieces;
    },
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answer = event.detail;
    if (!isOfSearch(event)) return;
    if (answer.serverResponse.includes('id="search"')) {
      const own = answer.requestConfig.elt.closest("[hx-swap]").getAttribute("hx-swap");
      answer.swapOverride = own.replace("outerHTML", "whole");
    } else { // a proxy's own page, with nothing of ours in it
      answer.shouldSwap = false;
      answer.isError = true;
    }
  });

  // htmx keeps the focus in what has an id. A link that a swap took away leaves it nowhere: it goes on to the results; that of
  // a field beside what can't be read goes there.
  const keepFocus = (event) => {
    const isLost = !document.activeElement || document.activeElement === document.body;
    if (!isLost) return;
    const wrong = document.querySelector("#search [aria-invalid=true]");
    if (wrong) wrong.focus();
    else if (event.detail.requestConfig?.elt.matches("a")) {
      document.getElementById("content")?.focus({ preventScroll: true });
    }
  };

  // A search that fails is said, in sight and to screen readers. The next swap takes the message away. Completions may fail in
  // silence.
  const sayFailure = (reason, address) => {
    const message = `${reason} ${root.dataset.stale}`;
    const status = document.getElementById("status");
    if (status) status.textContent = message;
    document.querySelector(".failure")?.remove();
    const again = document.createElement("a");
    again.href = address;
    again.textContent = root.dataset.again;
    const failure = document.createElement("p");
    failure.className = "failure";
    failure.append(message, " ", again);
    document.getElementById("content")?.prepend(failure);
  };
  const failed = (xhr) => root.dataset.failed.replace("{status}", xhr.status);
  document.addEventListener("htmx:sendError", (event) => {
    if (isOfSearch(event)) sayFailure(root.dataset.unreachable, event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { pathInfo, xhr } = event.detail;
    if (isOfSearch(event)) sayFailure(failed(xhr), pathInfo.finalRequestPath);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "suggestions") {
      if (wantsCompletions && options().length) openList();
      return;
    }
    dressToggle();
    if (isOfSearch(event)) document.querySelector("#messages .messages")?.remove(); // they were of the page before
    else restoreDetails(document); // those of a facet in which something was looked for
    keepFocus(event);
  });
  const dress = () => {
    dressToggle();
    dressBox();
  };
  // htmx leaves the head as it is when a person goes back: the feed is to be that of the search that is shown.
  const followFeed = (answer) => {
    const head = answer.slice(0, answer.indexOf("</head>"));
    const feed = new DOMParser().parseFromString(head, "text/html").getElementById("feed-link");
    if (feed) document.getElementById("feed-link")?.replaceWith(feed);
  };
  document.addEventListener("htmx:historyRestore", (event) => {
    wasTyped = false;
    dress();
    restoreDetails(document);
    followFeed(event.detail.serverResponse ?? "");
  });
  document.addEventListener("htmx:historyCacheMiss", (event) => {
    const { xhr, path } = event.detail;
    xhr.addEventListener("error", () => sayFailure(root.dataset.unreachable, path));
  });
  document.addEventListener("htmx:historyCacheMissLoadError", (event) => {
    const { xhr, path } = event.detail;
    sayFailure(failed(xhr), path);
  });
  document.addEventListener("DOMContentLoaded", dress);

  // Back at the results: the hit that one came from has the focus, once the browser has gone there by itself.
  addEventListener("load", () => {
    if (/^#hit-\d+$/.test(location.hash)) document.querySelector(`${location.hash} a`)?.focus();
  });
  dress();
})();
