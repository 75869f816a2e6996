import { type Light, LIGHT_LABELS } from '../../../domain/vocabulary.ts';
import './lamp.css';

/** One light. Colour is never alone: the word stands beside it, or is read out and told on hover. */
export function Lamp({ light, text, size = 10 }: { light: Light; text?: string; size?: number }) {
  return (
    <span className="lamp" data-light={light}>
      <span
        className="lamp-dot"
        style={{ width: size, height: size }}
        title={LIGHT_LABELS[light]}
        {...(text ? { 'aria-hidden': true } : { role: 'img', 'aria-label': LIGHT_LABELS[light] })}
      />
      {text ? <span className="lamp-text">{text}</span> : null}
    </span>
  );
}
