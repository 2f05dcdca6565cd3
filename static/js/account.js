// Says when a security key was not used, and offers to print. The pages do everything else without a script.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const message = document.querySelector("[data-key-error]");
  const form = document.querySelector("#use_key, #add_key")?.closest("form");
  form?.before(message);
  message.hidden = false;
});
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
