import { Tooltip } from 'antd';
import { type Light, LIGHT_LABELS } from '../../../domain/vocabulary.ts';
import { LIGHT_COLOURS } from '../theme.ts';

/** One light. Colour is never alone: the word stands beside it or is read out. */
export function Lamp({ light, text, size = 10 }: { light: Light; text?: string; size?: number }) {
  const colours = LIGHT_COLOURS[light];
  return (
    <span role="img" aria-label={LIGHT_LABELS[light]} style={{ display: 'inline-flex', alignItems: 'center', gap: 6, whiteSpace: 'nowrap' }}>
      <Tooltip title={LIGHT_LABELS[light]}>
        <span
          style={{
            width: size, height: size, borderRadius: '50%', background: colours.dot, flex: 'none',
            boxShadow: `0 0 0 3px ${colours.wash}`,
          }}
        />
      </Tooltip>
      {text ? <span style={{ color: light === 'green' ? 'inherit' : colours.ink }}>{text}</span> : null}
    </span>
  );
}
