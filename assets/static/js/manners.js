// Small courtesies: menus that close, errors and results that are heard first, demonstration accounts that fill themselves in.

/** Closes an open `details[data-dismiss]` by Escape (focus returns to its summary) or by a click elsewhere. */
export function dismissable(root) {
  const open = () => root.querySelectorAll("details[data-dismiss][open]");
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  root.addEventListener("click", (event) => {
    for (const menu of open()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

/** Moves the focus to the error summary, so that it is read out and the keyboard starts there. */
export function focusErrors(root) {
  root.querySelector("[data-focus]")?.focus();
}

/** Shows the buttons that put a demonstration account into the sign-in form. */
export function fillIn(root) {
  for (const button of root.querySelectorAll("[data-fill-username]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      root.getElementById("username").value = button.dataset.fillUsername;
      const password = root.getElementById("password");
      password.value = button.dataset.fillPassword;
      password.form.querySelector("[type=submit]").focus();
    });
  }
}

/** After a list was narrowed in place, moves the focus to its heading, which says how many were found. */
export function announceResults(root) {
  root.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "catalogue") root.getElementById("results-title")?.focus({ preventScroll: true });
  });
}
