// The picture on which regions are drawn, moved and resized: with a mouse, a finger, a pen or the keyboard.
window.hidingRegions = window.hidingRegions || {};

window.hidingRegions.Stage = class Stage {
  static #STEP = 0.01; // of the picture, for each press of an arrow key
  static #DRAG = 5; // pixels; whoever moves less has tapped
  static #ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  #geometry = window.hidingRegions.geometry;
  #gesture = null;

  // `tool` answers to add(region), change(index, region), remove(index) and settled(index), and knows regions and label().
  constructor(element, tool) {
    this.element = element;
    this.tool = tool;
    element.addEventListener("pointerdown", (event) => this.#begin(event));
    element.addEventListener("pointermove", (event) => this.#follow(event));
    element.addEventListener("pointerup", (event) => this.#end(event));
    element.addEventListener("pointercancel", () => (this.#gesture = null));
    element.addEventListener("keydown", (event) => this.#press(event));
  }

  get boxes() {
    return [...this.element.querySelectorAll(".hiding__box")];
  }

  // Boxes are kept where they can be, so that the one with the focus does not lose it.
  show() {
    const boxes = this.boxes;
    this.tool.regions.forEach((region, index) => {
      const box = boxes[index] || this.#newBox();
      for (const name of ["left", "top", "width", "height"]) box.style[name] = `${region[name] * 100}%`;
      box.setAttribute("aria-label", this.tool.label(index));
      box.querySelector(".hiding__number").textContent = this.tool.number(index + 1);
    });
    boxes.slice(this.tool.regions.length).forEach((box) => box.remove());
  }

  focus(index) {
    this.boxes[index]?.focus({ preventScroll: true });
  }

  #newBox() {
    const box = this.element.appendChild(document.createElement("div"));
    box.className = "hiding__box";
    box.tabIndex = 0;
    box.setAttribute("role", "button");
    box.setAttribute("aria-describedby", this.element.getAttribute("aria-describedby"));
    for (const part of ["hiding__number", "hiding__grip"]) {
      const span = box.appendChild(document.createElement("span"));
      span.className = part;
      span.setAttribute("aria-hidden", "true");
    }
    return box;
  }

  #point(event) {
    const frame = this.element.getBoundingClientRect();
    return { x: (event.clientX - frame.left) / frame.width, y: (event.clientY - frame.top) / frame.height };
  }

  #begin(event) {
    if (!event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    const index = this.boxes.indexOf(event.target.closest(".hiding__box"));
    const kind = index < 0 ? "draw" : event.target.closest(".hiding__grip") ? "stretch" : "move";
    this.#gesture = { kind, index, from: this.#point(event), x: event.clientX, y: event.clientY, dragged: false };
    if (index >= 0) {
      this.#gesture.region = this.tool.regions[index];
      this.focus(index);
    }
    this.element.setPointerCapture(event.pointerId);
  }

  #follow(event) {
    const gesture = this.#gesture;
    if (!gesture || !event.isPrimary) return;
    gesture.dragged ||= Math.hypot(event.clientX - gesture.x, event.clientY - gesture.y) >= Stage.#DRAG;
    if (!gesture.dragged) return;
    const to = this.#point(event);
    const [x, y] = [to.x - gesture.from.x, to.y - gesture.from.y];
    if (gesture.kind === "draw") {
      const region = this.#geometry.spanning(gesture.from, to);
      if (gesture.index < 0) gesture.index = this.tool.add(region);
      else this.tool.change(gesture.index, region);
      if (gesture.index < 0) this.#gesture = null;
    } else {
      const changed = gesture.kind === "move" ? this.#geometry.moved : this.#geometry.stretched;
      this.tool.change(gesture.index, changed(gesture.region, x, y));
    }
  }

  #end(event) {
    const gesture = this.#gesture;
    this.#gesture = null;
    if (!gesture) return;
    if (gesture.kind === "draw" && !gesture.dragged) gesture.index = this.tool.addAround(this.#point(event));
    else if (gesture.dragged) this.tool.settled(gesture.index);
    this.focus(gesture.index);
  }

  #press(event) {
    const index = this.boxes.indexOf(event.target);
    if (index < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = Stage.#ARROWS[event.key];
    if (arrow) {
      const changed = event.shiftKey ? this.#geometry.stretched : this.#geometry.moved;
      this.tool.change(index, changed(this.tool.regions[index], arrow[0] * Stage.#STEP, arrow[1] * Stage.#STEP));
      this.tool.settled(index);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.tool.remove(index);
    } else {
      return;
    }
    event.preventDefault();
  }
};
