importScripts("/modules/zxing-wasm/dist/iife/reader/index.js", "/number.js");

const canvas = new OffscreenCanvas(1280, 720);
const drawing = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
const options = { formats: ["QRCode"], maxNumberOfSymbols: 1 };

onmessage = async ({ data: { picture, taken } }) => {
  const begun = performance.now();
  drawing.drawImage(picture, 0, 0);
  picture.close();
  const image = drawing.getImageData(0, 0, 1280, 720);
  const [found] = await ZXingWASM.readBarcodes(image, options);
  postMessage({ text: found?.text, number: number(image.data, 1280), taken, ms: performance.now() - begun });
};

ZXingWASM.prepareZXingModule({
  overrides: { locateFile: (file) => `/modules/zxing-wasm/dist/reader/${file}` },
  fireImmediately: true,
}).then(() => postMessage({ ready: true }));
