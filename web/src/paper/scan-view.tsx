import { LeftOutlined, RightOutlined, RotateRightOutlined } from '@ant-design/icons';
import { Alert, Button, InputNumber, Spin } from 'antd';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import type { PaperDraft } from '../../../contract/paper.ts';
import { Nothing } from '../parts/nothing.tsx';

interface ScanProps {
  draft: Pick<PaperDraft, 'id' | 'files' | 'scan' | 'acts'>;
  page: number;
  onPage: (page: number) => void;
}

/** The scan, a page at a time, with its number, its content's name and the acts that stand on it. */
export function ScanView({ draft, page, onPage }: ScanProps) {
  const [rotation, setRotation] = useState(0);
  const shown = draft.scan[page - 1];
  const file = draft.files.find(({ hash }) => hash === shown?.file);
  if (!shown || !file) return <Nothing>还没有扫描件</Nothing>;
  const most = draft.scan.length;
  const address = `/api/v1/paper-drafts/${draft.id}/files/${file.hash}`;
  const acts = draft.acts.flatMap((act, index) => (act.pages.includes(page) ? [`${index + 1} ${act.label}`] : []));
  return (
    <section className="scan" aria-label="扫描件">
      <div className="scan-bar">
        <Button aria-label="上一页" icon={<LeftOutlined />} disabled={page <= 1} onClick={() => onPage(page - 1)} />
        <span className="num scan-at">
          第
          <InputNumber
            aria-label="页码"
            size="small"
            min={1}
            max={most}
            precision={0}
            controls={false}
            value={page}
            onChange={(value) => value && value <= most && onPage(value)}
          />
          页，共{most}页
        </span>
        <Button aria-label="下一页" icon={<RightOutlined />} disabled={page >= most} onClick={() => onPage(page + 1)} />
        <Button aria-label="向右转" type="text" icon={<RotateRightOutlined />} onClick={() => setRotation((rotation + 90) % 360)} />
        <a className="scan-open" href={address} target="_blank" rel="noreferrer">
          打开原件
        </a>
      </div>
      <p className="small scan-acts">
        {acts.length > 0 ? <>依据本页的步骤：{acts.join('、')}</> : <span className="quiet">没有步骤依据本页</span>}
      </p>
      <div className="scan-sheet">
        {file.type === 'application/pdf' ? (
          <PdfPage key={address} address={address} number={shown.pageInFile} rotation={rotation} label={`卷宗第${page}页`} />
        ) : (
          <img src={address} alt={`卷宗第${page}页`} style={{ rotate: `${rotation}deg` }} />
        )}
      </div>
      <p className="quiet small scan-foot">
        {file.name}
        {file.pages > 1 ? `，其中第${shown.pageInFile}页` : ''}　<span className="hash">哈希 {shown.hash}</span>
      </p>
    </section>
  );
}

function PdfPage({ address, number, rotation, label }: { address: string; number: number; rotation: number; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState(false);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    let opened: PDFDocumentProxy | null = null;
    let gone = false;
    import('./pdf.ts')
      .then(({ openPdf }) => openPdf(address))
      .then((one) => {
        opened = one;
        if (gone) void one.loadingTask.destroy();
        else setDocument(one);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      void opened?.loadingTask.destroy();
    };
  }, [address]);
  useEffect(() => {
    const measured = place.current;
    if (!measured) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(measured);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (!document || !canvas.current || width < 50) return;
    let stop: (() => void) | null = null;
    let gone = false;
    setDrawn(false);
    void import('./pdf.ts').then(({ drawPage }) => {
      if (gone || !canvas.current) return;
      const drawing = drawPage(document, number, canvas.current, width, rotation);
      stop = drawing.stop;
      drawing.done.then(
        () => setDrawn(true),
        () => setFailed(true),
      );
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, [document, number, rotation, width]);
  return (
    <div ref={place} className="scan-page">
      {failed ? <Alert type="warning" showIcon title="浏览器不能显示这一页，请打开原件查看" /> : null}
      {!drawn && !failed ? <Spin className="scan-wait" /> : null}
      <canvas ref={canvas} role="img" aria-label={label} data-drawn={drawn} />
    </div>
  );
}
