// The boxes that choose a region or an organisation in the admin are named by what is chosen in them alone; this names them
// by their labels, too.
(() => {
  "use strict";
  const name = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const chosen = select.nextElementSibling?.querySelector(".select2-selection__rendered");
      const [label] = select.labels;
      if (!chosen || !label) continue;
      label.id ||= `${select.id}-label`;
      chosen.setAttribute("aria-labelledby", label.id);
      chosen.closest(".select2-selection").setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    }
  };
  document.addEventListener("DOMContentLoaded", () => django.jQuery(name)); // after those that make the boxes
  // Rows that come and go are numbered anew first.
  for (const event of ["formset:added", "formset:removed"]) document.addEventListener(event, () => setTimeout(name));
})();
