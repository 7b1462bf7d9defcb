import { code128 } from './code-128.ts';

const height = 44;

/** A text as a bar code, one pixel a module. */
export function BarCode({ text }: { readonly text: string }) {
  let x = 0;
  const bars = code128(text).map((width, index) => {
    const left = x;
    x += width;
    return index % 2 === 0 ? `M${left} 0h${width}v${height}h-${width}z` : '';
  });
  return (
    <svg
      width={x}
      height={height}
      viewBox={`0 0 ${x} ${height}`}
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      <path d={bars.join('')} />
    </svg>
  );
}
