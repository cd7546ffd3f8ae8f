// Editing in the text: words that are selected become an organisation, a region or a figure; a mark that is clicked opens
// its form beside the text. Everything here has a plain link or form that does the same.
(() => {
  "use strict";
  const panel = () => document.getElementById("panel");
  const toolbar = () => document.getElementById("mark-as");
  let opener = null; // id of what the panel was opened by, to go back to
  let span = null; // the selected words: part, start, end

  const near = (element, rect) => {
    const wide = window.matchMedia("(min-width: 56rem)").matches;
    element.style.top = wide ? `${rect.bottom + window.scrollY + 8}px` : "";
  };

  // Offsets of the text are in code points; those of the browser in UTF-16.
  const letters = (text) => [...text].length;
  const before = (block, node, offset) => {
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return letters(range.toString());
  };
  const blockOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-start]");
  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const block = blockOf(range.startContainer);
    if (!block) return null;
    const first = Number(block.dataset.start);
    const start = first + before(block, range.startContainer, range.startOffset);
    const same = block.contains(range.endContainer);
    const end = same ? first + before(block, range.endContainer, range.endOffset) : first + letters(block.textContent);
    return end > start ? { part: block.dataset.part, start, end, rect: range.getBoundingClientRect(), block } : null;
  };
  const offer = () => {
    const bar = toolbar();
    if (!bar) return;
    const found = selected();
    if (!found && bar.contains(document.activeElement)) return;
    span = found;
    bar.hidden = !span;
    if (span) near(bar, span.rect);
  };
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 120);
  });

  const here = () => location.pathname + location.search;
  const markAs = (kind) => {
    const address = new URL(document.getElementById("article").dataset.mark.replace("organisation", kind), location.href);
    for (const name of ["part", "start", "end"]) address.searchParams.set(name, span[name]);
    address.searchParams.set("next", here());
    opener = null;
    near(panel(), span.rect);
    toolbar().hidden = true;
    htmx.ajax("GET", address.pathname + address.search, { target: "#panel", select: ".panel", swap: "innerHTML" });
  };
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("#mark-as")) event.preventDefault(); // the selection stays
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#mark-as [data-kind]");
    if (button && span) markAs(button.dataset.kind);
    const link = event.target.closest("#article [hx-get]");
    if (link) {
      opener = link.id || link.closest("[id]")?.id || null;
      near(panel(), link.getBoundingClientRect());
    }
    if (event.target.closest("#panel .close")) {
      event.preventDefault();
      close();
    }
  });

  const focusOn = (id) => {
    const place = id && document.getElementById(id);
    const target = place?.matches("a, button") ? place : place?.querySelector("a, button, summary");
    (target ?? document.getElementById("content")).focus({ preventScroll: true });
  };
  const close = () => {
    panel().replaceChildren();
    focusOn(opener);
  };
  const KINDS = { o: "organisation", r: "region", f: "figure" };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && panel().firstElementChild) close();
    if (event.target.closest("input, textarea, select") || !span || toolbar().hidden) return;
    if (!Object.hasOwn(KINDS, event.key)) return;
    event.preventDefault();
    markAs(KINDS[event.key]);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "panel") {
      panel().querySelector(".wrong-value, [role=alert]")?.scrollIntoView({ block: "nearest" });
      panel().firstElementChild?.focus({ preventScroll: true });
      panel().scrollIntoView({ block: "nearest" });
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.id !== "article") return;
    close();
    span = null;
  });
})();
