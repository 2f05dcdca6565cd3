// Renews the checklist of the page editor when the draft has been saved, by hand or by itself.
(() => {
  const renew = async (section) => {
    const address = section.dataset.checklist || addressOfSavedPage(section);
    if (!address) return;
    try {
      const response = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (response.ok) section.innerHTML = await response.text();
    } catch {
      // Without a connection the last checklist stays; the next save renews it.
    }
  };

  // A page that was just created gets its own address only when Wagtail has saved it for the first time.
  const addressOfSavedPage = () => {
    const page = window.location.pathname.match(/^(.*\/)pages\/(\d+)\/edit\//);
    return page ? `${page[1]}checklist/${page[2]}/` : "";
  };

  const renewAll = () => document.querySelectorAll("[data-checklist]").forEach(renew);

  document.addEventListener("DOMContentLoaded", renewAll);
  document.addEventListener("w-autosave:success", renewAll);
})();
