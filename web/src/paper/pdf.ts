/** The PDF reader, fetched only where a page of a PDF is shown. The build for older browsers: offices have them. */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

export const openPdf = (url: string): Promise<PDFDocumentProxy> =>
  getDocument({ url, withCredentials: true, isEvalSupported: false, useWasm: false }).promise;

/** Draws a page as wide as its place, as sharp as the screen. Answers how to break off. */
export function drawPage(
  document: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  width: number,
  rotation: number,
): { done: Promise<void>; stop: () => void } {
  let stopped = false;
  let stopDrawing: (() => void) | null = null;
  const draw = async () => {
    const page = await document.getPage(number);
    if (stopped) return;
    const turned = (page.rotate + rotation) % 360;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const scale = width / page.getViewport({ scale: 1, rotation: turned }).width;
    const viewport = page.getViewport({ scale: scale * ratio, rotation: turned });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = page.render({ canvas, viewport });
    stopDrawing = () => task.cancel();
    await task.promise;
  };
  return {
    done: draw().catch((error: unknown) => {
      if (!stopped) throw error;
    }),
    stop: () => {
      stopped = true;
      stopDrawing?.();
    },
  };
}
