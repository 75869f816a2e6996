/** A fresh Idempotency-Key. `randomUUID` needs a secure context; offices run plain http inside their network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
