// Lets an editor mark what is to be hidden in a picture before it is stored. Whatever is marked goes at once into a
// hidden field, as JSON: { width, height, regions: [{ left, top, width, height }] }, in fractions of the picture.
(() => {
  const { geometry, picture: pictures, Stage, List } = window.hidingRegions;
  const QUIET = 400; // milliseconds after the last change until it is announced

  class HidingTool extends HTMLElement {
    #picture = null;
    #loading = 0;
    #announcing = 0;
    #drawing = 0;
    regions = [];

    connectedCallback() {
      // While the page is still being read, the element comes before what is in it.
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#begin());
      else this.#begin();
    }

    #begin() {
      if (this.stage) return;
      this.most = Number(this.dataset.most);
      this.cover = { cells: Number(this.dataset.cells), block: Number(this.dataset.block) };
      const language = document.documentElement.lang || "en";
      this.percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
      this.whole = new Intl.NumberFormat(language);
      this.stage = new Stage(this.#part("stage"), this);
      this.list = new List(this.#part("list"), this.#part("row"), this);
      this.#part("add").addEventListener("click", () => this.#addByButton());
      this.input = this.dataset.input ? document.getElementById(this.dataset.input) : null;
      this.input?.addEventListener("change", () => this.#take(this.input.files[0]));
      if (this.dataset.picture) this.#load(() => pictures.load(this.dataset.picture));
      else this.#take(this.input?.files[0]);
    }

    disconnectedCallback() {
      clearTimeout(this.#announcing);
    }

    // What the stage and the list call.

    add(region) {
      if (this.regions.length >= this.most) {
        this.#say(this.#text("full", { number: this.whole.format(this.most) }));
        return -1;
      }
      this.regions = [...this.regions, region];
      this.#show();
      return this.regions.length - 1;
    }

    // A region of a usual size, as wide as it is high.
    addAround({ x, y }) {
      const { width, height } = this.#picture;
      const side = Math.min(width, height) * 0.2;
      const index = this.add(geometry.around(x, y, side / width, side / height));
      if (index >= 0) this.#say(this.#text("added", { region: this.label(index) }));
      return index;
    }

    change(index, region) {
      this.regions = this.regions.map((each, place) => (place === index ? region : each));
      this.#show();
    }

    settled(index) {
      clearTimeout(this.#announcing);
      this.#announcing = setTimeout(() => this.#say(this.label(index)), QUIET);
    }

    remove(index) {
      clearTimeout(this.#announcing);
      this.regions = this.regions.filter((_region, place) => place !== index);
      this.#show();
      this.#say(this.#text("removed", { number: this.number(index + 1), left: this.number(this.regions.length) }));
      if (this.regions.length) this.stage.focus(Math.min(index, this.regions.length - 1));
      else this.#part("add").focus();
    }

    choose(index) {
      this.stage.focus(index);
      this.stage.element.scrollIntoView({ block: "nearest" });
    }

    label(index) {
      const region = this.regions[index];
      const values = { number: this.number(index + 1) };
      for (const name of ["left", "top", "width", "height"]) values[name] = this.percent.format(region[name]);
      return this.#text("region", values);
    }

    number(value) {
      return this.whole.format(value);
    }

    // What happens inside.

    #part(name) {
      return this.querySelector(`[data-hiding=${name}]`);
    }

    #text(name, values) {
      return this.#part("texts").content
        .querySelector(`[data-text=${name}]`)
        .textContent.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
    }

    #take(file) {
      if (file) this.#load(() => pictures.loadFile(file));
      else this.#clear();
    }

    #clear() {
      this.#loading += 1;
      this.#picture = null;
      this.regions = [];
      this.#part("tool").hidden = true;
      this.#part("unseen").hidden = true;
      this.#show();
    }

    async #load(loader) {
      this.#clear();
      const mine = this.#loading;
      let loaded = null;
      try {
        loaded = await loader();
      } catch {
        // The message says what can be done instead.
      }
      if (mine !== this.#loading) return;
      this.#picture = loaded;
      this.#part("tool").hidden = !loaded;
      this.#part("unseen").hidden = Boolean(loaded);
      if (!loaded) return this.#say(this.#part("unseen").textContent.trim());
      this.stage.element.style.setProperty("--hiding-width", loaded.width);
      this.stage.element.style.setProperty("--hiding-height", loaded.height);
      this.#show();
      this.#say(this.#text("ready", {}));
    }

    #addByButton() {
      // Each a little beside the one before, so that none lies unseen beneath another.
      const offset = (this.regions.length % 5) * 0.06;
      this.stage.focus(this.addAround({ x: 0.38 + offset, y: 0.38 + offset }));
    }

    #show() {
      this.#part("field").value = this.regions.length
        ? JSON.stringify({ width: this.#picture.width, height: this.#picture.height, regions: this.regions })
        : "";
      this.stage.show();
      this.list.show();
      this.#part("none").hidden = this.regions.length > 0;
      cancelAnimationFrame(this.#drawing);
      if (!this.#picture) return;
      const draw = () => pictures.draw(this.#part("canvas"), this.#picture, this.regions, this.cover);
      this.#drawing = requestAnimationFrame(draw);
    }

    #say(text) {
      this.#part("live").textContent = text;
    }
  }

  // Wagtail's dialogs run the scripts of their forms each time they open.
  if (!customElements.get("hiding-tool")) customElements.define("hiding-tool", HidingTool);
})();
