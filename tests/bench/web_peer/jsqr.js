importScripts("/modules/jsqr/dist/jsQR.js", "/number.js");

const canvas = new OffscreenCanvas(1280, 720);
const drawing = canvas.getContext("2d", { willReadFrequently: true, alpha: false });

onmessage = ({ data: { picture, taken } }) => {
  const begun = performance.now();
  drawing.drawImage(picture, 0, 0);
  picture.close();
  const { data, width, height } = drawing.getImageData(0, 0, 1280, 720);
  // Phones show dark on light; looking for the other way round as well doubles the time.
  const found = jsQR(data, width, height, { inversionAttempts: "dontInvert" });
  postMessage({ text: found?.data, number: number(data, width), taken, ms: performance.now() - begun });
};
postMessage({ ready: true });
