// Buttons of a page that need a script, hidden until they can work: print and share.

/** Shows every `[data-print]` button and lets it print the page. */
export function printing(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** Shows every `[data-share]` button where the browser can share or copy the page's address. */
export function sharing(root) {
  const url = root.querySelector('link[rel="canonical"]')?.href ?? window.location.href;
  const canShare = typeof navigator.share === "function";
  if (!canShare && !navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        if (canShare) {
          await navigator.share({ title: document.title, url });
        } else {
          await navigator.clipboard.writeText(url);
          button.lastChild.textContent = "Đã chép liên kết";
        }
      } catch {
        // The person closed the dialogue: nothing to say.
      }
    });
  }
}
