// Forms that save themselves while someone types (form[data-autosave], saved through htmx).

/** Lets a save that is under way end before the form is sent, and says when one failed. */
export function autosave(root) {
  const form = root.querySelector("form[data-autosave]");
  if (!form) return;
  let waiting = null;
  let sent = false;
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (sent) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (form.classList.contains("htmx-request") && !waiting) {
      event.preventDefault();
      waiting = { button: event.submitter };
      return;
    }
    sent = true;
  });
  form.addEventListener("htmx:afterRequest", () => {
    if (!waiting) return;
    sent = true;
    form.requestSubmit(waiting.button);
  });
  const failed = () => {
    root.getElementById("saved").textContent = "Chưa lưu được. Nội dung vẫn còn trên trang này; bấm “Lưu” để thử lại.";
  };
  form.addEventListener("htmx:responseError", failed);
  form.addEventListener("htmx:sendError", failed);
}
