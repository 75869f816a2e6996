/**
 * PostgreSQL frees a session's locks when the session ends. One whose host has lost its power, or its way here, ends only
 * when PostgreSQL looks whether anybody is there: by the system's own settings after two hours. One whose process was
 * suspended answers for ever, so it must also say something from time to time.
 */
const LOOKS = { tcp_keepalives_idle: '10', tcp_keepalives_interval: '5', tcp_keepalives_count: '3', tcp_user_timeout: '25000' };

/** For a connection that is to hold locks. `idleSeconds`: after so long without a word the session is ended. */
export const untilGone = (idleSeconds: number): string =>
  `select ${Object.entries({ ...LOOKS, idle_session_timeout: `${idleSeconds}s` })
    .map(([name, value]) => `set_config('${name}', '${value}', false)`)
    .join(', ')}`;

/** For a connection that goes back into its pool, where it may be idle for as long as it likes. */
export const IDLE_AGAIN = 'reset idle_session_timeout';
