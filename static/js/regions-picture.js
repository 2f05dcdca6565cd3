// The picture as it will be stored: upright, with its regions in coarse cells. It does not leave the browser.
window.hidingRegions = window.hidingRegions || {};

window.hidingRegions.picture = (() => {
  const LONGEST_SIDE = 1400; // pixels of the preview

  const decoded = (address) =>
    new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = reject;
      image.src = address;
    });

  const canvasOf = (width, height) => {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(Math.round(width), 1);
    canvas.height = Math.max(Math.round(height), 1);
    return canvas;
  };

  // Returns { width, height, small }: the sides of the picture, and a canvas with it in the size of the preview.
  const load = async (address) => {
    const image = await decoded(address);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || !height) throw new Error("no size");
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const small = canvasOf(width * scale, height * scale);
    small.getContext("2d").drawImage(image, 0, 0, small.width, small.height);
    return { width, height, small };
  };

  const loadFile = async (file) => {
    const address = URL.createObjectURL(file);
    try {
      return await load(address);
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  // As media.door.regions does it: with so many squares along the longer side, over each block that is touched.
  const coarsen = (context, picture, region, { cells, block }) => {
    const { width, height, small } = picture;
    const left = Math.max(Math.floor(region.left * width) - block, 0);
    const top = Math.max(Math.floor(region.top * height) - block, 0);
    const right = Math.min(Math.ceil((region.left + region.width) * width) + block, width);
    const bottom = Math.min(Math.ceil((region.top + region.height) * height) + block, height);
    const cell = Math.max(block, Math.ceil(Math.max(right - left, bottom - top) / cells));
    const means = canvasOf(Math.ceil((right - left) / cell), Math.ceil((bottom - top) / cell));
    const scale = small.width / width;
    const box = [left * scale, top * scale, (right - left) * scale, (bottom - top) * scale];
    const meansContext = means.getContext("2d");
    meansContext.imageSmoothingQuality = "high";
    meansContext.drawImage(small, ...box, 0, 0, means.width, means.height);
    context.imageSmoothingEnabled = false;
    context.drawImage(means, 0, 0, means.width, means.height, ...box);
  };

  const draw = (canvas, picture, regions, cover) => {
    canvas.width = picture.small.width;
    canvas.height = picture.small.height;
    const context = canvas.getContext("2d");
    context.drawImage(picture.small, 0, 0);
    regions.forEach((region) => coarsen(context, picture, region, cover));
  };

  return { load, loadFile, draw };
})();
