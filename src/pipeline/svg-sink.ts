/** Layers as one SVG document, a group per layer. */
import type { ByteSink, LayerSink } from '../core/ports.ts';
import { svgStackFooter, svgStackHeader, svgStackLayer } from '../draw/svg-stack.ts';

/** Returns a sink that writes the regions of each layer. */
export function svgSink(sink: ByteSink): LayerSink {
  const put = (text: string): Promise<void> => sink.write(new TextEncoder().encode(text));
  return {
    async open({ boxMm, partId }) {
      await put(svgStackHeader({ boxMm: [boxMm[0], boxMm[1], boxMm[3], boxMm[4]], title: partId }));
    },
    async layer({ layer }) {
      await put(svgStackLayer(layer));
    },
    async close() {
      await put(svgStackFooter());
    },
    async abort() {},
  };
}
