// Opens the player of a film that lies elsewhere in the place of its still, when the reader asks for it.
// Without this script the link leads to the film's page there.
for (const stage of document.querySelectorAll(".recording__stage[data-player]")) {
  stage.querySelector(".recording__open").addEventListener("click", (event) => {
    // In a new tab or window the reader wants the page itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.className = "recording__frame";
    frame.title = stage.dataset.title;
    frame.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
    // The players refuse to play without knowing the site; the page they need not know.
    frame.referrerPolicy = "strict-origin";
    frame.src = stage.dataset.player;
    stage.replaceChildren(frame);
    frame.focus();
  });
}
