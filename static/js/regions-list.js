// The list of regions beneath the picture: what each covers, and buttons for whoever cannot drag.
window.hidingRegions = window.hidingRegions || {};

window.hidingRegions.List = class List {
  static #SCALE = 1.2; // for each press of "Larger" or "Smaller"

  #geometry = window.hidingRegions.geometry;

  // `row` is a template with one entry.
  constructor(element, row, tool) {
    this.element = element;
    this.row = row;
    this.tool = tool;
    element.addEventListener("click", (event) => this.#click(event));
  }

  show() {
    const rows = this.element.children;
    this.tool.regions.forEach((_region, index) => {
      if (!rows[index]) this.element.append(this.row.content.cloneNode(true));
      const number = this.tool.number(index + 1);
      rows[index].querySelector("[data-do=choose]").textContent = this.tool.label(index);
      rows[index].querySelectorAll("[data-name]").forEach((button) => {
        button.setAttribute("aria-label", button.dataset.name.replace("{number}", number));
      });
    });
    while (rows.length > this.tool.regions.length) rows[rows.length - 1].remove();
    this.element.hidden = !rows.length;
  }

  #click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const index = [...this.element.children].indexOf(button.closest("li"));
    const { regions } = this.tool;
    const act = {
      choose: () => this.tool.choose(index),
      larger: () => this.tool.change(index, this.#geometry.scaled(regions[index], List.#SCALE)),
      smaller: () => this.tool.change(index, this.#geometry.scaled(regions[index], 1 / List.#SCALE)),
      remove: () => this.tool.remove(index),
    }[button.dataset.do];
    act();
    if (button.dataset.do.endsWith("er")) this.tool.settled(index);
  }
};
