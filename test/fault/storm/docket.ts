/** The cases that clients know of, the latest last, and where there is a crowd at the moment. */
export class Docket {
  private readonly ids: string[] = [];
  private readonly known = new Set<string>();
  /** The case everybody writes to. */
  hot: string | null = null;

  add(caseId: string): void {
    if (this.known.has(caseId)) return;
    this.known.add(caseId);
    this.ids.push(caseId);
  }

  all(): readonly string[] {
    return this.ids;
  }

  latest(count: number): readonly string[] {
    return this.ids.slice(-count);
  }
}
