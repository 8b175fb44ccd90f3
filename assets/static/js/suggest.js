// Completions while one types into a search box (form[data-suggest] with its address): an ARIA 1.2 combobox. Without
// scripts the box is a plain form, and stays one when the answer does not come.

const PAUSE_MS = 150;
const LEAST = 2;
const KINDS = { theme: "Chủ đề", model: "Mô hình", place: "Nơi thực hiện", unit: "Đơn vị" };

/** Lets every search box of the page offer completions. */
export function suggesting(root) {
  for (const form of root.querySelectorAll("form[data-suggest]")) {
    const input = form.querySelector("input[type=search]");
    if (input) new Suggestions(form, input);
  }
}

class Suggestions {
  constructor(form, input) {
    this.address = form.dataset.suggest;
    this.input = input;
    this.items = [];
    this.active = -1;
    this.known = new Map();
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Gợi ý");
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    input.parentElement.append(this.list, this.status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    form.addEventListener("submit", () => this.close());
    // A press must not take the focus from the box, or the list would close before the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.follow(Number(option.dataset.number));
    });
  }

  typed() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.input.value.trim();
    if (text.length < LEAST) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(text), PAUSE_MS);
  }

  async ask(text) {
    let items = this.known.get(text);
    if (!items) {
      this.asking = new AbortController();
      try {
        const address = `${this.address}?q=${encodeURIComponent(text)}`;
        const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        items = (await answer.json()).items;
        this.known.set(text, items);
      } catch {
        this.close();
        return;
      }
    }
    if (text === this.input.value.trim() && document.activeElement === this.input) this.show(items);
  }

  show(items) {
    this.items = items;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...items.map((item, number) => option(item, number, `${this.list.id}-${number}`)));
    this.list.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.status.textContent = items.length > 0 ? `Có ${items.length} gợi ý, dùng phím mũi tên để chọn.` : "";
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (!this.list.hidden || this.items.length > 0) this.show([]);
  }

  pressed(event) {
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.input.value.trim().length >= LEAST) {
        event.preventDefault();
        this.ask(this.input.value.trim());
      }
      return;
    }
    const last = this.items.length - 1;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.choose(this.active === last ? -1 : this.active + 1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      this.choose(this.active === -1 ? last : this.active - 1);
    } else if (event.key === "Escape") {
      // The first Escape closes the list, only the next one clears the box.
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.follow(this.active);
    } else if (event.key === "Tab") {
      this.close();
    }
  }

  /** Moves to an option, or with -1 back to what was typed. */
  choose(number) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.list.children[number];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  /** Opens what an option leads to, on the host that this page came from. */
  follow(number) {
    const address = new URL(this.items[number].url, window.location.href);
    this.close();
    window.location.assign(address.pathname + address.search);
  }
}

function option(item, number, id) {
  const line = document.createElement("li");
  line.id = id;
  line.dataset.number = String(number);
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  const text = document.createElement("span");
  text.textContent = item.text;
  const kind = document.createElement("span");
  kind.className = "suggestions__kind";
  kind.textContent = KINDS[item.kind] ?? "";
  line.append(text, " ", kind);
  return line;
}
