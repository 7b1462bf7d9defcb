import { correction, generate } from 'lean-qr';

interface QrCodeProps {
  readonly text: string;
  /** In pixels, each way. */
  readonly size: number;
  readonly title: string;
}

/** A text as a QR code that is read even where a seventh of it is spoilt. The light margin around it is the caller's. */
export function QrCode({ text, size, title }: QrCodeProps) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const dark: string[] = [];
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) dark.push(`M${x} ${y}h1v1h-1z`);
  }
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      role="img"
    >
      <title>{title}</title>
      <path d={dark.join('')} />
    </svg>
  );
}
