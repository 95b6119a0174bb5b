// For the benchmark only: the number that each picture of the video carries in its upper left corner.
function number(pixels, width) {
  let found = 0;
  for (let bit = 0; bit < 16; bit += 1) {
    found = found * 2 + (pixels[4 * (8 * width + bit * 16 + 8) + 1] > 127 ? 1 : 0);
  }
  return found;
}
