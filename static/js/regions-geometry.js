// Rectangles in fractions (0 to 1) of a picture's width and height: { left, top, width, height }.
window.hidingRegions = window.hidingRegions || {};

window.hidingRegions.geometry = (() => {
  const SMALLEST = 0.01;
  const between = (value, least, most) => Math.min(Math.max(value, least), most);

  const around = (x, y, width, height) => {
    const region = { left: 0, top: 0, width: Math.min(width, 1), height: Math.min(height, 1) };
    return placed(region, x - region.width / 2, y - region.height / 2);
  };

  const placed = (region, left, top) => ({
    ...region,
    left: between(left, 0, 1 - region.width),
    top: between(top, 0, 1 - region.height),
  });

  const spanning = (one, other) => {
    const left = between(Math.min(one.x, other.x), 0, 1 - SMALLEST);
    const top = between(Math.min(one.y, other.y), 0, 1 - SMALLEST);
    return {
      left,
      top,
      width: between(Math.max(one.x, other.x) - left, SMALLEST, 1 - left),
      height: between(Math.max(one.y, other.y) - top, SMALLEST, 1 - top),
    };
  };

  const moved = (region, x, y) => placed(region, region.left + x, region.top + y);

  // The left and top edges stay where they are.
  const stretched = (region, x, y) => ({
    ...region,
    width: between(region.width + x, SMALLEST, 1 - region.left),
    height: between(region.height + y, SMALLEST, 1 - region.top),
  });

  const scaled = (region, factor) =>
    around(
      region.left + region.width / 2,
      region.top + region.height / 2,
      Math.max(region.width * factor, SMALLEST),
      Math.max(region.height * factor, SMALLEST),
    );

  return { around, spanning, moved, stretched, scaled };
})();
