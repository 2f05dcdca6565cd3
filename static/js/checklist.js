// Renews the checklist of the page editor when the draft has been saved, by hand or by itself.
(() => {
  const renew = async (section) => {
    const address = section.dataset.checklist || addressOfSavedPage();
    if (!address) return;
    try {
      const response = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (response.ok) show(section, await response.text());
    } catch {
      // Without a connection the last checklist stays; the next save renews it.
    }
  };

  const show = (section, checklist) => {
    const before = summaryOf(section);
    const people = section.querySelector("[data-checklist-people]")?.open;
    section.querySelector("[data-checklist-body]").innerHTML = checklist;
    if (people !== undefined) section.querySelector("[data-checklist-people]")?.toggleAttribute("open", people);
    const now = summaryOf(section);
    // Who does not see the page hears of red and green, and not of the whole list at each save.
    if (now !== before) section.querySelector("[data-checklist-status]").textContent = now;
  };

  const summaryOf = (section) => section.querySelector("[data-checklist-summary]")?.textContent.trim() ?? "";

  // A page that was just created gets its own address only when Wagtail has saved it for the first time.
  const addressOfSavedPage = () => {
    const page = window.location.pathname.match(/^(.*\/)pages\/(\d+)\/edit\//);
    return page ? `${page[1]}checklist/${page[2]}/` : "";
  };

  const sections = () => document.querySelectorAll("[data-checklist]");
  const markUnsaved = (unsaved) => sections().forEach((section) => section.toggleAttribute("data-unsaved", unsaved));

  document.addEventListener("w-autosave:success", () => {
    sections().forEach(renew);
    markUnsaved(false);
  });
  document.addEventListener("w-unsaved:add", () => markUnsaved(true));
  document.addEventListener("w-unsaved:clear", () => markUnsaved(false));
})();
